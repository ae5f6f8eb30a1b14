// The package types its whole self only; its tokenizers alone load in half the time and memory.
declare module "@xenova/transformers/src/tokenizers.js" {
  export * from "@xenova/transformers/types/tokenizers.js";
}
