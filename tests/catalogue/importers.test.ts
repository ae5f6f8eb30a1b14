import { mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { ByteWriter, parquetWrite } from "hyparquet-writer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSource } from "../../src/catalogue/importers/open-source.js";
import type { ColumnChoice, SourceItem } from "../../src/catalogue/importers/source.js";
import { drawing } from "./sample-shop.js";
import { HUB, temporaryFolder } from "./workshop.js";

let room: Awaited<ReturnType<typeof temporaryFolder>>;
let folder: string;
let count = 0;
let jpeg: Buffer;

beforeAll(async () => {
  room = await temporaryFolder();
  jpeg = await drawing("M0 0H90V90H0Z", "#c00").jpeg().toBuffer();
});
beforeEach(async () => {
  folder = join(room.path, `source-${count++}`);
  await mkdir(join(folder, "images"), { recursive: true });
});
afterAll(() => room.remove());

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function rowsOf(spec: string, columns: ColumnChoice = {}, from = 0): Promise<SourceItem[]> {
  const source = await openSource(spec, { ...HUB, columns });
  const rows: SourceItem[] = [];
  for await (const row of source.rows(from)) rows.push(row);
  if (from === 0) expect(rows).toHaveLength(source.total);
  return rows;
}

/** Rows without what loads their picture, which is tried. */
async function plain(items: readonly SourceItem[]): Promise<unknown[]> {
  return Promise.all(
    items.map(async (item) => {
      if ("reason" in item) return item;
      const { picture, ...rest } = item;
      const loaded = await picture().then(
        ({ width, height }) => `${width}×${height}`,
        () => "none",
      );
      return { ...rest, picture: loaded };
    }),
  );
}

describe("tables", () => {
  it("are read whatever the separator, the quoting, the byte order mark and the encoding", async () => {
    await put("images/1.jpg", jpeg);
    const expected = [
      {
        row: 0,
        id: "1",
        title: 'The "good", red one',
        price: 19.9,
        currency: "EUR",
        attributes: { colour: "red" },
        picture: "180×240",
      },
      { row: 1, id: "2", title: "Blue", attributes: { colour: "blue" }, picture: "none" },
    ];
    const comma =
      'id,name,price,colour,image\n1,"The ""good"", red one","19,90 €",red,1.jpg\n2,Blue,,blue,images/none.jpg\n';
    const semicolon =
      'id;name;price;colour;image\r\n1;"The ""good"", red one";19,90 €;red;images/1.jpg\r\n\r\n2;Blue;;blue;x.jpg\r\n';
    const tabs = semicolon.replaceAll(";", "\t");
    const files = {
      "a.csv": comma,
      "b.csv": `\uFEFF${comma}`,
      "c.csv": semicolon,
      "d.tsv": tabs,
      "e.tsv": Buffer.from(`\uFEFF${tabs}`, "utf16le"),
      "f.tsv": Buffer.from(`\uFEFF${tabs}`, "utf16le").swap16(),
      "g.csv": comma.replaceAll("\n", "\r"),
      // "€" of Windows-1252.
      "h.csv": Buffer.from(semicolon.replaceAll("€", "\x80"), "latin1"),
    };
    for (const [name, content] of Object.entries(files)) {
      expect(await plain(await rowsOf(await put(name, content))), name).toEqual(expected);
    }
  });

  it("that are not UTF-8 are read as Excel's Windows-1252, with a word about it", async () => {
    const titles = ["Röcke “rouge”", "Größe 38 – Été", "Plain"];
    const table = `id;title;image\r\n${titles.map((title, id) => `${id};${title};x.jpg`).join("\r\n")}\r\n`;
    const quotes = { "“": "\x93", "”": "\x94", "–": "\x96" };
    const bytes = Object.entries(quotes).reduce((text, [mark, byte]) => text.replaceAll(mark, byte), table);
    const path = await put("excel.csv", Buffer.from(bytes, "latin1"));
    expect((await openSource(path, HUB)).notices).toEqual([
      expect.stringContaining('save it as "CSV UTF-8"'),
    ]);
    const titlesOf = async (spec: string) =>
      (await rowsOf(spec)).map((row) => ("title" in row ? row.title : row.reason));
    expect(await titlesOf(path)).toEqual(titles);
    // One byte that went wrong does not turn all good letters of a UTF-8 file into others.
    const nearly = await put(
      "nearly.csv",
      Buffer.concat([Buffer.from(table), Buffer.from("3;Gr\xfcn;x.jpg\n", "latin1")]),
    );
    expect((await openSource(nearly, HUB)).notices).toEqual([]);
    expect(await titlesOf(nearly)).toEqual([...titles, "Gr\ufffdn"]);
  });

  it("take every part of a product by its usual name, and keep the other columns as attributes", async () => {
    await put("images/1.jpg", jpeg);
    const header =
      "SKU,Product Name,Description,Price,Currency,Product URL,Image URL,image_path,articleType,Unnamed: 0";
    const row = "77,Coat,Warm,1.299,gbp,https://shop.test/77,https://cdn.test/77.jpg,1.jpg,Coats,5";
    const [item] = await plain(await rowsOf(await put("t.csv", `${header}\n${row}\n`)));
    expect(item).toEqual({
      row: 0,
      id: "77",
      title: "Coat",
      description: "Warm",
      price: 1299,
      currency: "GBP",
      url: "https://shop.test/77",
      pictureUrl: "https://cdn.test/77.jpg",
      attributes: { articleType: "Coats" },
      picture: "180×240",
    });
  });

  it("can have their columns named by hand", async () => {
    await put("images/1.jpg", jpeg);
    const path = await put("t.csv", "nr,what,pic\n9,Hat,1.jpg\n");
    await expect(openSource(path, HUB)).rejects.toMatchObject({
      code: "bad-request",
      message:
        "No column looks like the picture (its path or address); name it with --picture-column. The columns are: nr, what, pic.",
    });
    await expect(openSource(path, { ...HUB, columns: { picture: "photo" } })).rejects.toThrow(
      'There is no column "photo" (--picture-column); the columns are: nr, what, pic.',
    );
    const [item] = await plain(await rowsOf(path, { id: "nr", title: "what", picture: "pic" }));
    expect(item).toEqual({ row: 0, id: "9", title: "Hat", attributes: {}, picture: "180×240" });
  });

  it("take a column for two things when it is named by hand for both", async () => {
    await put("images/1.jpg", jpeg);
    const path = await put("t.csv", "name,image\nHat,1.jpg\n");
    const [item] = await plain(await rowsOf(path, { id: "name", title: "name" }));
    expect(item).toEqual({ row: 0, id: "Hat", title: "Hat", attributes: {}, picture: "180×240" });
  });

  it("are read as WooCommerce exports them: the first of several pictures, the regular price beside a sale's", async () => {
    const header = '"ID","SKU","Name","Sale price","Regular price","Categories","Images"';
    const rows = [
      '1,C-1,Coat,,19.90,Clothing,"https://shop.test/a.jpg, https://shop.test/b.jpg"',
      "2,H-1,Hat,9.90,14.90,Hats,https://shop.test/c.jpg",
    ];
    const read = await rowsOf(await put("t.csv", `${header}\n${rows.join("\n")}\n`));
    expect(read).toMatchObject([
      { id: "1", title: "Coat", price: 19.9, pictureUrl: "https://shop.test/a.jpg" },
      { id: "2", title: "Hat", price: 14.9, pictureUrl: "https://shop.test/c.jpg" },
    ]);
  });

  it("lose one row, not all, to a file:// address that is no file here", async () => {
    await put("images/1.jpg", jpeg);
    const here = `file://${join(folder, "images", "1.jpg")}`;
    const path = await put("t.csv", `id,title,image\n1,A,file://server/share/1.jpg\n2,B,${here}\n`);
    const [there, good] = await rowsOf(path);
    if (!there || !("picture" in there)) throw new Error("a row without a picture");
    await expect(there.picture()).rejects.toMatchObject({
      code: "bad-request",
      message: "file://server/share/1.jpg is no file on this machine: write its path.",
    });
    expect(await plain(good ? [good] : [])).toMatchObject([{ id: "2", picture: "180×240" }]);
  });

  it("number the rows and make titles where they have none, and say so", async () => {
    const path = await put("t.csv", "colour,type,image\nRed,Hat,1.jpg\n,,2.jpg\n");
    const source = await openSource(path, HUB);
    expect(source.notices).toHaveLength(2);
    const rows = await rowsOf(path);
    expect(rows.map((row) => ("title" in row ? [row.id, row.title] : row))).toEqual([
      ["0", "Red Hat"],
      ["1", "1"],
    ]);
  });

  it("report rows of too many or too few cells, and go on behind them", async () => {
    const path = await put("t.csv", "id,title,image\n1,A\n2,B,b.jpg,x\n3,C,c.jpg\n");
    const [few, many, good] = await rowsOf(path);
    expect(few).toEqual({ row: 0, reason: "has 2 columns where the header has 3" });
    expect(many).toMatchObject({
      row: 1,
      reason: expect.stringContaining("has 4 columns where the header has 3"),
    });
    expect(good).toMatchObject({ row: 2, id: "3" });
  });

  it("do not lose what stands behind a quotation mark that nobody closed", async () => {
    const broken = [
      "1,A,a.jpg",
      '2,"B,b.jpg',
      "3,C,c.jpg",
      '4,"D ""d""",d.jpg',
      '5,E 7" wide,e.jpg',
      "6,F,f.jpg",
    ];
    const multiline = '7,"G\nin two, lines",g.jpg';
    const path = await put("t.csv", `id,title,image\n${[...broken, multiline, '8,"H,h.jpg'].join("\n")}\n`);
    const rows = await rowsOf(path);
    expect(rows.map((row) => ("title" in row ? [row.id, row.title] : row.reason))).toEqual([
      ["1", "A"],
      "has a quotation mark that nobody closed",
      ["3", "C"],
      ["4", 'D "d"'],
      ["5", 'E 7" wide'],
      ["6", "F"],
      ["7", "G in two, lines"],
      "has a quotation mark that nobody closed",
    ]);
  });

  it("go on from any row", async () => {
    const path = await put(
      "t.csv",
      `id,title,image\n${Array.from({ length: 20 }, (_, at) => `${at},T${at},x.jpg`).join("\n")}\n`,
    );
    expect((await rowsOf(path, {}, 17)).map(({ row }) => row)).toEqual([17, 18, 19]);
  });
});

describe("Kaggle's layout", () => {
  it("puts titles with unquoted commas together again and finds images by id", async () => {
    await put("images/1.jpg", jpeg);
    await put("images/2.jpg", jpeg);
    const header =
      "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName";
    const rows = [
      "1,Men,Apparel,Topwear,Tshirts,Blue,Summer,2012,Casual,Plain T-shirt",
      "2,Men,Apparel,Topwear,Tshirts,NA,Summer,2012,NA,Set of 3, blue, red & white",
      "3,Women,Footwear,Shoes,Heels,Red,,2012,,",
    ];
    const path = await put("styles.csv", `${header}\n${rows.join("\n")}\n`);
    const expected = [
      expect.objectContaining({ id: "1", title: "Plain T-shirt", picture: "180×240" }),
      expect.objectContaining({
        id: "2",
        title: "Set of 3,blue,red & white",
        picture: "180×240",
        attributes: {
          gender: "Men",
          masterCategory: "Apparel",
          subCategory: "Topwear",
          articleType: "Tshirts",
          season: "Summer",
          year: "2012",
        },
      }),
      expect.objectContaining({ id: "3", title: "Red Heels", picture: "none" }),
    ];
    expect(await plain(await rowsOf(folder))).toEqual(expected);
    expect(await plain(await rowsOf(path))).toEqual(expected);
  });
});

describe("JSON", () => {
  it("lines take what the drawn catalogue writes, without options", async () => {
    await put("pictures/x.webp", await drawing("M0 0H90V90H0Z", "#00c").webp().toBuffer());
    const product = {
      id: "coat-1",
      title: "Long Red Coat",
      description: "A coat.",
      price: 89.5,
      currency: "EUR",
      type: "coat",
      category: "outerwear",
      variant: "long",
      colour: "red",
      pattern: "solid",
      material: "wool",
      gender: "women",
      season: "winter",
      use: "casual",
      design: "d12",
      picture: "pictures/x.webp",
    };
    await put("products.jsonl", `${JSON.stringify(product)}\n`);
    const { id, title, description, price, currency, picture: _, ...attributes } = product;
    expect(await plain(await rowsOf(folder))).toEqual([
      { row: 0, id, title, description, price, currency, attributes, picture: "180×240" },
    ]);
  });

  it("has prices as numbers, whose decimals are never thousands", async () => {
    const prices = [12.525, 39.9, 1e-7, -1, "1.299"];
    const lines = prices.map((price, id) => JSON.stringify({ id, image: "x.jpg", price }));
    const rows = await rowsOf(await put("t.jsonl", lines.join("\n")));
    expect(rows.map((row) => ("title" in row ? row.price : row))).toEqual([
      12.525,
      39.9,
      1e-7,
      undefined,
      1299,
    ]);
  });

  it("may be an array, may nest attributes and pictures; broken lines are reported", async () => {
    await put("images/1.jpg", jpeg);
    const nested = {
      sku: 5,
      name: "Hat",
      attributes: { colour: "red", sizes: ["S", "M"] },
      images: [{ src: "1.jpg" }],
    };
    const expected = {
      row: 0,
      id: "5",
      title: "Hat",
      attributes: { colour: "red", sizes: "S, M" },
      picture: "180×240",
    };
    expect(await plain(await rowsOf(await put("a.json", JSON.stringify([nested, 7]))))).toEqual([
      expected,
      { row: 1, reason: "is not a JSON object" },
    ]);
    expect(
      await plain(await rowsOf(await put("b.jsonl", `\uFEFF${JSON.stringify(nested)}\n\n{"torn":\n`))),
    ).toEqual([expected, { row: 1, reason: "is not valid JSON" }]);
  });
});

describe("a folder of pictures", () => {
  it("labels pictures by their folders; the id is the path below", async () => {
    await put("shoes/sneakers/red_canvas-shoe.jpg", jpeg);
    await put("shoes/IMG_2041.jpg", jpeg);
    await put("00b8048d-635e-4e56-b182-071fb24eea32.jpg", jpeg);
    await put(".hidden/a.jpg", jpeg);
    await put("shoes/notes.txt", "no picture");
    await symlink(folder, join(folder, "shoes", "circle"));
    const source = await openSource(folder, HUB);
    expect(source.notices).toEqual([`1 other files in ${folder} are left aside.`]);
    expect(await plain(await rowsOf(folder))).toEqual([
      {
        row: 0,
        id: "00b8048d-635e-4e56-b182-071fb24eea32.jpg",
        title: "00b8048d 635e 4e56 b182 071fb24eea32",
        attributes: {},
        picture: "180×240",
      },
      { row: 1, id: "shoes/IMG_2041.jpg", title: "Shoes", attributes: { kind: "shoes" }, picture: "180×240" },
      {
        row: 2,
        id: "shoes/sneakers/red_canvas-shoe.jpg",
        title: "Red canvas shoe",
        attributes: { kind: "sneakers", category: "shoes" },
        picture: "180×240",
      },
    ]);
  });
});

function shard(ids: readonly number[]): Uint8Array {
  const writer = new ByteWriter();
  parquetWrite({
    writer,
    rowGroupSize: 2,
    columnData: [
      { name: "id", data: ids.map(BigInt), type: "INT64" },
      { name: "productDisplayName", data: ids.map((id) => `Shirt ${id}`), type: "STRING" },
      { name: "year", data: ids.map(() => 2012), type: "DOUBLE" },
      { name: "picture", data: ids.map(() => new Uint8Array(jpeg)), type: "BYTE_ARRAY" },
    ],
  });
  return new Uint8Array(writer.getBuffer());
}

const shirt = (id: number, row: number) => ({
  row,
  id: String(id),
  title: `Shirt ${id}`,
  attributes: { year: "2012" },
  picture: "180×240",
});

describe("parquet", () => {
  it("is read shard by shard and row group by row group, from any row", async () => {
    await put("data/train-00000-of-00002.parquet", shard([10, 11, 12]));
    await put("data/train-00001-of-00002.parquet", shard([13, 14]));
    const expected = [10, 11, 12, 13, 14].map(shirt);
    expect(await plain(await rowsOf(folder))).toEqual(expected);
    for (const from of [1, 2, 3, 4])
      expect(await plain(await rowsOf(folder, {}, from))).toEqual(expected.slice(from));
    expect(await plain(await rowsOf(join(folder, "data", "train-00000-of-00002.parquet")))).toEqual(
      expected.slice(0, 3),
    );
  });

  it("that is cut off is refused in one sentence", async () => {
    const path = await put("a.parquet", shard([1, 2]).subarray(0, 200));
    await expect(openSource(path, HUB)).rejects.toMatchObject({
      code: "bad-request",
      message: `${path} is not a whole parquet file: download it again, or name another source.`,
    });
  });
});

describe("the hub", () => {
  let server: Server;
  let endpoint: string;
  let asked: string[];
  let cutOff = false;
  const files: Record<string, Uint8Array> = {};

  beforeAll(async () => {
    files["data/train-00000-of-00002.parquet"] = shard([1, 2]);
    files["data/train-00001-of-00002.parquet"] = shard([3]);
    asked = [];
    server = createServer((request, response) => {
      const url = request.url ?? "";
      asked.push(url);
      if (url === "/api/datasets/shop/shirts") {
        const siblings = [...Object.keys(files).reverse(), "README.md", "../up.parquet"].map((rfilename) => ({
          rfilename,
        }));
        response.end(JSON.stringify({ sha: "abc123", siblings }));
        return;
      }
      const file = files[url.replace("/datasets/shop/shirts/resolve/abc123/", "")];
      if (!file) response.writeHead(404).end();
      else if (cutOff) {
        response
          .writeHead(200, { "content-length": file.length })
          .write(file.subarray(0, 50), () => request.socket.destroy());
      } else response.writeHead(200, { "content-length": file.length }).end(file);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    endpoint = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
  });
  afterAll(() => server.close());

  const open = (cache: string) => openSource("shop/shirts", { endpoint, cache });

  it("gives a data set once: the second time from the cache, and without a network", async () => {
    const cache = join(folder, "cache");
    const rows: SourceItem[] = [];
    for await (const row of (await open(cache)).rows()) rows.push(row);
    expect(await plain(rows)).toEqual([1, 2, 3].map(shirt));
    asked.length = 0;
    await open(cache);
    expect(asked).toEqual(["/api/datasets/shop/shirts"]);
    const offline = await openSource("shop/shirts", { endpoint: "http://127.0.0.1:1", cache });
    expect(offline.total).toBe(3);
  });

  it("never leaves half a file in the cache, and what was complete is kept", async () => {
    const cache = join(folder, "cache");
    cutOff = true;
    await expect(open(cache)).rejects.toMatchObject({
      code: "unreachable",
      message: expect.stringContaining("was cut off"),
    });
    cutOff = false;
    expect((await readdir(cache, { recursive: true })).filter((name) => /parquet/.test(name))).toEqual([]);
    expect((await open(cache)).total).toBe(3);
    await rm(cache, { recursive: true });
  });

  it("says in one sentence that there is no such data set, or no network", async () => {
    await expect(openSource("shop/hats", { endpoint, cache: folder })).rejects.toThrow(
      `${endpoint}/api/datasets/shop/hats answered 404`,
    );
    await expect(openSource("shop/hats", HUB)).rejects.toMatchObject({ code: "unreachable" });
  });
});

describe("pictures on a server of the shop's own", () => {
  let server: Server;
  let origin: string;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      if (request.url === "/coat.jpg") response.end(jpeg);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (typeof address !== "object" || address === null) throw new Error("no address");
    origin = `http://127.0.0.1:${address.port}`;
  });
  afterAll(() => server.close());

  const tables: [string, () => string][] = [
    ["shop.csv", () => `id,image\n1,"${origin}/coat.jpg, ${origin}/b.jpg"\n2,${origin}/gone.jpg\n`],
    [
      "shop.jsonl",
      () => `{"id":1,"image":"${origin}/coat.jpg"}\n{"id":2,"image":{"url":"${origin}/gone.jpg"}}`,
    ],
  ];

  it.each(tables)("are fetched for %s once that server is trusted", async (name, content) => {
    const source = await openSource(await put(name, content()), { ...HUB, trustedOrigins: [origin] });
    const rows: SourceItem[] = [];
    for await (const row of source.rows()) rows.push(row);
    asked.length = 0;
    expect(await plain(rows)).toMatchObject([
      { id: "1", picture: "180×240" },
      { id: "2", picture: "none" },
    ]);
    expect(asked.sort()).toEqual(["/coat.jpg", "/gone.jpg"]);
  });

  it.each(tables)("are not for %s otherwise; the reason says how they would be", async (name, content) => {
    const source = await openSource(await put(name, content()), HUB);
    asked.length = 0;
    for await (const row of source.rows()) {
      if (!("picture" in row)) throw new Error("a row without a picture");
      await expect(row.picture()).rejects.toMatchObject({
        code: "forbidden-address",
        message: expect.stringContaining(`--trust ${origin}`),
      });
    }
    expect(asked).toEqual([]);
  });
});

describe("what is no source", () => {
  it("is refused with what would be one", async () => {
    await rm(join(folder, "images"), { recursive: true });
    await expect(openSource(folder, HUB)).rejects.toThrow(`There are no pictures in ${folder}.`);
    await expect(openSource(join(folder, "none"), HUB)).rejects.toMatchObject({ code: "not-found" });
    await expect(openSource(await put("notes.txt", "hello"), HUB)).rejects.toThrow(
      "is nothing that can be indexed",
    );
    await expect(openSource(await put("empty.csv", ""), HUB)).rejects.toThrow("is empty");
    await put("other.csv", "id,image\n");
    await expect(openSource(folder, HUB)).rejects.toThrow("holds several tables (empty.csv, other.csv)");
  });
});
