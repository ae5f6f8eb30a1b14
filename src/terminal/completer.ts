import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Chat } from "../chat/chat.js";
import { completeLine } from "../chat/complete-line.js";

const PICTURE = /\.(?:jpe?g|jfif|png|webp|gif|avif|tiff?|bmp)$/i;

/** Completes commands, options, values and paths of pictures, in the form that `node:readline` asks for. */
export function completer(chat: Pick<Chat, "commands" | "complete">): (line: string) => [string[], string] {
  return (line) => {
    const suggestions = completeLine(line, chat);
    const [first] = suggestions;
    if (first) return [suggestions.map(({ insert }) => insert), line.slice(first.from)];
    const word = /(?:\\.|\S)*$/.exec(line)?.[0] ?? "";
    return /^(?:~|\.{0,2}[/\\])/.test(word) ? [pathsLike(word), word] : [[], line];
  };
}

function pathsLike(typed: string): string[] {
  const plain = typed.replace(/\\(.)/g, "$1");
  const folder = plain.endsWith("/") ? plain : `${dirname(plain)}/`;
  const start = plain.slice(folder === "./" && !plain.startsWith("./") ? 0 : folder.length);
  try {
    return readdirSync(folder.replace(/^~/, homedir()), { withFileTypes: true })
      .filter(({ name }) => name.startsWith(start) && (start !== "" || !name.startsWith(".")))
      .filter((entry) => entry.isDirectory() || PICTURE.test(entry.name))
      .map((entry) => join(folder, entry.name) + (entry.isDirectory() ? "/" : ""))
      .map((path) => path.replace(/ /g, "\\ "));
  } catch {
    return [];
  }
}
