import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { FolderCatalogue } from "../../src/catalogue/folder-catalogue.js";
import { openCatalogue, readManifest } from "../../src/catalogue/open.js";
import { type LoadOptions, loadCatalogue } from "../../src/catalogue/postgres/load.js";
import { openDatabaseCatalogue } from "../../src/catalogue/postgres/open.js";
import { PACKAGE_ROOT } from "../../src/package-root.js";
import { lexicalRows } from "../../src/search/lexical/lexical-rows.js";
import { DatabaseRetriever } from "../../src/search/retrieval/database-retriever.js";
import { retrievalStatement } from "../../src/search/retrieval/database-statement.js";
import { safeRows } from "../../src/search/safe-rows.js";
import { temporaryFolder } from "../catalogue/workshop.js";
import { loadFolder, renamedCatalogue } from "../postgres/load-folder.js";
import { makeCertificate, PostgresServer } from "./postgres-server.js";

const SLOW = 300_000;
const FOLDER = join(PACKAGE_ROOT, "data", "catalogue");

let room: Awaited<ReturnType<typeof temporaryFolder>>;
let server: PostgresServer;
let catalogue: FolderCatalogue;
let loading: LoadOptions;
beforeAll(async () => {
  [room, server] = await Promise.all([temporaryFolder(), PostgresServer.start()]);
  catalogue = await openCatalogue(FOLDER, (await readManifest(FOLDER)).model);
  const [lexical, safe] = [await lexicalRows(catalogue), safeRows(catalogue)];
  loading = { catalogue, lexical, safe, to: server.url };
  await loadCatalogue(loading);
}, SLOW);
afterAll(async () => {
  await catalogue.close();
  await Promise.all([room.remove(), server.close()]);
}, SLOW);

const open = (url = server.url) => openDatabaseCatalogue(url, catalogue.manifest.model);
const ENCRYPTED = `select distinct s.ssl as encrypted from pg_stat_ssl s join pg_stat_activity a using (pid)
  where a.application_name = 'haberdasher'`;

/** A retriever that goes on asking until it is stopped; what it was told. */
function ask(retriever: DatabaseRetriever, count = 10) {
  let asking = true;
  let answered = 0;
  const failures: unknown[] = [];
  const done = (async () => {
    for (let at = 0; asking; at++) {
      const vector = catalogue.vector(at % catalogue.size);
      const query = { vector, wanted: "red coat", unwanted: [], filters: {}, count };
      await retriever.retrieve(query).then(
        ({ candidates }) => {
          answered++;
          if (candidates.length < count) failures.push(candidates.length);
        },
        (thrown: unknown) => failures.push(thrown),
      );
    }
  })();
  return {
    failures,
    answered: () => answered,
    async stop() {
      asking = false;
      await done;
    },
  };
}

