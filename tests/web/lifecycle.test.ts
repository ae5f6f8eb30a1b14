import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLogger } from "../../src/log.js";
import { createMetrics } from "../../src/metrics.js";
import { createWebAdapter } from "../../src/web/adapter.js";
import { shopWindow } from "../../src/web/shop-window.js";
import { eventsOf, form, openShopServer, type ShopServer } from "./shop-server.js";

let server: ShopServer;
beforeAll(async () => {
  server = await openShopServer();
});
afterAll(() => server.close());

function another(port: number, portGiven: boolean) {
  const health = () => ({ status: "ok", adapters: {} }) as const;
  return createWebAdapter(
    { host: "127.0.0.1", port, portGiven, token: undefined },
    {
      chat: server.chat,
      window: shopWindow(() => server.shop),
      health,
      metrics: createMetrics(),
      log: createLogger("silent"),
    },
  );
}

const portOf = (url: string) => Number(new URL(url).port);
const soon = () => AbortSignal.timeout(500);

async function occupy(): Promise<{ port: number; blocker: Server }> {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
  const address = blocker.address();
  return { port: typeof address === "object" && address ? address.port : 0, blocker };
}

describe("the port", () => {
  test("is the next free one when the default is taken", async () => {
    const { port, blocker } = await occupy();
    const adapter = another(port, false);
    await adapter.start();
    expect(adapter.status().state).toBe("up");
    expect(portOf(adapter.status().detail)).toBeGreaterThan(port);
    await adapter.stop(soon());
    blocker.close();
  });

  test("that was asked for is waited for, with a sentence, and taken once it is free", async () => {
    const { port, blocker } = await occupy();
    const adapter = another(port, true);
    await adapter.start();
    expect(adapter.status()).toMatchObject({
      state: "down",
      detail: expect.stringContaining(`port ${port} is taken`),
    });
    await new Promise((resolve) => blocker.close(resolve));
    await expect.poll(() => adapter.status().state, { timeout: 8000 }).toBe("up");
    expect(portOf(adapter.status().detail)).toBe(port);
    await adapter.stop(soon());
    expect(adapter.status().state).toBe("stopped");
  });

  test("is not opened any more once it was stopped while waiting", async () => {
    const { port, blocker } = await occupy();
    const adapter = another(port, true);
    await adapter.start();
    await adapter.stop(soon());
    await new Promise((resolve) => blocker.close(resolve));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  });
});

describe("stopping", () => {
  test("finishes what is in flight, takes nothing new, and does not wait for idle connections", async () => {
    const adapter = another(0, true);
    await adapter.start();
    const url = adapter.status().detail;
    await (await fetch(`${url}/api/about`)).text();
    const begun = await Promise.all(
      Array.from({ length: 5 }, (_, at) =>
        fetch(`${url}/api/ask`, { method: "POST", body: form(`/find coat number ${at}`) }),
      ),
    );
    const answers = begun.map(eventsOf);
    await adapter.stop(AbortSignal.timeout(5000));
    for (const events of await Promise.all(answers)) {
      expect(events.map(({ type }) => type)).toEqual(["thinking", "reply"]);
      expect(events.at(-1)).toMatchObject({ reply: { kind: "answer" } });
    }
    await expect(fetch(`${url}/api/about`)).rejects.toThrow();
  });

  test("apologises for what cannot be waited for", async () => {
    const adapter = createWebAdapter(
      { host: "127.0.0.1", port: 0, portGiven: true, token: undefined },
      {
        chat: { ...about(server), handle: stalled(server) },
        window: shopWindow(() => server.shop),
        health: () => ({ status: "ok", adapters: {} }),
        metrics: createMetrics(),
        log: createLogger("silent"),
      },
    );
    await adapter.start();
    const begun = await fetch(`${adapter.status().detail}/api/ask`, {
      method: "POST",
      body: form("/find coat"),
    });
    const asked = eventsOf(begun);
    await adapter.stop(AbortSignal.timeout(100));
    expect((await asked).at(-1)).toMatchObject({
      type: "reply",
      reply: { kind: "error", text: expect.stringContaining("being restarted") },
    });
  });
});

function about({ chat }: ShopServer): ShopServer["chat"] {
  return {
    commands: chat.commands,
    about: () => chat.about(),
    load: () => chat.load(),
    complete: () => [],
    handle: (request) => chat.handle(request),
    act: (request) => chat.act(request),
    follow: (request) => chat.follow(request),
  };
}

/** The chat's own `handle`, with a picture that arrives only when the asker has gone: the longest wait there can be. */
function stalled({ chat }: ShopServer): ShopServer["chat"]["handle"] {
  return (request) =>
    chat.handle({
      ...request,
      pictures: [
        {
          name: "never.jpg",
          load: (signal) =>
            new Promise((_, reject) =>
              signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
            ),
        },
      ],
    });
}
