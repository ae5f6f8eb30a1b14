import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { killedRuns, makeLongTable, type Target } from "../catalogue/killed-build.js";
import { temporaryFolder } from "../catalogue/workshop.js";
import { startPostgres, type TestPostgres } from "./start-postgres.js";

const SLOW = 900_000;

let room: Awaited<ReturnType<typeof temporaryFolder>>;
let postgres: TestPostgres;
beforeAll(async () => {
  [room, postgres] = await Promise.all([temporaryFolder(), startPostgres()]);
}, SLOW);
afterAll(() => Promise.all([room.remove(), postgres.close()]), SLOW);

interface VersionRow {
  readonly number: number;
  readonly manifest: string;
  readonly facets: unknown;
  readonly safe: unknown;
  readonly vector_type: string;
}

/** Everything that is kept of what was published last, but when that was; and what was left unfinished. */
async function contentOf(schema: string): Promise<Readonly<Record<string, unknown>>> {
  const [version] = await postgres.query<VersionRow>(
    `select number, manifest, facets, safe, vector_type from ${schema}.versions
     where published is not null order by published desc limit 1`,
  );
  if (!version) throw new Error(`Nothing is published in ${schema}`);
  const { number, manifest, ...rest } = version;
  const { createdAt: _, seal: __, name: ___, ...described } = JSON.parse(manifest);
  const rows = (table: string, order: string) =>
    postgres.query<{ row: string }>(
      `select t::text as row from ${schema}.${table}_${number} t order by ${order}`,
    );
  const unfinished = await postgres.query(`select number from ${schema}.versions where published is null`);
  const indexes = await postgres.query(
    `select replace(indexdef, '_${number}', '') as made from pg_indexes
     where schemaname = '${schema}' and tablename = 'products_${number}' order by indexname`,
  );
  const made = JSON.stringify(indexes).replaceAll(schema, "");
  return {
    ...rest,
    described,
    products: await rows("products", "place"),
    words: await rows("words", "term"),
    made,
    unfinished,
  };
}

const target = (schema: string): Target => ({
  to: `${postgres.url}&schema=${schema}`,
  content: () => contentOf(schema),
});

describe("kill -9 at five random moments changes nothing in the finished database", () => {
  const killed = (name: string, from: string) =>
    killedRuns({
      from,
      calm: target(`calm_${name}`),
      rough: target(`rough_${name}`),
      kills: 5,
      seed: name,
      settings: { STATE_DIR: join(room.path, "state") },
    });

  it("of a run that builds and loads", { timeout: SLOW }, async () => {
    const table = await makeLongTable(join(room.path, "shop"), 96);
    expect(await killed("built", table)).toMatchObject({ kills: 5, different: [] });
  });

  it("of a run that loads what is built", { timeout: SLOW }, async () => {
    const folder = join(PACKAGE_ROOT, "data", "catalogue");
    expect(await killed("loaded", folder)).toMatchObject({ kills: 5, different: [] });
    const { products, unfinished } = await contentOf("rough_loaded");
    expect(products).toHaveLength(1040);
    expect(unfinished).toEqual([]);
  });
});
