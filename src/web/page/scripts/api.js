// @ts-check
/** @import { AboutMessage, AnswerEvent, ReplyMessage, SuggestionMessage } from "../../protocol.js" */

/** @param {string} text @returns {ReplyMessage} */
export function apology(text) {
  return { kind: "error", text, chips: [], hits: [], labels: [], actions: [] };
}

const GONE = "The shop does not answer. Is it still running? Start it with npm start, then ask again.";
const CUT_OFF = "The answer was cut off on its way; please ask again.";

const LOGGED_OUT = "You had to log in anew; please ask again.";

/** @param {Response} response @returns {boolean} whether the shop asks for its token */
function leaveIfShut({ status }) {
  if (status === 401) location.assign("/login");
  return status === 401;
}

/**
 * Why there is no answer: in the shop's own words, which are plain text; a proxy in front of it sends pages.
 *
 * @param {Response} response
 */
async function refusal(response) {
  const own = response.headers.get("content-type")?.startsWith("text/plain") && (await response.text());
  if (own) return own;
  return response.status === 413
    ? "That is too large for the way to the shop: try a smaller picture."
    : `Something on the way to the shop answered in its place (${response.status}); please ask again in a moment.`;
}

/**
 * Why a request failed. One with a file that cannot be read never leaves the browser.
 *
 * @param {FormData | object} body
 */
async function failure(body) {
  for (const picture of body instanceof FormData ? body.getAll("picture") : []) {
    if (typeof picture === "string") continue;
    const readable = picture
      .slice(0, 1)
      .arrayBuffer()
      .then(() => true);
    if (!(await readable.catch(() => false))) {
      return `"${picture.name}" cannot be read: a folder's pictures have to be chosen themselves, a moved file anew.`;
    }
  }
  return GONE;
}

/**
 * The events of an answer, one JSON document a line.
 *
 * @param {Response} response
 * @returns {AsyncGenerator<AnswerEvent>}
 */
async function* events(response) {
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line) yield JSON.parse(line);
  }
}

/**
 * Sends a question and waits for its answer. Never rejects: what goes wrong is a reply of kind `error`.
 *
 * @param {string} path
 * @param {FormData | object} body
 * @param {AbortSignal} signal
 * @param {(command: string) => void} onThinking called once the server has taken the question
 * @returns {Promise<ReplyMessage>}
 */
async function send(path, body, signal, onThinking) {
  try {
    const json = !(body instanceof FormData);
    const response = await fetch(path, {
      method: "POST",
      signal,
      body: json ? JSON.stringify(body) : body,
      headers: json ? { "content-type": "application/json" } : {},
    });
    if (leaveIfShut(response)) return apology(LOGGED_OUT);
    if (!response.headers.get("content-type")?.startsWith("application/x-ndjson")) {
      return apology(await refusal(response));
    }
    let reply = apology(CUT_OFF);
    for await (const event of events(response)) {
      if (event.type === "reply") reply = event.reply;
      else onThinking(event.command);
    }
    return reply;
  } catch {
    return apology(signal.aborted ? "Stopped." : await failure(body));
  }
}

/**
 * @param {string} line
 * @param {readonly File[]} pictures
 * @param {string | undefined} session of the answer that the line may go on from
 * @param {AbortSignal} signal
 * @param {(command: string) => void} onThinking
 */
export function ask(line, pictures, session, signal, onThinking) {
  const form = new FormData();
  form.set("line", line);
  if (session) form.set("session", session);
  for (const picture of pictures) form.append("picture", picture, picture.name);
  return send("/api/ask", form, signal, onThinking);
}

/**
 * @param {string} action
 * @param {string | undefined} words
 * @param {AbortSignal} signal
 * @param {(command: string) => void} onThinking
 */
export function act(action, words, signal, onThinking) {
  return send("/api/act", { action, words }, signal, onThinking);
}

/** @returns {Promise<AboutMessage>} */
export async function about() {
  const response = await fetch("/api/about");
  leaveIfShut(response);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/**
 * @param {string} line what is typed, up to the caret
 * @param {AbortSignal} signal
 * @returns {Promise<readonly SuggestionMessage[]>} none when the server is away: completion is a convenience
 */
export async function suggestions(line, signal) {
  try {
    const response = await fetch(`/api/complete?${new URLSearchParams({ line })}`, { signal });
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}
