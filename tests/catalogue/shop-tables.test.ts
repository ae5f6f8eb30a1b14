import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSource } from "../../src/catalogue/importers/open-source.js";
import type { ColumnChoice, SourceItem } from "../../src/catalogue/importers/source.js";
import { rolesOf } from "../../src/catalogue/roles.js";
import { drawing } from "./sample-shop.js";
import { HUB, temporaryFolder } from "./workshop.js";

let room: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  room = await temporaryFolder();
  await mkdir(join(room.path, "images"));
  for (const [name, colour] of [
    ["1.jpg", "#c00"],
    ["2.jpg", "#00c"],
  ] as const) {
    const picture = drawing("M0 0H90V90H0Z", colour).jpeg();
    await picture.toFile(join(room.path, "images", name));
  }
});
afterAll(() => room.remove());

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(room.path, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function rowsOf(path: string, columns: ColumnChoice = {}): Promise<SourceItem[]> {
  const rows: SourceItem[] = [];
  for await (const row of (await openSource(path, { ...HUB, columns })).rows()) rows.push(row);
  return rows;
}

/** What a row's picture is called, or why there is none. */
async function pictureName(row: SourceItem | undefined): Promise<string | undefined> {
  if (!row || "reason" in row) return row?.reason;
  return row.picture().then(
    ({ name }) => name,
    (thrown: Error) => thrown.message,
  );
}

describe("tables as shops export them", () => {
  it("begin with Excel's separator, or with empty lines", async () => {
    const table = "id;title;image\r\n1;Coat, long;1.jpg\r\n";
    for (const [name, content] of Object.entries({
      "sep.csv": `sep=;\r\n${table}`,
      "quoted.csv": `\uFEFF"sep=;"\r\n${table}`,
      "tab.csv": `sep=\t\r\n${table.replaceAll(";", "\t")}`,
      "empty-lines.csv": `\r\n\r\n${table}`,
    })) {
      expect(await rowsOf(await put(name, content)), name).toMatchObject([
        { row: 0, id: "1", title: "Coat, long" },
      ]);
    }
  });

  it("name several pictures in one cell, of which the first is taken", async () => {
    const cells = [
      "images/1.jpg, images/2.jpg",
      '"1.jpg;2.jpg"',
      "1.jpg | 2.jpg",
      '"1.jpg\n2.jpg"',
      '"[""1.jpg"", ""2.jpg""]"',
      "['1.jpg', '2.jpg']",
      "1.jpg,",
      "images\\1.jpg",
    ];
    const lines = cells.map((cell, id) => `${id};Coat;${cell}`);
    const rows = await rowsOf(await put("several.csv", `id;title;image\n${lines.join("\n")}\n`));
    expect(await Promise.all(rows.map(pictureName))).toEqual(cells.map(() => "1.jpg"));
  });

  it("may have a comma in a picture's name, or brackets", async () => {
    for (const name of ["coat.png, red.jpg", "[coat].jpg"]) {
      await drawing("M0 0H90V90H0Z", "#0c0").jpeg().toFile(join(room.path, name));
      const [row] = await rowsOf(await put("names.csv", `id;image\n1;${name}\n`));
      expect(await pictureName(row)).toBe(name);
    }
  });

  it("show a product's first link, however they list its links", async () => {
    const first = "https://shop.test/red coat.jpg";
    const cells = [
      `${first}, https://shop.test/b.jpg`,
      `"${first}\nhttps://shop.test/b.jpg"`,
      `${first} https://shop.test/b.jpg`,
      `"[""${first}"", ""https://shop.test/b.jpg""]"`,
      `['${first}']`,
      "//shop.test/red coat.jpg",
      `${first},`,
    ];
    const table = `id;image\n${cells.map((cell, id) => `${id};${cell}`).join("\n")}\n`;
    const rows = await rowsOf(await put("links.csv", table));
    expect(rows.map((row) => ("pictureUrl" in row ? row.pictureUrl : row))).toEqual(cells.map(() => first));
    const lists = [[first, "https://shop.test/b.jpg"], [{ src: first }], { url: first }];
    const lines = lists.map((image, id) => JSON.stringify({ id, image }));
    const read = await rowsOf(await put("links.jsonl", lines.join("\n")));
    expect(read.map((row) => ("pictureUrl" in row ? row.pictureUrl : row))).toEqual(lists.map(() => first));
  });

  it("say a currency by a sign or a code, in a column or beside the price, and other words in capitals", async () => {
    const prices = [
      ["39.90", "€"],
      ["39.90", "eur"],
      ["39.90EUR", ""],
      ["UVP 39,90 €", ""],
      ["NEW 39.90", ""],
      ["39.90", "see shop"],
    ];
    const table = `id;price;currency;image\n${prices.map((cells, id) => `${[id, ...cells].join(";")};1.jpg`).join("\n")}\n`;
    const rows = await rowsOf(await put("prices.csv", table));
    expect(rows.map((row) => ("currency" in row ? row.currency : undefined))).toEqual([
      "EUR",
      "EUR",
      "EUR",
      "EUR",
      undefined,
      undefined,
    ]);
    expect(rows.map((row) => ("price" in row ? row.price : undefined))).toEqual(prices.map(() => 39.9));
  });

  it("make titles of a colour and a kind however these are spelt", async () => {
    const [row] = await rowsOf(
      await put("untitled.csv", "ID,Base Colour,Product Type,Image\n7,Red,Coat,1.jpg\n"),
    );
    expect(row).toMatchObject({ id: "7", title: "Red Coat" });
  });

  it("say in WooCommerce's Categories what a product is, not in its Type", async () => {
    const table =
      'ID,Type,Name,"Is featured?",Categories,Images\n1,simple,Hat,0,"Accessories > Hats",1.jpg\n';
    const [row] = await rowsOf(await put("woocommerce.csv", table));
    if (!row || !("attributes" in row)) throw new Error("a row without attributes");
    expect(row.attributes).toEqual({ "Is featured?": "0", Categories: "Accessories > Hats" });
    expect(rolesOf(Object.keys(row.attributes))).toEqual({ Categories: "kind" });
  });

  it("have separators at the end of their lines, and columns of one name", async () => {
    const trailing = await rowsOf(
      await put("trailing.csv", "id,title,image\n1,Coat,1.jpg,,\n2,Hat,2.jpg,x,\n"),
    );
    expect(trailing).toMatchObject([
      { id: "1", title: "Coat" },
      { reason: expect.stringMatching(/^has 5 columns/) },
    ]);
    const [twice] = await rowsOf(await put("twice.csv", "id,image,image,colour,colour\n1,1.jpg,,,red\n"));
    expect(await pictureName(twice)).toBe("1.jpg");
    expect(twice).toMatchObject({ attributes: { colour: "red" } });
  });

  it("hold no half characters and no NUL, which databases and chats refuse", async () => {
    const line = JSON.stringify({ id: "1", title: "Coat \ud83d", colour: "re\u0000d", image: "1.jpg" });
    expect(await rowsOf(await put("torn.jsonl", line))).toMatchObject([
      { title: "Coat \ufffd", attributes: { colour: "red" } },
    ]);
  });

  it("are text: a workbook that is called .csv is refused without showing its bytes", async () => {
    const workbook = Buffer.from("PK\x03\x04\x14\0\x06\0\b\0\0\0!\0\x1b[2J,;\n\0\0", "latin1");
    const unmarked = Buffer.from("id,title,image\n1,Coat,1.jpg\n", "utf16le");
    for (const content of [workbook, unmarked]) {
      const path = await put("workbook.csv", content);
      await expect(openSource(path, HUB)).rejects.toMatchObject({
        code: "bad-request",
        message: `${path} is no table in text, whatever its name says: save it as "CSV UTF-8" (in Excel: File, Save As).`,
      });
    }
  });
});

describe("a table called styles.csv beside a folder of images", () => {
  it("says itself where its pictures are, if it has a column for them", async () => {
    await put("own/images/a.jpg", "");
    await drawing("M0 0H90V90H0Z", "#c00")
      .jpeg()
      .toFile(join(room.path, "own", "images", "a.jpg"));
    const path = await put("own/styles.csv", "id,title,photo\n1,Coat,a.jpg\n");
    expect(await pictureName((await rowsOf(path))[0])).toBe("a.jpg");
    expect(await pictureName((await rowsOf(path, { picture: "photo" }))[0])).toBe("a.jpg");
  });

  it("is not taken for another one whose name ends so", async () => {
    await put("own/styles.csv", "id,title\n1,Coat\n");
    const old = await put("own/old-styles.csv", "id,title,photo\n9,Hat,a.jpg\n");
    expect(await rowsOf(old)).toMatchObject([{ id: "9", title: "Hat" }]);
  });
});
