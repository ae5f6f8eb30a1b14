import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { settingsSchema } from "../src/config.js";
import { PACKAGE_ROOT } from "../src/package-root.js";

// Writes the README's table of settings and `.env.example` from the one description in src/config.ts.

const BEGIN = "<!-- settings: made by scripts/settings-docs.ts -->";
const END = "<!-- /settings -->";

const GROUPS: readonly (readonly [prefix: string, title: string])[] = [
  ["DISCORD_", "Discord"],
  ["SLACK_", "Slack"],
  ["WEB_", "The local page"],
  ["", "Model, catalogue, files"],
];

const settings = Object.entries(settingsSchema.shape).map(([name, field]) => ({
  name,
  description: field.description ?? "",
}));

const groupOf = (name: string) => GROUPS.find(([prefix]) => name.startsWith(prefix))?.[1];

/** The README's table, between its two marks. */
export function settingsTable(): string {
  const rows = settings.map(
    ({ name, description }) => `| \`${name}\` | ${description.replaceAll("|", "\\|")} |`,
  );
  return [BEGIN, "| Setting | Meaning |", "| --- | --- |", ...rows, END].join("\n");
}

/** `.env.example`: every setting, switched off, with what it means. */
export function envExample(): string {
  const groups = GROUPS.toReversed().map(([, title]) => {
    const lines = settings
      .filter(({ name }) => groupOf(name) === title)
      .map(({ name, description }) => `# ${description.replaceAll("`", "")}\n#${name}=`);
    return `# --- ${title} ---\n\n${lines.join("\n\n")}`;
  });
  return [
    "# Copy this to .env, make it yours alone (chmod 600 .env), and take the # away before what you set.",
    "# Nothing here is needed to start: without tokens, npm start opens the local page.",
    ...groups,
  ]
    .join("\n\n")
    .concat("\n");
}

/** The README with its table made anew. */
export function withSettingsTable(readme: string): string {
  const from = readme.indexOf(BEGIN);
  const to = readme.indexOf(END);
  if (from < 0 || to < from) throw new Error(`README.md lacks the marks ${BEGIN} and ${END}`);
  return readme.slice(0, from) + settingsTable() + readme.slice(to + END.length);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const readme = join(PACKAGE_ROOT, "README.md");
  writeFileSync(readme, withSettingsTable(readFileSync(readme, "utf8")));
  writeFileSync(join(PACKAGE_ROOT, ".env.example"), envExample());
}
