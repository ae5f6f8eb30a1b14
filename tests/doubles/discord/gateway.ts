import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { isObject, type Json, number, text } from "./json.js";
import type { State } from "./state.js";

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway */
const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;
const CLOSE = {
  opcode: 4001,
  decode: 4002,
  notAuthenticated: 4003,
  token: 4004,
  twice: 4005,
  rate: 4008,
  timeout: 4009,
  shard: 4010,
  disallowed: 4014,
} as const;
/** Presences, members and message contents: granted to nobody here. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const INTENTS = { guilds: 1 << 0, guildMessages: 1 << 9, directMessages: 1 << 12 } as const;
/** Events a client may send in a minute. */
const EVENTS_PER_MINUTE = 120;

/** A session outlives its socket: what is sent while nobody listens is kept for the resume. */
interface Session {
  readonly id: string;
  readonly shard: readonly [number, number];
  readonly intents: number;
  readonly sent: { readonly s: number; readonly t: string; readonly d: unknown }[];
  socket: WebSocket | undefined;
}

export interface GatewayCounts {
  identifies: number;
  /** Of these, turned away because another shard of the bucket had identified too short a time before. */
  early: number;
  resumes: number;
  heartbeats: number;
}

/** Discord's gateway: hello, heartbeats, identify, resume, and the events that a test dispatches. */
export class Gateway {
  readonly sessions = new Map<string, Session>();
  readonly counts: GatewayCounts = { identifies: 0, early: 0, resumes: 0, heartbeats: 0 };
  /** Refuses all sockets while true. */
  closed = false;
  heartbeatMs = 41_250;
  /** How long a bucket of shards is closed after one of it identified; Discord's is 5,000. 0 lets everybody in at once. */
  identifyMs = 0;
  private readonly lastOfBucket = new Map<number, number>();
  private readonly server = new WebSocketServer({ noServer: true });

  constructor(private readonly state: State) {}

  upgrade(request: IncomingMessage, socket: import("node:stream").Duplex, head: Buffer): void {
    const url = new URL(request.url ?? "/", "ws://double");
    if (this.closed || url.searchParams.get("v") !== "10" || url.searchParams.get("encoding") !== "json") {
      socket.destroy();
      return;
    }
    this.server.handleUpgrade(request, socket, head, (ws) => this.welcome(ws));
  }

  /** Sends an event to the shard of a guild, or to the first where there is none. */
  dispatch(t: string, d: unknown, guildId: string | undefined, intent = 0): void {
    for (const session of this.sessions.values()) {
      const [id, count] = session.shard;
      const shard = guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
      if (shard !== id || (intent !== 0 && (session.intents & intent) === 0)) continue;
      this.push(session, t, d);
    }
  }

  dispatchMessage(
    d: Json,
    guildId: string | undefined,
    event: "MESSAGE_CREATE" | "MESSAGE_UPDATE" = "MESSAGE_CREATE",
  ): void {
    this.dispatch(event, d, guildId, guildId ? INTENTS.guildMessages : INTENTS.directMessages);
  }

  /** Cuts every socket without a word, as a failing network does. */
  drop(): void {
    for (const socket of this.sockets()) socket.terminate();
  }

  /** Closes every socket with a code. */
  close(code: number): void {
    for (const socket of this.sockets()) socket.close(code);
  }

  /** Asks every client to come back. */
  reconnect(): void {
    for (const socket of this.sockets()) socket.send(JSON.stringify({ op: OP.reconnect, d: null }));
  }

  invalidate(resumable: boolean): void {
    for (const socket of this.sockets()) socket.send(JSON.stringify({ op: OP.invalid, d: resumable }));
    if (!resumable) this.sessions.clear();
  }

  /** Sends raw text to every client. */
  sendRaw(raw: string): void {
    for (const socket of this.sockets()) socket.send(raw);
  }

  get connected(): number {
    return this.sockets().length;
  }

  end(): void {
    for (const client of this.server.clients) client.terminate();
    this.server.close();
  }

  private sockets(): WebSocket[] {
    return [...this.sessions.values()].flatMap(({ socket }) => (socket?.readyState === 1 ? [socket] : []));
  }

