import { describe, expect, test } from "vitest";
import { DISCORD_LIMITS } from "../../src/discord/limits.js";
import type { Json } from "../doubles/discord/json.js";
import { Refusal } from "../doubles/discord/refusal.js";
import { checkCommands } from "../doubles/discord/rules/commands.js";
import { checkMessage } from "../doubles/discord/rules/message.js";
import { checkModal } from "../doubles/discord/rules/modal.js";

const V2 = 1 << 15;
const words = (content: string): Json => ({ type: 10, content });
const button = (id: string, label = "Go"): Json => ({ type: 2, style: 1, custom_id: id, label });
const row = (...components: Json[]): Json => ({ type: 1, components });
const gallery = (...urls: string[]): Json => ({ type: 12, items: urls.map((url) => ({ media: { url } })) });
const select = (count: number): Json => ({
  type: 3,
  custom_id: "s",
  options: Array.from({ length: count }, (_, index) => ({ label: "a", value: String(index) })),
});
const upload = (id: string, filename: string, size = 10) => ({
  id,
  filename,
  contentType: "image/png",
  bytes: new Uint8Array(size),
});

/** The error code with which a message is refused, and what is wrong; undefined if it is taken. */
function refusal(
  components: Json[],
  more: Json = {},
  uploads: ReturnType<typeof upload>[] = [],
  before?: Json,
) {
  try {
    checkMessage({ body: { flags: V2, components, ...more }, uploads }, 1000, before);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return `${thrown.code} ${JSON.stringify(thrown.errors ?? {})}`;
  }
}

describe("the double takes what Discord takes and refuses what it refuses", () => {
  test.each<[string, RegExp, () => string | undefined]>([
    ["41 components", /COMPONENT_MAX_TOTAL/, () => refusal(Array.from({ length: 41 }, () => words("a")))],
    [
      "4,001 characters",
      /COMPONENT_DISPLAYABLE_TEXT|BAD_LENGTH/,
      () => refusal([words("a".repeat(2001)), words("a".repeat(2000))]),
    ],
    ["no items in a gallery", /BAD_LENGTH/, () => refusal([gallery()])],
    [
      "11 items in a gallery",
      /BAD_LENGTH/,
      () => refusal([gallery(...Array.from({ length: 11 }, () => "https://a.example"))]),
    ],
    ["a missing attachment", /ATTACHMENT_NOT_FOUND/, () => refusal([gallery("attachment://a.png")])],
    [
      "an attachment shown twice",
      /DUPLICATED/,
      () => refusal([gallery("attachment://a.png", "attachment://a.png")], {}, [upload("0", "a.png")]),
    ],
    [
      "two files of one name",
      /DUPLICATED/,
      () => refusal([gallery("attachment://a.png")], {}, [upload("0", "a.png"), upload("1", "a.png")]),
    ],
    [
      "an unknown attachment id",
      /ATTACHMENT_NOT_FOUND/,
      () => refusal([words("a")], { attachments: [{ id: 5 }] }),
    ],
    [
      "a file over the limit",
      /^40005/,
      () => refusal([gallery("attachment://a.png")], {}, [upload("0", "a.png", 1001)]),
    ],
    [
      "11 files",
      /MAX_LENGTH/,
      () =>
        refusal(
          [words("a")],
          {},
          Array.from({ length: 11 }, (_, n) => upload(String(n), `${n}.png`)),
        ),
    ],
    ["content beside V2", /LEGACY_FIELDS/, () => refusal([words("a")], { content: "a" })],
    ["embeds beside V2", /LEGACY_FIELDS/, () => refusal([words("a")], { embeds: [{ title: "a" }] })],
    [
      "the flag taken away",
      /CANNOT_REMOVE/,
      () => refusal([row(button("a"))], { flags: 0 }, [], { flags: V2 }),
    ],
    ["V2 components without the flag", /UNION_TYPE/, () => refusal([words("a")], { flags: 0 })],
    ["nothing", /^50006/, () => refusal([])],
    ["a custom id of 101 characters", /BAD_LENGTH/, () => refusal([row(button("a".repeat(101)))])],
    ["a custom id twice", /DUPLICATED/, () => refusal([row(button("a"), button("a"))])],
    ["a label of 81 characters", /BAD_LENGTH/, () => refusal([row(button("a", "a".repeat(81)))])],
    ["26 options", /BAD_LENGTH/, () => refusal([row(select(26))])],
    [
      "six buttons in a row",
      /BAD_LENGTH/,
      () => refusal([row(...[1, 2, 3, 4, 5, 6].map((n) => button(String(n))))]),
    ],
    [
      "a button outside a row of a container",
      /UNION_TYPE/,
      () => refusal([{ type: 17, components: [{ type: 17, components: [words("a")] }] }]),
    ],
  ])("refuses %s", (_what, reason, made) => {
    expect(made()).toMatch(reason);
  });

  test("takes a message at every limit", () => {
    const full = [
      words("a".repeat(4000)),
      gallery(...Array.from({ length: 10 }, () => "https://a.example/b.png")),
      row(select(25)),
    ];
    expect(refusal(full)).toBeUndefined();
    expect(
      refusal([gallery("attachment://a.png")], { attachments: [{ id: 0, filename: "a.png" }] }, [
        upload("0", "up.png"),
      ]),
    ).toBeUndefined();
  });

  test("judges forms", () => {
    const label = (id: string): Json => ({
      type: 18,
      label: "L",
      component: { type: 4, custom_id: id, style: 1 },
    });
    const form =
      (components: Json[], more: Json = {}) =>
      () =>
        checkModal({ custom_id: "m", title: "T", components, ...more });
    expect(form([label("a")])).not.toThrow();
    expect(form([])).toThrow(Refusal);
    expect(form(Array.from({ length: 6 }, (_, n) => label(String(n))))).toThrow(Refusal);
    expect(form([label("a"), label("a")])).toThrow(Refusal);
    expect(form([label("a")], { title: "T".repeat(46) })).toThrow(Refusal);
  });

  test("judges commands", () => {
    const option = (name: string, more: Json = {}): Json => ({ type: 3, name, description: "d", ...more });
    const command = (more: Json): Json => ({ type: 1, name: "find", description: "d", ...more });
    const checking =
      (...commands: Json[]) =>
      () =>
        checkCommands(commands, true);
    expect(checking(command({ options: [option("a", { required: true }), option("b")] }))).not.toThrow();
    expect(checking(command({ name: "Find" }))).toThrow(Refusal);
    expect(checking(command({ description: "d".repeat(101) }))).toThrow(Refusal);
    expect(checking(command({ options: [option("a"), option("b", { required: true })] }))).toThrow(Refusal);
    expect(checking(command({ options: [option("a"), option("a")] }))).toThrow(Refusal);
    expect(checking(command({ options: Array.from({ length: 26 }, (_, n) => option(`o${n}`)) }))).toThrow(
      Refusal,
    );
    expect(checking(command({}), command({}))).toThrow(Refusal);
    expect(checking({ type: 3, name: "Find lookalikes", description: "no" })).toThrow(Refusal);
  });
});

test("every limit of the adapter names its source", () => {
  for (const [name, { value, source }] of Object.entries(DISCORD_LIMITS)) {
    expect(value, name).toBeGreaterThan(0);
    expect(source, name).toMatch(/^https:\/\/discord\.com\/developers\/docs\//);
  }
});
