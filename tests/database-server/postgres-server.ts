import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { chown, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import type { TestPostgres } from "../postgres/start-postgres.js";
import { freePort, listens } from "../servers/free-port.js";

const run = promisify(execFile);

const USER = "shop";
const PASSWORD = "hidden-password";
const DEBIAN = "/usr/lib/postgresql";
/** Stands before the application's name in the server's log. */
const MARK = "said by";

/** Who may run a server: PostgreSQL refuses root. */
interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

async function owner(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {};
  const id = async (what: string) => Number((await run("id", [what, "postgres"])).stdout);
  return { uid: await id("-u"), gid: await id("-g") };
}

/** Where Debian keeps the newest server's programs. */
async function programs(): Promise<string> {
  const versions = (await readdir(DEBIAN)).map(Number).filter(Number.isFinite);
  return join(DEBIAN, String(Math.max(...versions)), "bin");
}

/**
 * PostgreSQL with pgvector as it is installed on this machine, in a cluster of its own on loopback: passwords by SCRAM, TLS
 * with a certificate that the client checks. What it is told is read from its own log.
 */
export class PostgresServer implements TestPostgres {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly bin: string,
    private readonly as: Owner,
    readonly port: number,
  ) {}

  static async start(): Promise<PostgresServer> {
    const [folder, bin, as, port] = await Promise.all([
      mkdtemp(join(tmpdir(), "haberdasher-server-")),
      programs(),
      owner(),
      freePort(),
    ]);
    const server = new PostgresServer(folder, bin, as, port);
    await server.create();
    await server.listen();
    return server;
  }

  get url(): string {
    return this.urlFor(USER, PASSWORD);
  }

  /** Of the same database for somebody else, or with another authority's certificate. */
  urlFor(user: string, password: string, authority = this.certificate): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.port}/postgres?sslmode=verify-full&sslrootcert=${authority}`;
  }

  get certificate(): string {
    return join(this.folder, "server.crt");
  }

  async query<T>(text: string, values: unknown[] = []): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.url, application_name: "test" });
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** A session that stays open, for what is held by one. */
  async session(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url, application_name: "test" });
    await client.connect();
    return client;
  }

  async statements(): Promise<number> {
    const log = await readFile(this.log, "utf8");
    return log.split(`${MARK} haberdasher LOG:  `).filter((entry) => /^(?:statement|execute)/.test(entry))
      .length;
  }

  async everySession(setting: string): Promise<void> {
    await this.query(`alter role ${USER} set ${setting}`);
  }

  /** At once, as a machine that loses its power does. */
  async goAway(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGQUIT");
    await gone;
  }

  async listen(): Promise<void> {
    const log = openSync(this.log, "a");
    const child = spawn(
      join(this.bin, "postgres"),
      [
        ...["-D", this.data, "-p", String(this.port), "-k", this.folder],
        ...["-c", "ssl=on", "-c", `ssl_cert_file=${this.certificate}`, "-c", `ssl_key_file=${this.key}`],
        ...["-c", "log_statement=all", "-c", `log_line_prefix=${MARK} %a `, "-c", "fsync=off"],
      ],
      { ...this.as, stdio: ["ignore", log, log] },
    );
    this.child = child;
    while (!(await this.answers())) {
      if (child.exitCode !== null) throw new Error(`postgres ended: ${await readFile(this.log, "utf8")}`);
      await sleep(50);
    }
  }

  async close(): Promise<void> {
    await this.goAway();
    await rm(this.folder, { recursive: true, force: true });
  }

  private get data(): string {
    return join(this.folder, "data");
  }

  private get key(): string {
    return join(this.folder, "server.key");
  }

  private get log(): string {
    return join(this.folder, "server.log");
  }

  /** It listens before it has recovered, and refuses everybody until then. */
  private async answers(): Promise<boolean> {
    if (!(await listens(this.port))) return false;
    return this.query("select 1").then(
      () => true,
      () => false,
    );
  }

  private async create(): Promise<void> {
    const passwordFile = join(this.folder, "password");
    await writeFile(passwordFile, PASSWORD);
    await makeCertificate(this.certificate, this.key);
    const { uid, gid } = this.as;
    if (uid !== undefined && gid !== undefined) {
      for (const path of [this.folder, passwordFile, this.certificate, this.key]) await chown(path, uid, gid);
    }
    await run(
      join(this.bin, "initdb"),
      [
        ...["-D", this.data, "-U", USER, "--pwfile", passwordFile, "-A", "scram-sha-256"],
        ...["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
      ],
      { ...this.as, cwd: this.folder },
    );
  }
}

/** Signed by itself, for this machine. */
export async function makeCertificate(certificate: string, key: string): Promise<void> {
  await run("openssl", [
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
    ...["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-out", certificate, "-keyout", key],
  ]);
}
