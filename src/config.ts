import { join } from "node:path";
import { z } from "zod";
import { HaberdasherError } from "./errors.js";
import { PACKAGE_ROOT } from "./package-root.js";

const blankIsAbsent = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;
const text = z.preprocess(blankIsAbsent, z.string().trim().optional());
const url = z.preprocess(
  blankIsAbsent,
  z.url({ protocol: /^https?$/, error: "write an address that begins with https:// or http://" }).optional(),
);
const wholeNumber = (min: number, max: number) => {
  const error = `write a whole number from ${min} to ${max}`;
  return z.preprocess(
    blankIsAbsent,
    z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error }).optional(),
  );
};
const port = wholeNumber(0, 65_535);
const flag = z
  .preprocess(blankIsAbsent, z.enum(["0", "1"], { error: "write 1 or 0" }).optional())
  .transform((value) => value === "1");
const channelIds = z.preprocess(
  blankIsAbsent,
  z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .refine((ids) => ids.every((id) => /^[CG][A-Z0-9]{6,}$/.test(id)), {
      error: "write ids of channels, such as C024BE91L (docs/slack.md)",
    })
    .optional(),
);

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** Every setting, by the name it has in the environment and in `.env`. The README's table is made from these descriptions. */
export const settingsSchema = z.object({
  CLIP_MODEL: text.describe("`starter`, a model folder, or a hub id such as `Xenova/clip-vit-base-patch32`"),
  CLIP_WORKERS: wholeNumber(1, 16).describe("inference worker threads; default 1"),
  HF_ENDPOINT: url.describe("where hub models are downloaded from; default https://huggingface.co"),
  MODEL_CACHE: text.describe("folder for downloaded models; default `.cache/models`"),
  CATALOGUE: text.describe(
    "catalogue folder, or the `postgres://…` address of a database with one; default the starter catalogue in `data/catalogue`",
  ),
  LABEL_SETS: text.describe(
    "JSON file of named label sets for `/classify labels:@outerwear`; default `data/label-sets.json`",
  ),
  SAFE_CATALOGUE: flag.describe("1 leaves innerwear, swimwear and sleepwear out of everything that is shown"),
  STATE_DIR: text.describe(
    "folder for what must survive a restart (buttons, Slack installations); default `.state`",
  ),
  REDIS_URL: z
    .preprocess(
      blankIsAbsent,
      z
        .url({ protocol: /^rediss?$/, error: "write an address that begins with redis:// or rediss://" })
        .optional(),
    )
    .describe(
      "`redis://…` or `rediss://…`, where several processes share their limits; default each counts for itself",
    ),
  LOG_LEVEL: z
    .preprocess(
      blankIsAbsent,
      z.enum(LOG_LEVELS, { error: `write one of ${LOG_LEVELS.join(", ")}` }).optional(),
    )
    .describe(`how much is logged: ${LOG_LEVELS.join(", ")}; default \`info\``),
  WEB_HOST: text.describe("address the local page listens on; default `127.0.0.1`"),
  WEB_PORT: port.describe("its port; default 3210, 0 for any free one"),
  WEB_TOKEN: text.describe("secret the page asks for; required when WEB_HOST is not loopback"),
  DISCORD_TOKEN: text.describe("bot token; Discord is off without it"),
  DISCORD_GUILD_ID: text.describe("register commands in this server only (development)"),
  DISCORD_SHARDS: text.describe(
    "`auto`, a number of shards, or this process's share of them, as `0-3/16`; default one process without sharding",
  ),
  DISCORD_API_URL: url.describe("another address of Discord's API, for proxies and tests"),
  SLACK_BOT_TOKEN: text.describe("`xoxb-…`; Slack is off without it"),
  SLACK_APP_TOKEN: text.describe("`xapp-…`, for Socket Mode"),
  SLACK_SIGNING_SECRET: text.describe("for HTTP mode, used when SLACK_APP_TOKEN is absent"),
  SLACK_PORT: port.describe("port of HTTP mode; default 3000"),
  SLACK_LOOKALIKE_CHANNELS: channelIds.describe("channel ids in which every posted picture gets lookalikes"),
  SLACK_API_URL: url.describe("another address of Slack's Web API, for proxies and tests"),
  SLACK_CLIENT_ID: text.describe("for installation in several workspaces (HTTP mode)"),
  SLACK_CLIENT_SECRET: text.describe("with SLACK_CLIENT_ID"),
  SLACK_STATE_SECRET: text.describe("with SLACK_CLIENT_ID: any long random text"),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Settings whose values must never be seen in logs, errors or metrics. */
export const SECRET_SETTINGS = [
  "REDIS_URL",
  "WEB_TOKEN",
  "DISCORD_TOKEN",
  "SLACK_BOT_TOKEN",
  "SLACK_APP_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_CLIENT_SECRET",
  "SLACK_STATE_SECRET",
] as const satisfies readonly (keyof Settings)[];

/** The shards `first`..`last`, from 0, of `total`. */
export interface ShardShare {
  readonly first: number;
  readonly last: number;
  readonly total: number;
}

export interface Config {
  readonly model: string;
  readonly workers: number;
  readonly hubEndpoint: string;
  readonly modelCache: string;
  readonly catalogue: string;
  readonly labelSets: string;
  /** Whether the catalogue is shown as at a workplace: without innerwear, swimwear and sleepwear. */
  readonly safeCatalogue: boolean;
  readonly stateDir: string;
  readonly redisUrl: string | undefined;
  readonly logLevel: NonNullable<Settings["LOG_LEVEL"]>;
  readonly web: {
    readonly host: string;
    readonly port: number;
    /** Whether the port was asked for: then it is this one or none; otherwise the next free one will do. */
    readonly portGiven: boolean;
    readonly token: string | undefined;
  };
  /** Undefined where the adapter is off. */
  readonly discord:
    | {
        readonly token: string;
        readonly guildId: string | undefined;
        readonly shards: ShardShare | "auto" | undefined;
        readonly apiUrl: string | undefined;
      }
    | undefined;
  readonly slack:
    | {
        readonly botToken: string | undefined;
        readonly appToken: string | undefined;
        readonly signingSecret: string | undefined;
        readonly port: number;
        readonly lookalikeChannels: readonly string[];
        readonly apiUrl: string | undefined;
        readonly oauth:
          | { readonly clientId: string; readonly clientSecret: string; readonly stateSecret: string }
          | undefined;
      }
    | undefined;
  /** The values that the logger must never write. */
  readonly secrets: readonly string[];
}

const wrong = (sentence: string) => new HaberdasherError("settings", sentence);

/** "4" is all of four shards, "0-3/16" the first four of sixteen, "7/16" one of them. */
function shardShare(value: string | undefined): ShardShare | "auto" | undefined {
  if (value === undefined || value === "auto") return value;
  const all = /^\d+$/.test(value) ? { first: 0, last: Number(value) - 1, total: Number(value) } : undefined;
  const [, from, to = from, of] = /^(\d+)(?:-(\d+))?\/(\d+)$/.exec(value) ?? [];
  const share = all ?? { first: Number(from), last: Number(to), total: Number(of) };
  if (!(share.first <= share.last && share.last < share.total)) {
    throw wrong(
      `DISCORD_SHARDS must be "auto", a whole number above 0, or a share such as "0-3/16", not "${value}".`,
    );
  }
  return share;
}

function discordConfig(settings: Settings): Config["discord"] {
  // Looked at without a token, too, as every other setting is.
  const shards = shardShare(settings.DISCORD_SHARDS);
  if (!settings.DISCORD_TOKEN) return undefined;
  return {
    token: settings.DISCORD_TOKEN,
    guildId: settings.DISCORD_GUILD_ID,
    shards,
    apiUrl: settings.DISCORD_API_URL,
  };
}

function slackOAuth(settings: Settings) {
  if (!settings.SLACK_CLIENT_ID) return undefined;
  if (!settings.SLACK_CLIENT_SECRET || !settings.SLACK_STATE_SECRET) {
    throw wrong("SLACK_CLIENT_ID needs SLACK_CLIENT_SECRET and SLACK_STATE_SECRET beside it.");
  }
  return {
    clientId: settings.SLACK_CLIENT_ID,
    clientSecret: settings.SLACK_CLIENT_SECRET,
    stateSecret: settings.SLACK_STATE_SECRET,
  };
}

function slackConfig(settings: Settings): Config["slack"] {
  const oauth = slackOAuth(settings);
  if (!settings.SLACK_BOT_TOKEN && !oauth) return undefined;
  if (!settings.SLACK_APP_TOKEN && !settings.SLACK_SIGNING_SECRET) {
    throw wrong(
      "Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside its bot token.",
    );
  }
  if (oauth && !settings.SLACK_SIGNING_SECRET) {
    throw wrong(
      "Installing in several workspaces (SLACK_CLIENT_ID) needs HTTP mode: set SLACK_SIGNING_SECRET.",
    );
  }
  return {
    botToken: settings.SLACK_BOT_TOKEN,
    appToken: settings.SLACK_APP_TOKEN,
    signingSecret: settings.SLACK_SIGNING_SECRET,
    port: settings.SLACK_PORT ?? 3000,
    lookalikeChannels: settings.SLACK_LOOKALIKE_CHANNELS ?? [],
    apiUrl: settings.SLACK_API_URL,
    oauth,
  };
}

/** Whether a setting that may name a folder is an address that a secret may stand in. */
const isAddress = (value: string | undefined) => value !== undefined && URL.canParse(value);

/** The passwords in an address, before its host or as `?password=`, as they are written there and as they are meant. */
function passwordsIn(setting: keyof Settings, address: string | undefined): string[] {
  if (address === undefined) return [];
  const { password, search } = new URL(address);
  const written = [
    password,
    ...Array.from(search.matchAll(/[?&]password=([^&]*)/g), ([, value]) => value ?? ""),
  ];
  try {
    return written.filter(Boolean).flatMap((one) => [one, decodeURIComponent(one)]);
  } catch {
    throw wrong(`The password in ${setting} has a % that stands for nothing: write it as %25.`);
  }
}

/** Addresses that only this machine reaches. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/** Reads and checks every setting once. Fails with code `settings` and a sentence that names the setting. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = settingsSchema.safeParse(environment);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw wrong(`The setting ${issue?.path.join(".") ?? "?"} is wrong: ${issue?.message ?? "not readable"}.`);
  }
  const settings = parsed.data;
  // As in an address, [::1] is ::1.
  const host = settings.WEB_HOST?.replace(/^\[(.*)\]$/, "$1") ?? "127.0.0.1";
  if (!LOOPBACK.test(host) && !settings.WEB_TOKEN) {
    throw wrong(
      `WEB_HOST is ${host}, which others can reach: set WEB_TOKEN to a long secret, or leave WEB_HOST out.`,
    );
  }
  return {
    model: settings.CLIP_MODEL ?? "starter",
    workers: settings.CLIP_WORKERS ?? 1,
    hubEndpoint: settings.HF_ENDPOINT ?? "https://huggingface.co",
    modelCache: settings.MODEL_CACHE ?? join(PACKAGE_ROOT, ".cache", "models"),
    safeCatalogue: settings.SAFE_CATALOGUE,
    catalogue: settings.CATALOGUE ?? join(PACKAGE_ROOT, "data", "catalogue"),
    labelSets: settings.LABEL_SETS ?? join(PACKAGE_ROOT, "data", "label-sets.json"),
    stateDir: settings.STATE_DIR ?? join(PACKAGE_ROOT, ".state"),
    redisUrl: settings.REDIS_URL,
    logLevel: settings.LOG_LEVEL ?? "info",
    web: {
      host,
      port: settings.WEB_PORT ?? 3210,
      portGiven: settings.WEB_PORT !== undefined,
      token: settings.WEB_TOKEN,
    },
    discord: discordConfig(settings),
    slack: slackConfig(settings),
    secrets: [
      ...SECRET_SETTINGS.map((name) => settings[name]).filter((value) => value !== undefined),
      ...passwordsIn("REDIS_URL", settings.REDIS_URL),
      ...(isAddress(settings.CATALOGUE) ? passwordsIn("CATALOGUE", settings.CATALOGUE) : []),
    ],
  };
}