  private push(session: Session, t: string, d: unknown): void {
    const s = (session.sent.at(-1)?.s ?? 0) + 1;
    session.sent.push({ s, t, d });
    if (session.sent.length > 5000) session.sent.splice(0, 1000);
    if (session.socket?.readyState === 1) session.socket.send(JSON.stringify({ op: OP.dispatch, s, t, d }));
  }

  private welcome(socket: WebSocket): void {
    let session: Session | undefined;
    let beat = Date.now();
    let events = 0;
    const minute = setInterval(() => {
      events = 0;
    }, 60_000);
    const watch = setInterval(() => {
      if (Date.now() - beat > this.heartbeatMs * 2) socket.close(CLOSE.timeout);
    }, this.heartbeatMs);
    socket.on("close", () => {
      clearInterval(minute);
      clearInterval(watch);
      if (session?.socket === socket) session.socket = undefined;
    });
    socket.on("message", (data) => {
      if (++events > EVENTS_PER_MINUTE) return socket.close(CLOSE.rate);
      const packet = parse(String(data));
      if (!packet) return socket.close(CLOSE.decode);
      if (packet.op === OP.heartbeat) {
        beat = Date.now();
        this.counts.heartbeats++;
        socket.send(JSON.stringify({ op: OP.ack }));
      } else if (packet.op === OP.identify) {
        if (session) return socket.close(CLOSE.twice);
        session = this.identify(socket, isObject(packet.d) ? packet.d : {});
      } else if (packet.op === OP.resume) {
        if (session) return socket.close(CLOSE.twice);
        session = this.resume(socket, isObject(packet.d) ? packet.d : {});
      } else if (!session) {
        socket.close(CLOSE.notAuthenticated);
      } else if (packet.op !== OP.presence && packet.op !== OP.voice && packet.op !== OP.members) {
        socket.close(CLOSE.opcode);
      }
    });
    socket.send(JSON.stringify({ op: OP.hello, d: { heartbeat_interval: this.heartbeatMs } }));
  }

  private identify(socket: WebSocket, d: Json): Session | undefined {
    this.counts.identifies++;
    if (text(d.token) !== this.state.token) {
      socket.close(CLOSE.token);
      return undefined;
    }
    if ((number(d.intents) & PRIVILEGED) !== 0) {
      socket.close(CLOSE.disallowed);
      return undefined;
    }
    const [id, count] = Array.isArray(d.shard) ? d.shard.map(Number) : [0, 1];
    if (id === undefined || count === undefined || !(id >= 0 && id < count)) {
      socket.close(CLOSE.shard);
      return undefined;
    }
    if (this.isEarly(id)) {
      this.counts.early++;
      socket.send(JSON.stringify({ op: OP.invalid, d: false }));
      return undefined;
    }
    const session: Session = {
      id: randomBytes(16).toString("hex"),
      shard: [id, count],
      intents: number(d.intents),
      sent: [],
      socket,
    };
    this.sessions.set(session.id, session);
    const { applicationId, guildId, gatewayUrl } = this.state;
    this.push(session, "READY", {
      v: 10,
      user: this.state.bot(),
      guilds: [{ id: guildId, unavailable: true }],
      session_id: session.id,
      resume_gateway_url: gatewayUrl,
      shard: session.shard,
      application: { id: applicationId, flags: 0 },
    });
    if ((session.intents & INTENTS.guilds) !== 0) {
      this.push(session, "GUILD_CREATE", {
        id: guildId,
        name: "A shop",
        channels: [],
        members: [],
        roles: [],
        threads: [],
        unavailable: false,
      });
    }
    return session;
  }

  private isEarly(shard: number): boolean {
    const bucket = shard % this.state.maxConcurrency;
    const last = this.lastOfBucket.get(bucket);
    if (last !== undefined && Date.now() - last < this.identifyMs) return true;
    this.lastOfBucket.set(bucket, Date.now());
    return false;
  }

  private resume(socket: WebSocket, d: Json): Session | undefined {
    this.counts.resumes++;
    const session = this.sessions.get(text(d.session_id));
    if (!session || text(d.token) !== this.state.token) {
      socket.send(JSON.stringify({ op: OP.invalid, d: false }));
      return undefined;
    }
    session.socket = socket;
    for (const { s, t, d: missed } of session.sent.filter((event) => event.s > number(d.seq))) {
      socket.send(JSON.stringify({ op: OP.dispatch, s, t, d: missed }));
    }
    this.push(session, "RESUMED", {});
    return session;
  }
}

function parse(data: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
