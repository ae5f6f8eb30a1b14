/** Said to begin with, or in the end, in words or by a face. No two of them in a row are a third: whatever is said is read in one way only. */
const PLEASANTRIES =
  String.raw`help|hi|hello|hey|hiya|howdy|yo|good\s+(?:morning|afternoon|evening|day)|start|thanks?|thank\s+you|thx|ty|cheers|bye|goodbye` +
  String.raw`|(?:(?:can|could)\s+you\s+)?(?:please\s+)?help\s+me|how\s+(?:do|can)\s+i\s+use\s+(?:this|it|you)` +
  String.raw`|who\s+are\s+you|are\s+you\s+(?:an?\s+)?(?:(?:ro)?bot|human|person|real|ai)|what\s+(?:can|do)\s+you\s+do|how\s+(?:does\s+(?:this|it)|do\s+you)\s+work` +
  String.raw`|yes|yeah|yep|no|nope|nah|ok|okay|great|perfect|cool|nice|awesome|not\s+bad|nothing(?:\s+(?:else|more))?` +
  String.raw`|no\s+(?:more|worries|problem)|never\s*mind|that(?:['’]s|\s+is)\s+(?:all|it|enough)`;
const COMPANY =
  "there|all|everyone|everybody|guys|folks|team|bot|haberdasher|man|mate|so\\s+much|very\\s+much|a\\s+lot|again|for\\s+now";
const MARKS = String.raw`(?:[\s.!?,…]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)*`;
const PLEASANTRY = new RegExp(
  String.raw`^(?:${PLEASANTRIES}|\?+|\/|[👍👌🙏👏😀😊🙂😍❤])(?:[\s,.!]+(?:${PLEASANTRIES}|${COMPANY}))*${MARKS}$`,
  "iu",
);

/** How people end what they ask for, as a pattern's source: ", please", "pls!!", "thanks 🙏". */
export const POLITE_END = String.raw`(?:(?:^|,\s*|\s+)(?:please|pls|plz|thanks|thank\s+you|thx))*${MARKS}$`;

/** Whether a line asks for no product: "hi", "thanks a lot!", "no thanks". */
export function isPleasantry(line: string): boolean {
  return PLEASANTRY.test(line.trim());
}

const BEHIND = "[,.!;:…–—-]";
/** "No, in blue" is no wish for nothing in blue; "no stripes" is one. */
const INTERJECTION = new RegExp(
  String.raw`^(?:(?:yes|yeah|yep|ok|okay|h+m+|oh|ah|sorry|actually|please|thanks|thank\s+you|thx)(?:\s*${BEHIND}+)?\s+` +
    String.raw`|(?:no|nope|nah|great|perfect|cool|nice|awesome|wow|well)\s*${BEHIND}+\s+)+`,
  "iu",
);

/** What somebody says, without what they say to the answer before: "thanks, now in blue" → "now in blue". */
export function withoutInterjection(line: string): string {
  return line.replace(INTERJECTION, "");
}
