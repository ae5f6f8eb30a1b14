import type { Command, CommandOption } from "../src/chat/command.js";
import type { Reply } from "../src/chat/reply.js";

function signature({ name, description, options }: Command): string {
  const rest = options.find((option) => option.type === "text" && option.rest);
  return `/${name}${rest ? ` ${rest.name} …` : ""}: ${description}.`;
}

function optionLine(option: CommandOption): string {
  return `${option.name}: ${option.description}`;
}

function overview(commands: readonly Command[]): Reply {
  return {
    kind: "help",
    title: "What you can ask",
    text: [
      ...commands.map(signature),
      "Filters go anywhere among the words: colour:red for:women max:80.",
      "Post a picture to see what looks like it.",
      "After an answer, go on: cheaper, cheapest first, in blue, for kids, more formal, without stripes, like 3, back, start over.",
      "+3 or 👍 moves towards product 3, -3 or 👎 away from it; the same again takes it back.",
      ...commands.flatMap(({ examples }) => examples.slice(0, 1).map((example) => `Try: /${example}`)),
    ].join("\n"),
    private: true,
  };
}

function explain(command: Command): Reply {
  return {
    kind: "help",
    title: `/${command.name}`,
    text: [
      `${command.description}.`,
      ...command.options.map(optionLine),
      ...command.examples.map((example) => `Try: /${example}`),
    ].join("\n"),
    private: true,
  };
}

/** Help about these commands. */
export function helpAbout(commands: readonly Command[]): Command {
  return {
    name: "help",
    description: "What you can ask, with examples",
    options: [
      {
        name: "command",
        description: "The command to explain",
        type: "text",
        rest: true,
        choices: commands.map(({ name }) => name),
      },
    ],
    examples: ["help", "help find"],
    needsPicture: false,
    slow: false,
    run({ options }) {
      const command = commands.find(({ name }) => name === options.command);
      return Promise.resolve(command ? explain(command) : overview(commands));
    },
  };
}
