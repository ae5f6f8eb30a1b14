import type { Writable } from "node:stream";
import { diskFault } from "../disk-fault.js";
import { HaberdasherError } from "../errors.js";
import { fail } from "./fail.js";

/**
 * Looks after what is printed: a reader that went away (`| head`) is no error, there is only nobody left to write for;
 * whatever else keeps an answer from being written, such as a full disk, is said in one sentence.
 */
export function lookAfter(output: Writable): void {
  let told = false;
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || told) return;
    told = true;
    const why = diskFault(error) ?? error.message;
    fail(new HaberdasherError("internal", `The answer cannot be written: ${why}.`, { cause: error }));
  });
}
