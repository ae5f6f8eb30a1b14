import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HaberdasherError } from "../../src/errors.js";
import { downloadPicture } from "../../src/images/download.js";
import { guardedAgent, type ResolveAll, trustedAgent } from "../../src/images/guarded-agent.js";
import { LIMITS } from "../../src/limits.js";
import { ATTACKER_NAMES, addressTricks } from "./address-tricks.js";
import { sample } from "./samples.js";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that remembers what it was asked. */
class Host {
  readonly asked: IncomingMessage[] = [];
  handler: Handler = (_, response) => response.end();
  readonly #server: Server = createServer((request, response) => {
    this.asked.push(request);
    this.handler(request, response);
  });

  async open(address: string, port = 0): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, address, resolve);
    });
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const victim = new Host();
const victim6 = new Host();
const platform = new Host();
let jpeg: Buffer;

/** The attacker's name server; every other name goes nowhere, so that no test leaves the machine. */
const attackersResolver: ResolveAll = (host, _family, callback) => {
  const addresses = /^localhost\.?$/i.test(host) ? ["127.0.0.1", "::1"] : (ATTACKER_NAMES[host] ?? []);
  const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  callback(found.length === 0 ? new Error(`ENOTFOUND ${host}`) : null, found);
};

const connections = { guarded: guardedAgent(attackersResolver), trusted: trustedAgent() };

const givePicture: Handler = (_, response) => {
  response.writeHead(200, { "content-type": "image/jpeg" }).end(jpeg);
};

const redirectTo =
  (location: string, status = 302): Handler =>
  (_, response) =>
    response.writeHead(status, { location }).end();

async function refusal(attempt: Promise<unknown>): Promise<HaberdasherError> {
  const thrown = await attempt.then(
    () => new Error("was let through"),
    (error: unknown) => error,
  );
  if (!(thrown instanceof HaberdasherError)) throw thrown;
  return thrown;
}

const fromPlatform = (path: string, extra: Parameters<typeof downloadPicture>[1] = {}) =>
  downloadPicture(`${platform.origin}${path}`, { trustedOrigins: [platform.origin], ...extra }, connections);

beforeAll(async () => {
  jpeg = await sample().jpeg().toBuffer();
  await victim.open("0.0.0.0");
  await victim6.open("::1", victim.port);
  await platform.open("127.0.0.1");
});

afterAll(() => Promise.all([victim.close(), victim6.close(), platform.close()]));

beforeEach(() => {
  for (const host of [victim, victim6, platform]) {
    host.asked.length = 0;
    host.handler = givePicture;
  }
});

describe("strangers' links", () => {
  it("has victims that would answer", async () => {
    for (const host of ["127.0.0.1", "[::1]"]) {
      const answer = await fetch(`http://${host}:${victim.port}/picture.jpg`);
      expect(answer.status).toBe(200);
    }
    expect(victim.asked.length + victim6.asked.length).toBe(2);
  });

  it("come through by none of the address tricks", async () => {
    const tricks = addressTricks(victim.port);
    expect(tricks.length).toBeGreaterThanOrEqual(60);
    for (const trick of tricks) {
      const { code, message } = await refusal(downloadPicture(trick, {}, connections));
      expect(["forbidden-address", "bad-request", "unreachable"], trick).toContain(code);
      expect(message, trick).not.toMatch(/ECONN|undici|Error:|\n/);
    }
    expect(victim.asked).toHaveLength(0);
    expect(victim6.asked).toHaveLength(0);
  });

  it("come through by none of them as a redirect from an allowed host either", async () => {
    const tricks = addressTricks(victim.port).filter((trick) => trick !== "" && !/[^\x20-\x7e]/.test(trick));
    expect(tricks.length).toBeGreaterThanOrEqual(60);
    for (const trick of tricks) {
      platform.handler = (request, response) =>
        request.url === "/start" ? redirectTo(trick)(request, response) : response.writeHead(404).end();
      await refusal(fromPlatform("/start"));
    }
    expect(victim.asked).toHaveLength(0);
    expect(victim6.asked).toHaveLength(0);
  });

  it("gain nothing from a name that changes its address: what was checked is what is connected to", async () => {
    const answers = ["127.0.0.1", "93.184.215.14"];
    const rebinding: ResolveAll = (_host, _family, callback) =>
      callback(null, [{ address: answers.shift() ?? "93.184.215.14", family: 4 }]);
    const agent = { guarded: guardedAgent(rebinding), trusted: connections.trusted };
    const link = `http://rebind.attacker.test:${victim.port}/`;
    expect((await refusal(downloadPicture(link, {}, agent))).code).toBe("forbidden-address");
    // One look-up for one connection: no second one whose answer nobody checks.
    expect(answers).toEqual(["93.184.215.14"]);
    expect(victim.asked).toHaveLength(0);
  });

  it("are refused for the socket's own address when a resolver lies about families", async () => {
    const lying: ResolveAll = (_host, _family, callback) =>
      callback(null, [{ address: "127.0.0.1", family: 6 }]);
    const agent = { guarded: guardedAgent(lying), trusted: connections.trusted };
    const { code } = await refusal(downloadPicture(`http://lie.attacker.test:${victim.port}/`, {}, agent));
    expect(code).toBe("forbidden-address");
  });
});

