import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { HISTORY_LINES, History } from "../../src/terminal/history.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "history-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("keeps what two terminals were told, newest first and each line once", async () => {
  const [one, other] = [new History(folder), new History(folder)];
  expect([await one.read(), await other.read()]).toEqual([[], []]);
  for (const [terminal, line] of [
    [one, "red coat"],
    [other, "blue dress"],
    [one, "cheaper"],
    [other, "red coat"],
  ] as const) {
    terminal.keep(line);
    await terminal.kept();
  }
  expect(await new History(folder).read()).toEqual(["red coat", "cheaper", "blue dress"]);
  expect((await stat(join(folder, "terminal-history"))).mode & 0o777).toBe(0o600);
});

it("lets the oldest lines go", async () => {
  const history = new History(folder);
  for (let line = 0; line <= HISTORY_LINES; line++) history.keep(`coat ${line}`);
  await history.kept();
  const kept = await history.read();
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([HISTORY_LINES, `coat ${HISTORY_LINES}`, "coat 1"]);
});
