import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../commands/index.js";
import { parseCommandLine } from "../../src/chat/parse.js";

describe.each(COMMANDS.map((command) => [command.name, command] as const))("/%s", (_name, command) => {
  const { options } = command;

  it("has names and descriptions that every platform takes", () => {
    // Discord: ^[-_\p{L}\p{N}]{1,32}$ in lower case, descriptions of 1 to 100 characters, 25 options.
    for (const { name, description } of [command, ...options]) {
      expect(name).toMatch(/^[a-z]{1,32}$/);
      expect(description.length).toBeGreaterThan(3);
      expect(description.length).toBeLessThanOrEqual(100);
    }
    expect(options.length).toBeLessThanOrEqual(25);
  });

  it("has options that nobody can take for each other", () => {
    const names = options.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    expect(options.filter((option) => option.type === "text" && option.rest).length).toBeLessThanOrEqual(1);
  });

  it("names required options first, as Discord wants it", () => {
    const required = options.map((option) => option.required === true);
    expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
  });

  it("has examples that can be typed", () => {
    expect(command.examples.length).toBeGreaterThan(0);
    for (const example of command.examples)
      expect(parseCommandLine(`/${example}`, COMMANDS).command).toBe(command.name);
  });
});

describe("help", () => {
  const help = COMMANDS.find(({ name }) => name === "help");
  const run = async (command?: string) => {
    const options = command === undefined ? {} : { command };
    const asker = { platform: "web", userId: "anna" };
    // Help looks at nothing of the shop.
    const reply = await help?.run(
      { asker, options, pictures: [], picturesLeftOut: 0, filters: {}, signal: new AbortController().signal },
      context,
    );
    return reply?.text ?? "";
  };
  const context = { commands: COMMANDS } as Parameters<NonNullable<typeof help>["run"]>[1];

  it("lists every command and an example of each", async () => {
    const text = await run();
    for (const { name, examples } of COMMANDS.filter((one) => one !== help)) {
      expect(text).toContain(`/${name}`);
      expect(text).toContain(`Try: /${examples[0]}`);
    }
  });

  it("explains one command with all its options", async () => {
    const text = await run("find");
    for (const { name, description } of COMMANDS[0]?.options ?? [])
      expect(text).toContain(`${name}: ${description}`);
  });
});
