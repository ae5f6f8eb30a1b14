import { type App, SocketModeReceiver, type webApi } from "@slack/bolt";
import { z } from "zod";
import type { Logger } from "../log.js";
import { boltLogger } from "./bolt-log.js";
import type { Connection, Loss } from "./connection.js";
import { HOUSE } from "./limits.js";
import { ENVELOPE } from "./listeners/once-only.js";
import { pause } from "./pause.js";
import { failureWords } from "./slack-error.js";

export interface SocketOptions {
  readonly appToken: string;
  readonly clientOptions: webApi.WebClientOptions;
  readonly log: Logger;
}

const farewellSchema = z.object({ type: z.literal("disconnect") });
const envelopeSchema = z.object({ envelope_id: z.string().min(1) });

type SocketClient = SocketModeReceiver["client"];

/** Milliseconds without a pong after which a socket counts as dead. */
const PONG_MS = 15_000;
/** Between looks at whether the socket still stands: the SDK waits up to 30 s for a peer that vanished. */
const LOOK_MS = 1000;
const CLOSE_MS = 1000;

/** Slack wants to renew this connection: it sends this some seconds before it closes the socket itself. */
function isFarewell(data: unknown): boolean {
  if (typeof data !== "string" || !data.includes('"disconnect"')) return false;
  try {
    return farewellSchema.safeParse(JSON.parse(data)).success;
  } catch {
    return false;
  }
}

/**
 * Stands between socket and SDK. The SDK handles a message in an async function that nobody waits for, so that a
 * malformed one would end the process; and it hangs up at Slack's farewell before there is another connection, so that
 * what people ask in between would be lost.
 */
function guardMessages(client: SocketClient, log: Logger, onFarewell: () => void): void {
  const handlers = client.listeners("ws_message");
  client.removeAllListeners("ws_message");
  client.on("ws_message", (...args: unknown[]) => {
    if (isFarewell(args[0])) return onFarewell();
    for (const handle of handlers) {
      Promise.resolve()
        .then(() => Reflect.apply(handle, client, args))
        .catch((thrown) =>
          log.warn({ reason: failureWords(thrown) }, "A message on the socket made no sense"),
        );
    }
  });
}

function standing(client: SocketClient): boolean {
  return client.websocket?.isActive() ?? false;
}

function lossOf(client: SocketClient, farewell: Promise<void>): Promise<Loss> {
  return new Promise((resolve) => {
    farewell.then(() => lost("Slack renews the connection", true));
    const lost = (reason: string, planned = false) => {
      clearInterval(look);
      resolve({ reason, planned });
    };
    const look = setInterval(() => {
      if (!standing(client)) lost("the socket is closing");
    }, LOOK_MS);
    look.unref();
    client.once("disconnected", () => lost("the socket was closed"));
  });
}

async function disconnect(client: SocketClient): Promise<void> {
  const done = client.disconnect().catch(() => {});
  await Promise.race([done, pause(CLOSE_MS, new AbortController().signal)]);
}

/**
 * Opens one Socket Mode connection and lets the app receive from it. The SDK's own reconnecting is off: it gives up
 * with an unhandled rejection when Slack cannot be reached, and waits five seconds before every try.
 * Fails when Slack refuses the token, cannot be reached, or does not say hello in time.
 */
export async function openSocket(
  app: App,
  { appToken, clientOptions, log }: SocketOptions,
): Promise<Connection> {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    autoReconnectEnabled: false,
    clientPingTimeout: PONG_MS,
    installerOptions: { clientOptions: { ...clientOptions, retryConfig: { retries: 0 } } },
    customPropertiesExtractor: (envelope: unknown) => {
      const { data } = envelopeSchema.safeParse(envelope);
      return data ? { [ENVELOPE]: data.envelope_id } : {};
    },
    // What cannot be processed now cannot be processed later either: acknowledged, so that it does not come again.
    processEventErrorHandler: async ({ error, event }) => {
      log.warn({ reason: failureWords(error) }, "A delivery could not be processed");
      await event.ack().catch(() => {});
      return false;
    },
  });
  const { client } = receiver;
  const farewell = new Promise<void>((resolve) => guardMessages(client, log, resolve));
  receiver.init(app);
  const waited = new AbortController();
  try {
    const late = pause(HOUSE.helloMs, waited.signal).then(() => {
      throw new Error("Slack did not say hello in time");
    });
    await Promise.race([receiver.start(), late]);
  } catch (thrown) {
    await disconnect(client);
    throw thrown ?? new Error("Slack closed the socket before its hello");
  } finally {
    waited.abort();
  }
  return { lost: lossOf(client, farewell), close: () => disconnect(client) };
}