describe("an overridden platform address", () => {
  it("is fetched although it is private, and only with its exact scheme, host and port", async () => {
    const picture = await fromPlatform("/files/Red%20coat.jpg");
    expect(picture).toMatchObject({ format: "jpeg", width: 120, height: 160, name: "Red coat.jpg" });
    const near = [
      `http://127.0.0.1:${victim.port}/`,
      `http://localhost:${platform.port}/`,
      `https://127.0.0.1:${platform.port}/`,
      `http://127.0.0.2:${platform.port}/`,
      `${platform.origin}.attacker.test/`,
    ];
    platform.asked.length = 0;
    for (const link of near) {
      await refusal(downloadPicture(link, { trustedOrigins: [platform.origin] }, connections));
    }
    expect(platform.asked).toHaveLength(0);
    expect(victim.asked).toHaveLength(0);
  });

  it("gets the headers made for it, and the host it redirects to gets its own", async () => {
    const other = new Host();
    await other.open("127.0.0.1");
    other.handler = givePicture;
    platform.handler = redirectTo(`${other.origin}/file.jpg`);
    const headersFor = (url: URL): Record<string, string> =>
      url.origin === platform.origin ? { authorization: "Bearer xoxb-secret" } : {};
    const trustedOrigins = [platform.origin, other.origin];
    await downloadPicture(`${platform.origin}/a`, { trustedOrigins, headersFor }, connections);
    expect(platform.asked[0]?.headers.authorization).toBe("Bearer xoxb-secret");
    expect(other.asked[0]?.headers.authorization).toBeUndefined();
    expect(other.asked[0]?.headers.cookie).toBeUndefined();
    expect(other.asked[0]?.headers.referer).toBeUndefined();
    await other.close();
  });
});

describe("redirects", () => {
  const hops = (count: number): Handler => {
    return (request, response) => {
      const at = Number(request.url?.slice(1));
      if (at < count) redirectTo(`/${at + 1}`)(request, response);
      else givePicture(request, response);
    };
  };

  it("are followed three times", async () => {
    platform.handler = hops(LIMITS.downloadRedirects);
    expect((await fromPlatform("/0")).format).toBe("jpeg");
    platform.handler = hops(LIMITS.downloadRedirects + 1);
    platform.asked.length = 0;
    expect((await refusal(fromPlatform("/0"))).code).toBe("unreachable");
    expect(platform.asked).toHaveLength(LIMITS.downloadRedirects + 1);
  });

  it("may have letters as they are in their address", async () => {
    platform.handler = (request, response) => {
      if (request.url !== "/0") return givePicture(request, response);
      response.socket?.end(`HTTP/1.1 301 Moved\r\nlocation: /müller/mäntel.jpg\r\ncontent-length: 0\r\n\r\n`);
    };
    expect((await fromPlatform("/0")).name).toBe("mäntel.jpg");
    expect(platform.asked.at(-1)?.url).toBe("/m%C3%BCller/m%C3%A4ntel.jpg");
  });

  it("to nowhere, to themselves and to credentials are refused", async () => {
    for (const [handler, code] of [
      [redirectTo("/0"), "unreachable"],
      [((_, response) => response.writeHead(302).end()) as Handler, "unreachable"],
      [redirectTo(`http://me:secret@127.0.0.1:${platform.port}/`), "bad-request"],
      [redirectTo("http://["), "bad-request"],
    ] as const) {
      platform.handler = handler;
      expect((await refusal(fromPlatform("/0"))).code).toBe(code);
    }
  });
});

