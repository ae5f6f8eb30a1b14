import { createServer, type Server, type Socket } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import type { TestPostgres } from "../postgres/start-postgres.js";

const SSL_REQUEST = 80_877_103;
const CANCEL_REQUEST = 80_877_102;
/** How a transaction stands after an answer: idle, inside, failed. The last byte of `ReadyForQuery`. */
const IDLE = "I".charCodeAt(0);
const COPY_IN = Buffer.from("G\0\0\0\x07\0\0\0", "latin1");
const COPY = /^\s*copy\s+([\s\S]+)\s+from\s+stdin\s*$/i;

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 0, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const textOf = (body: Buffer) => body.subarray(0, body.indexOf(0)).toString("utf8");

function errorMessage(text: string): Buffer {
  return message("E", Buffer.from(`SERROR\0C XX000\0M${text}\0\0`, "utf8"));
}

/**
 * PostgreSQL with pgvector (PGlite: both compiled to WebAssembly) behind a socket of loopback. PGlite has one session;
 * connections take turns, a transaction at a time. It cannot read COPY's rows from the wire, so these are collected here
 * and handed over as a file.
 */
export class PostgresDouble implements TestPostgres {
  private readonly arrived: string[] = [];
  private readonly sockets = new Set<Socket>();
  private turn: Promise<void> = Promise.resolve();
  private server: Server | undefined;
  private port = 0;

  private constructor(private readonly db: PGlite) {}

  static async start(): Promise<PostgresDouble> {
    const double = new PostgresDouble(await PGlite.create({ extensions: { vector } }));
    await double.listen();
    return double;
  }

  get url(): string {
    return `postgres://shop:hidden-password@127.0.0.1:${this.port}/postgres?sslmode=disable`;
  }

  async statements(): Promise<number> {
    return this.arrived.length;
  }

  async everySession(setting: string): Promise<void> {
    await this.query(`set ${setting}`);
  }

  /** Nobody can reach it until it listens again: its connections break in the middle of whatever they do. */
  async goAway(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** At the port that it had before. */
  async listen(): Promise<void> {
    const server = createServer((socket) => this.serve(socket));
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    const address = server.address();
    this.port = address !== null && typeof address === "object" ? address.port : 0;
    this.server = server;
  }

  query<T>(text: string, values: unknown[] = []): Promise<T[]> {
    return this.inTurn(async () => (await this.db.query<T>(text, values)).rows);
  }

  async close(): Promise<void> {
    await this.goAway();
    await this.turn;
    await this.db.close();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    const connection = new Connection(this.db, socket, this.arrived, (work) => this.inTurn(work));
    socket.on("data", (chunk) => connection.receive(chunk));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.sockets.delete(socket);
      connection.end();
    });
  }
}

/** One client's conversation. */
class Connection {
  private received = Buffer.alloc(0);
  private started = false;
  /** Messages that are answered together, up to a `Sync`. */
  private batch: Buffer[] = [];
  private copying: { readonly sql: string; readonly rows: Buffer[] } | undefined;
  private leaveTurn: (() => void) | undefined;
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: PGlite,
    private readonly socket: Socket,
    private readonly statements: string[],
    private readonly inTurn: (work: () => Promise<void>) => Promise<void>,
  ) {}

  receive(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    for (let next = this.next(); next; next = this.next()) this.handle(next);
  }

  /** A client that goes away in a transaction leaves nothing of it behind. */
  end(): void {
    this.working = this.working.then(async () => {
      if (!this.leaveTurn) return;
      await this.db.exec("rollback").catch(() => undefined);
      this.leaveTurn();
    });
  }

  private next(): Buffer | undefined {
    const head = this.started ? 1 : 0;
    if (this.received.length < head + 4) return undefined;
    const length = head + this.received.readInt32BE(head);
    if (this.received.length < length) return undefined;
    const whole = this.received.subarray(0, length);
    this.received = this.received.subarray(length);
    return whole;
  }

  private handle(whole: Buffer): void {
    if (this.started) this.handleMessage(whole);
    else this.start(whole);
  }

  private handleMessage(whole: Buffer): void {
    const type = String.fromCharCode(whole[0] ?? 0);
    const body = whole.subarray(5);
    const copy = type === "Q" ? COPY.exec(textOf(body)) : null;
    if (type === "X") this.socket.end();
    else if (this.copying) this.copyPart(type, body);
    else if (copy?.[1] !== undefined) this.startCopy(copy[1]);
    else this.ask(type, whole, body);
  }

  private startCopy(sql: string): void {
    this.copying = { sql, rows: [] };
    this.working = this.working.then(() => {
      this.socket.write(COPY_IN);
    });
  }

  private ask(type: string, whole: Buffer, body: Buffer): void {
    if (type === "Q") this.statements.push(textOf(body));
    if (type === "P") this.statements.push(textOf(body.subarray(body.indexOf(0) + 1)));
    this.batch.push(whole);
    if (type === "Q" || type === "S") this.answer();
  }

  private start(whole: Buffer): void {
    const code = whole.readInt32BE(4);
    if (code === SSL_REQUEST) this.socket.write("N");
    else if (code === CANCEL_REQUEST) this.socket.end();
    else {
      this.started = true;
      this.batch.push(whole);
      this.answer();
    }
  }

  private copyPart(type: string, body: Buffer): void {
    const { copying } = this;
    if (type === "d") copying?.rows.push(Buffer.from(body));
    if (type !== "c" || !copying) return;
    this.copying = undefined;
    this.work(async () => {
      const blob = new Blob(copying.rows.map((row) => Uint8Array.from(row)));
      const result = await this.db
        .query(`copy ${copying.sql} from '/dev/blob'`, [], { blob })
        .then(() => message("C", Buffer.from(`COPY ${copying.rows.length}\0`)))
        .catch((thrown: unknown) => errorMessage(thrown instanceof Error ? thrown.message : String(thrown)));
      // An empty statement says how the transaction stands.
      const ready = Buffer.from(await this.db.execProtocolRaw(message("Q", Buffer.from("\0"))));
      return Buffer.concat([result, ready.subarray(-6)]);
    });
  }

  private answer(): void {
    const batch = Buffer.concat(this.batch);
    this.batch = [];
    this.work(async () => Buffer.from(await this.db.execProtocolRaw(batch)));
  }

  private work(ask: () => Promise<Buffer>): void {
    this.working = this.working.then(async () => {
      if (!this.leaveTurn) await this.takeTurn();
      const reply = await ask();
      if (reply.at(-1) === IDLE) {
        this.leaveTurn?.();
        this.leaveTurn = undefined;
      }
      if (!this.socket.destroyed) this.socket.write(reply);
    });
  }

  private takeTurn(): Promise<void> {
    return new Promise((taken) => {
      void this.inTurn(
        () =>
          new Promise<void>((leave) => {
            this.leaveTurn = leave;
            taken();
          }),
      );
    });
  }
}