describe("the way to a server", () => {
  it("is encrypted, and ends where its certificate is another's", { timeout: SLOW }, async () => {
    const opened = await open();
    await opened.find([catalogue.id(0)]);
    expect(await server.query(ENCRYPTED)).toEqual([{ encrypted: true }]);
    await opened.close();
    const other = join(room.path, "other.crt");
    await makeCertificate(other, join(room.path, "other.key"));
    await expect(open(server.urlFor("shop", "hidden-password", other))).rejects.toMatchObject({
      code: "catalogue",
      message: expect.stringMatching(/cannot be trusted \(.*certificate.*\).*sslrootcert/),
    });
  });

  it("needs the password, which no sentence repeats", { timeout: SLOW }, async () => {
    const refused = open(server.urlFor("shop", "wrong-password"));
    await expect(refused).rejects.toMatchObject({
      code: "catalogue",
      message: expect.stringMatching(/refuses us \(password authentication failed/),
    });
    await expect(refused).rejects.not.toThrow(/wrong-password/);
  });

  it("is found again after the server lost its power", { timeout: SLOW }, async () => {
    const opened = await open();
    await server.goAway();
    await expect(opened.find([catalogue.id(0)])).rejects.toThrow("The catalogue is unreachable");
    expect(opened.status()).toMatchObject({ state: "down" });
    await server.listen();
    expect(await opened.find([catalogue.id(0)])).toHaveLength(1);
    expect(opened.status()).toEqual({ state: "up" });
    await opened.close();
  });
});

it("a database without pgvector is no place for a catalogue before an administrator was there", {
  timeout: SLOW,
}, async () => {
  await server.query("create database bare");
  await server.query("create role loader login password 'hidden-password'");
  await server.query("grant create on database bare to loader");
  const to = server.urlFor("loader", "hidden-password").replace("/postgres?", "/bare?");
  await expect(loadCatalogue({ ...loading, to })).rejects.toMatchObject({
    code: "catalogue",
    message: expect.stringMatching(
      /^There is no pgvector in postgres:.*say "create extension vector" in that/,
    ),
  });
});

it("a server that takes no writes is not said to lack pgvector", { timeout: SLOW }, async () => {
  const to = `${server.url}&options=-c%20default_transaction_read_only%3Don`;
  await expect(loadCatalogue({ ...loading, to })).rejects.toMatchObject({
    code: "catalogue",
    message: expect.stringMatching(/fails \(cannot execute .* in a read-only transaction\); mend that there/),
  });
});

it("starts no workers to compare what the walk through the graph has found already", {
  timeout: SLOW,
}, async () => {
  // What the planner does by itself with a large table.
  const eager = ["min_parallel_table_scan_size=0", "parallel_setup_cost=0", "parallel_tuple_cost=0"];
  const options = encodeURIComponent(eager.map((one) => `-c ${one}`).join(" "));
  const opened = await open(`${server.url}&options=${options}`);
  const query = { vector: catalogue.vector(1), wanted: "", unwanted: [], filters: {}, count: 20 };
  const { text, values } = retrievalStatement(opened, query, undefined, 0);
  const lines = await opened.database.query<{ "QUERY PLAN": string }>(`explain analyze ${text}`, values);
  const plan = lines.map((line) => line["QUERY PLAN"]).join("\n");
  const [, scan = ""] = /CTE scan\n(.*?)\n\s*CTE spoken\n/s.exec(plan) ?? [];
  expect(scan).toContain("never executed");
  expect(scan).not.toMatch(/Workers Launched: [1-9]/);
  await opened.close();
});

describe("who only reads", () => {
  const reader = () => server.urlFor("reader", "hidden-password");
  beforeAll(async () => {
    // As docs/postgres.md says.
    await server.query("create role reader login password 'hidden-password'");
    await server.query("grant usage on schema haberdasher to reader");
    await server.query("grant select on all tables in schema haberdasher to reader");
    await server.query("alter default privileges in schema haberdasher grant select on tables to reader");
  }, SLOW);

  it("answers, of later versions too, and may not load", { timeout: SLOW }, async () => {
    await expect(loadCatalogue({ ...loading, to: reader() })).rejects.toThrow(
      /refuses us \(permission denied/,
    );
    await loadFolder(await renamedCatalogue(FOLDER, join(room.path, "later"), "Later"), server.url);
    const opened = await open(reader());
    expect(opened.manifest.name).toBe("Later");
    expect(await opened.find([catalogue.id(1)])).toHaveLength(1);
    await opened.close();
  });
});

describe("several at a time", () => {
  it("are answered while a new version is published, and by the one they began with", {
    timeout: SLOW,
  }, async () => {
    const opened = await open();
    const askers = Array.from({ length: 12 }, () => ask(new DatabaseRetriever(opened)));
    await loadCatalogue({ ...loading, to: server.url });
    await sleep(200);
    await Promise.all(askers.map((asker) => asker.stop()));
    expect(askers.flatMap(({ failures }) => failures)).toEqual([]);
    for (const { answered } of askers) expect(answered()).toBeGreaterThan(0);
    expect(await opened.published()).not.toBe(String(opened.version.number));
    await opened.close();
  });

  it("lose no answer when the server ends their connections", { timeout: SLOW }, async () => {
    const opened = await open();
    const asker = ask(new DatabaseRetriever(opened));
    // One death after the other: a question whose second try is killed too is told that nobody is there.
    const goesOn = async () => {
      const before = asker.answered();
      await vi.waitFor(() => expect(asker.answered()).toBeGreaterThan(before + 1), { timeout: 60_000 });
    };
    for (let time = 0; time < 5; time++) {
      await goesOn();
      await server.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'haberdasher'",
      );
    }
    await goesOn();
    await asker.stop();
    expect(asker.failures).toEqual([]);
    expect(opened.status()).toEqual({ state: "up" });
    await opened.close();
  });

  it("do not load into one place at once; the lock goes with whoever had it", { timeout: SLOW }, async () => {
    const held: pg.Client = await server.session();
    await held.query("select pg_advisory_lock(hashtext('haberdasher load haberdasher'))");
    await expect(loadCatalogue(loading)).rejects.toMatchObject({
      code: "busy",
      message: expect.stringMatching(/Another run is loading .*…@127.*: wait for it or stop it/),
    });
    const waiting = loadCatalogue(loading);
    await sleep(700);
    await held.end();
    expect(await waiting).toMatchObject({ vectorType: "halfvec" });
  });
});

it("says in one sentence what is wrong with the way there", { timeout: SLOW }, async () => {
  const url = server.urlFor("shop", "wrong-password");
  const main = join(PACKAGE_ROOT, "dist", "src", "cli", "main.js");
  const find = promisify(execFile)(process.execPath, [main, "find", "red coat", "--catalogue", url]);
  await expect(find).rejects.toMatchObject({
    stderr: expect.stringMatching(/^[^\n]*password authentication failed[^\n]*\n$/),
  });
});
