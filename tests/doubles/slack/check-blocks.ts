/**
 * What Slack refuses in Block Kit, by its reference pages (https://docs.slack.dev/reference/block-kit), written apart
 * from the bot's own table so that a mistake in one shows against the other.
 */
export type Json = Record<string, unknown>;

export interface BlockRules {
  readonly surface: "message" | "modal" | "home";
  /** Whether a file exists, is complete, and is an image of a kind that blocks may show. */
  readonly slackFile: (id: string) => boolean;
  /** Whether Slack could fetch a public picture. */
  readonly imageUrl: (url: string) => boolean;
}

export const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

class Checker {
  readonly errors: string[] = [];
  constructor(private readonly rules: BlockRules) {}

  fail(message: string, pointer: string) {
    this.errors.push(`${message} [json-pointer:${pointer}]`);
  }

  text(value: unknown, pointer: string, max: number, types: readonly string[]) {
    if (!isJson(value)) return this.fail("missing required field: text", pointer);
    if (!types.includes(String(value.type)))
      return this.fail(`unsupported type: ${value.type}`, `${pointer}/type`);
    if (typeof value.text !== "string") return this.fail("missing required field: text", `${pointer}/text`);
    if (value.text.length === 0) this.fail("must be more than 0 characters", `${pointer}/text`);
    if (value.text.length > max) this.fail(`must be less than ${max + 1} characters`, `${pointer}/text`);
    if (value.type === "plain_text" && "verbatim" in value) this.fail("no such field: verbatim", pointer);
    if (value.type === "mrkdwn" && "emoji" in value) this.fail("no such field: emoji", pointer);
  }

  string(value: unknown, pointer: string, max: number) {
    if (typeof value !== "string" || value === "") return this.fail("missing required field", pointer);
    if (value.length > max) this.fail(`must be less than ${max + 1} characters`, pointer);
  }

  image(value: Json, pointer: string) {
    if (typeof value.alt_text !== "string" || value.alt_text === "")
      this.fail("missing required field: alt_text", pointer);
    else if (value.alt_text.length > 2000)
      this.fail("must be less than 2001 characters", `${pointer}/alt_text`);
    const hasUrl = "image_url" in value;
    const hasFile = "slack_file" in value;
    if (hasUrl === hasFile) return this.fail("must provide either image_url or slack_file", pointer);
    if (hasUrl) {
      this.string(value.image_url, `${pointer}/image_url`, 3000);
      if (!this.rules.imageUrl(String(value.image_url)))
        this.fail("downloading image failed", `${pointer}/image_url`);
    } else {
      const id = isJson(value.slack_file) ? value.slack_file.id : undefined;
      if (typeof id !== "string" || !/^F[A-Z0-9]{8,}$/.test(id)) {
        this.fail("input must match regex pattern: ^[F][A-Z0-9]{8,}$", `${pointer}/slack_file/id`);
      } else if (!this.rules.slackFile(id)) this.fail("invalid slack file", `${pointer}/slack_file`);
    }
    if (value.title !== undefined) this.text(value.title, `${pointer}/title`, 2000, ["plain_text"]);
  }

  element(value: unknown, pointer: string, place: "actions" | "accessory" | "input") {
    if (!isJson(value)) return this.fail("must be an object", pointer);
    const { type } = value;
    if (type === "image" && place === "accessory") return this.image(value, pointer);
    this.string(value.action_id, `${pointer}/action_id`, 255);
    if (type === "button" && place !== "input") {
      this.text(value.text, `${pointer}/text`, 75, ["plain_text"]);
      if (value.value !== undefined) this.string(value.value, `${pointer}/value`, 2000);
      if (value.url !== undefined) this.string(value.url, `${pointer}/url`, 3000);
      if (value.accessibility_label !== undefined)
        this.string(value.accessibility_label, `${pointer}/accessibility_label`, 75);
      if (value.style !== undefined && value.style !== "primary" && value.style !== "danger") {
        this.fail("unsupported style", `${pointer}/style`);
      }
    } else if (type === "radio_buttons") this.options(value, pointer, 10);
    else if (type === "checkboxes") this.options(value, pointer, 10);
    else if (type === "static_select") this.options(value, pointer, 100);
    else if (type === "plain_text_input" && place === "input") {
      const max = value.max_length ?? 3000;
      if (typeof max !== "number" || max < 1 || max > 3000)
        this.fail("must be between 1 and 3000", `${pointer}/max_length`);
      if (value.placeholder !== undefined)
        this.text(value.placeholder, `${pointer}/placeholder`, 150, ["plain_text"]);
      if (typeof value.initial_value === "string" && value.initial_value.length > Number(max)) {
        this.fail("initial_value is longer than max_length", `${pointer}/initial_value`);
      }
    } else if (type === "file_input" && place === "input") {
      const most = value.max_files ?? 10;
      if (typeof most !== "number" || most < 1 || most > 10)
        this.fail("must be between 1 and 10", `${pointer}/max_files`);
      if (value.filetypes !== undefined && !Array.isArray(value.filetypes))
        this.fail("must be an array", `${pointer}/filetypes`);
    } else this.fail(`unsupported element: ${type} in ${place}`, `${pointer}/type`);
  }