describe("what comes back", () => {
  it("is read only up to the limit, announced or not", async () => {
    platform.handler = (_, response) => {
      response.writeHead(200, { "content-length": String(LIMITS.pictureBytes + 1) });
      response.write(jpeg);
    };
    expect(await refusal(fromPlatform("/big"))).toMatchObject({
      code: "too-large",
      message: expect.stringMatching(/^"big" is too large/),
    });

    let sent = 0;
    platform.handler = (_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 0xff);
      const more = () => {
        sent += chunk.length;
        if (!response.destroyed && sent < 10 * LIMITS.pictureBytes) response.write(chunk, more);
      };
      response.writeHead(200);
      more();
    };
    expect((await refusal(fromPlatform("/endless"))).code).toBe("too-large");
    expect(sent).toBeLessThan(2 * LIMITS.pictureBytes);
  });

  it("is judged by its content, not by its name or media type", async () => {
    platform.handler = (_, response) => response.writeHead(200, { "content-type": "text/html" }).end(jpeg);
    expect((await fromPlatform("/page.html")).format).toBe("jpeg");
    platform.handler = (_, response) =>
      response.writeHead(200, { "content-type": "image/jpeg" }).end("<!doctype html><title>Log in</title>");
    expect(await refusal(fromPlatform("/photo.jpg"))).toMatchObject({
      code: "not-a-picture",
      message: expect.stringContaining("web page"),
    });
  });

  it("is called what it is called where it was posted, if that is known", async () => {
    platform.handler = (_, response) => response.end("%PDF-1.7");
    const { message } = await refusal(fromPlatform("/download/my_notes.pdf", { name: "My Notes.pdf" }));
    expect(message).toMatch(/^"My Notes\.pdf" is a PDF/);
  });

  it.each([
    [401, "unreachable", "logged in"],
    [403, "unreachable", "logged in"],
    [404, "not-found", "nothing under that link"],
    [410, "not-found", "nothing under that link"],
    [500, "unreachable", "status 500"],
    [204, "unreachable", "status 204"],
  ])("tells what status %i means", async (status, code, words) => {
    platform.handler = (_, response) => response.writeHead(status).end();
    const error = await refusal(fromPlatform("/x"));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  it("is refused when it breaks off", async () => {
    platform.handler = (_, response) => {
      response.writeHead(200, { "content-length": String(jpeg.length) });
      response.write(jpeg.subarray(0, 100), () => response.destroy());
    };
    expect((await refusal(fromPlatform("/x"))).code).toBe("unreachable");
    platform.handler = (_, response) => response.destroy();
    expect((await refusal(fromPlatform("/x"))).code).toBe("unreachable");
  });
});

describe("waiting", () => {
  const drip: Handler = (_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(Buffer.of(0xff)), 20);
    response.once("close", () => clearInterval(timer));
  };

  it("ends as soon as the asker goes away, before and while it comes", async () => {
    platform.handler = drip;
    expect((await refusal(fromPlatform("/x", { signal: AbortSignal.abort() }))).code).toBe("cancelled");
    expect(platform.asked).toHaveLength(0);
    const stop = new AbortController();
    const closed = new Promise<void>((resolve) => {
      platform.handler = (request, response) => {
        drip(request, response);
        response.once("close", () => resolve());
        setTimeout(() => stop.abort(), 60);
      };
    });
    expect((await refusal(fromPlatform("/x", { signal: stop.signal }))).code).toBe("cancelled");
    await closed;
  });

  it("ends at the deadline, however slowly bytes drip", async () => {
    platform.handler = drip;
    const started = Date.now();
    expect((await refusal(fromPlatform("/x", { timeoutMs: 300 }))).code).toBe("timeout");
    expect(Date.now() - started).toBeGreaterThanOrEqual(290);
  });
});
