import type { webApi } from "@slack/bolt";
import type { Logger } from "../log.js";
import { HOUSE } from "./limits.js";
import type { OwnHosts } from "./own-hosts.js";
import { pause } from "./pause.js";

type SlackFetch = NonNullable<webApi.WebClientOptions["fetch"]>;
type Init = NonNullable<Parameters<SlackFetch>[1]>;

/** Slack limits a method per workspace, and posting per channel: what one lane must wait for holds up no other. */
function laneOf(url: URL, init: Init): string {
  const token = init.headers?.Authorization ?? "";
  const channel = typeof init.body === "string" ? (new URLSearchParams(init.body).get("channel") ?? "") : "";
  return `${token} ${url.pathname} ${channel}`;
}

function retryAfterMs(header: string | null): number | undefined {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** The token stays home: an address that is not Slack's own gets the request without it. */
function withoutToken(init: Init): Init {
  const headers = Object.entries(init.headers ?? {}).filter(
    ([name]) => name.toLowerCase() !== "authorization",
  );
  return { ...init, headers: Object.fromEntries(headers) };
}

/** Our word, in the place of Slack's, for a call that may have been carried out or not. */
export const UNANSWERED = "no_answer_in_time";

/** Calls that say something: made twice, they would say it twice. */
const SAYING = new Set(["chat.postMessage", "chat.postEphemeral", "files.completeUploadExternal"]);

function isTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === "TimeoutError";
}

const methodOf = (url: URL): string => url.pathname.split("/").at(-1) ?? "";

/**
 * The fetch under every call to Slack. The SDK stops a client's whole queue at a 429; here only the lane that Slack
 * limited waits for its `Retry-After`, and the SDK sees the answer that comes after. Never follows a redirect.
 * The SDK calls again after every failure; what said something and got no answer in time is not said again.
 * @param stopping ends every wait
 * @param callMs milliseconds for one attempt
 */
export function createSlackFetch(
  hosts: OwnHosts,
  log: Logger,
  stopping: AbortSignal,
  callMs: number = HOUSE.callMs,
): SlackFetch {
  const blockedUntil = new Map<string, number>();

  async function waitFor(lane: string): Promise<void> {
    const until = blockedUntil.get(lane);
    if (until === undefined) return;
    await pause(until - Date.now(), stopping);
    if (blockedUntil.get(lane) === until) blockedUntil.delete(lane);
  }

  async function once(url: URL, init: Init) {
    const deadline = AbortSignal.timeout(callMs);
    const signal = init.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
    try {
      return await fetch(url, { ...init, redirect: "error", signal });
    } catch (thrown) {
      if (!isTimeout(thrown) || !SAYING.has(methodOf(url))) throw thrown;
      log.warn({ method: methodOf(url) }, "Slack did not answer in time; the call may have been carried out");
      return Response.json({ ok: false, error: UNANSWERED });
    }
  }

  return async (address, init = {}) => {
    const url = new URL(address);
    const safe = hosts.owns(url) ? init : withoutToken(init);
    const lane = laneOf(url, init);
    for (let attempt = 1; ; attempt += 1) {
      await waitFor(lane);
      const answer = await once(url, safe);
      if (answer.status !== 429) return answer;
      const ms = retryAfterMs(answer.headers.get("retry-after"));
      const last = attempt >= HOUSE.rateLimitAttempts || ms === undefined || ms > HOUSE.retryAfterMs;
      if (last || stopping.aborted) return answer;
      log.info({ method: methodOf(url), retryAfterMs: ms }, "Slack limits the rate; waiting");
      await answer.body?.cancel();
      // A little later than asked, each at another moment, so that those who waited do not come back as one crowd.
      blockedUntil.set(lane, Date.now() + ms + Math.random() * 250);
    }
  };
}
