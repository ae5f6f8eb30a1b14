import type { ServerResponse } from "node:http";

const PIECES = 20;

/** Sends a body in small pieces over so many milliseconds, as a slow host does; at once for none. The head must be written already. */
export function trickle(response: ServerResponse, bytes: Uint8Array, ms: number): void {
  if (ms === 0) return void response.end(bytes);
  const size = Math.max(1, Math.ceil(bytes.length / PIECES));
  let at = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(at, at + size));
    at += size;
    if (at >= bytes.length) response.end();
  }, ms / PIECES);
  response.once("close", () => clearInterval(timer));
}