  options(value: Json, pointer: string, max: number) {
    const options = Array.isArray(value.options) ? value.options : [];
    if (options.length < 1 || options.length > max)
      this.fail(`must have 1 to ${max} options`, `${pointer}/options`);
    options.forEach((option, at) => {
      this.text(isJson(option) ? option.text : undefined, `${pointer}/options/${at}/text`, 75, [
        "plain_text",
        "mrkdwn",
      ]);
      this.string(isJson(option) ? option.value : undefined, `${pointer}/options/${at}/value`, 150);
    });
    if (
      value.initial_option !== undefined &&
      !options.some((option) => JSON.stringify(option) === JSON.stringify(value.initial_option))
    ) {
      this.fail("initial_option must be one of the options", `${pointer}/initial_option`);
    }
  }

  list(value: unknown, pointer: string, min: number, max: number): unknown[] {
    const items = Array.isArray(value) ? value : [];
    if (items.length < min) this.fail(`must have at least ${min} items`, pointer);
    if (items.length > max) this.fail(`no more than ${max} items allowed`, pointer);
    return items;
  }

  block(value: unknown, pointer: string) {
    if (!isJson(value)) return this.fail("must be an object", pointer);
    const both = ["plain_text", "mrkdwn"];
    switch (value.type) {
      case "header":
        return this.text(value.text, `${pointer}/text`, 150, ["plain_text"]);
      case "divider":
        return;
      case "image":
        return this.image(value, pointer);
      case "section": {
        if (value.text === undefined && value.fields === undefined)
          this.fail("missing required field: text", pointer);
        if (value.text !== undefined) this.text(value.text, `${pointer}/text`, 3000, both);
        if (value.fields !== undefined) {
          this.list(value.fields, `${pointer}/fields`, 1, 10).forEach((field, at) => {
            this.text(field, `${pointer}/fields/${at}`, 2000, both);
          });
        }
        if (value.accessory !== undefined) this.element(value.accessory, `${pointer}/accessory`, "accessory");
        return;
      }
      case "context":
        return this.list(value.elements, `${pointer}/elements`, 1, 10).forEach((element, at) => {
          const here = `${pointer}/elements/${at}`;
          if (isJson(element) && element.type === "image") this.image(element, here);
          else this.text(element, here, 3000, both);
        });
      case "actions": {
        const elements = this.list(value.elements, `${pointer}/elements`, 1, 25);
        for (const [at, element] of elements.entries()) {
          this.element(element, `${pointer}/elements/${at}`, "actions");
        }
        const ids = elements.map((element) => (isJson(element) ? element.action_id : undefined));
        if (new Set(ids).size !== ids.length)
          this.fail("action_id must be unique in its block", `${pointer}/elements`);
        return;
      }
      case "input": {
        this.text(value.label, `${pointer}/label`, 2000, ["plain_text"]);
        if (value.hint !== undefined) this.text(value.hint, `${pointer}/hint`, 2000, ["plain_text"]);
        this.element(value.element, `${pointer}/element`, "input");
        if (isJson(value.element) && value.element.type === "file_input" && this.rules.surface !== "modal") {
          this.fail("file_input is only for modals", `${pointer}/element`);
        }
        return;
      }
      default:
        this.fail(`unsupported type: ${value.type}`, `${pointer}/type`);
    }
  }
}

/** All that is written in text objects. Slack refuses a message with more than about 13,200 of it (bolt-js#2509). */
export function writtenIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + writtenIn(item), 0);
  if (!isJson(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, item]) =>
      sum + (name === "text" && typeof item === "string" ? item.length : writtenIn(item)),
    0,
  );
}

/** Slack's complaints about these blocks; none for good ones. */
export function checkBlocks(blocks: unknown, rules: BlockRules): string[] {
  const checker = new Checker(rules);
  const max = rules.surface === "message" ? 50 : 100;
  const items = checker.list(blocks, "/blocks", rules.surface === "message" ? 0 : 1, max);
  for (const [at, block] of items.entries()) checker.block(block, `/blocks/${at}`);
  const ids = items.flatMap((block) =>
    isJson(block) && typeof block.block_id === "string" ? [block.block_id] : [],
  );
  if (new Set(ids).size !== ids.length) checker.fail("block_id must be unique", "/blocks");
  for (const id of ids)
    if (id.length > 255) checker.fail("must be less than 256 characters", "/blocks/block_id");
  return checker.errors;
}

/** Slack's complaints about a view. */
export function checkView(view: unknown, rules: Omit<BlockRules, "surface">): string[] {
  if (!isJson(view)) return ["view must be an object [json-pointer:/view]"];
  if (view.type !== "modal" && view.type !== "home")
    return [`unsupported type: ${view.type} [json-pointer:/view/type]`];
  const surface = view.type;
  const checker = new Checker({ ...rules, surface });
  if (surface === "modal") {
    checker.text(view.title, "/view/title", 24, ["plain_text"]);
    const blocks = Array.isArray(view.blocks) ? view.blocks : [];
    const hasInput = blocks.some((block) => isJson(block) && block.type === "input");
    if (hasInput || view.submit !== undefined) checker.text(view.submit, "/view/submit", 24, ["plain_text"]);
    if (view.close !== undefined) checker.text(view.close, "/view/close", 24, ["plain_text"]);
  }
  if (typeof view.private_metadata === "string" && view.private_metadata.length > 3000) {
    checker.fail("must be less than 3001 characters", "/view/private_metadata");
  }
  if (view.callback_id !== undefined) checker.string(view.callback_id, "/view/callback_id", 255);
  if (JSON.stringify(view).length > 250_000) checker.fail("view is too large", "/view");
  return [...checker.errors, ...checkBlocks(view.blocks, { ...rules, surface })];
}
