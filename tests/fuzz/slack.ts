import fc from "fast-check";
import type { Json } from "../doubles/slack/check-blocks.js";
import type { SlackDouble } from "../doubles/slack/double.js";
import { waitFor } from "../fixtures/wait-for.js";
import { line } from "./page.js";
import { junk, tampered } from "./tamper.js";

/** One thing that arrives from Slack: a genuine delivery with forged contents, or one that was tampered with. */
export const slackRequest = fc.record({
  kind: fc.constantFrom("command", "post", "press", "view", "shortcut", "event"),
  command: fc.constantFrom("/find", "/similar", "/classify", "/fashion-help", "/nothing"),
  text: line,
  actionId: fc.oneof(
    fc.constantFrom("hb:more", "hb:like", "hb:refine", "hb:labels", "hb:home", "hb:"),
    fc.string({ maxLength: 40 }),
  ),
  value: fc.oneof(fc.string({ maxLength: 200 }), fc.constantFrom("hb1:more:abcdefgh", "hb1:like:abcdefgh:3")),
  bytes: fc.option(fc.uint8Array({ maxLength: 300 })),
  at: fc.nat(),
  junk: fc.option(junk),
});

export type SlackRequest = typeof slackRequest extends fc.Arbitrary<infer T> ? T : never;

/** What Slack itself never leaves out, and without which nobody knows whom to answer. */
const NEEDED = ["type", "token", "api_app_id"];

function payloadOf(slack: SlackDouble, { kind, actionId, value, text }: SlackRequest, user: string): Json {
  const common = {
    trigger_id: slack.trigger(user),
    user: { id: user, username: "anna", name: "anna", team_id: slack.workspace.team },
    team: { id: slack.workspace.team, domain: "shop" },
    channel: { id: "C0PUBLIC00", name: "general" },
    response_url: slack.responseUrl(user, "C0PUBLIC00").url,
  };
  if (kind === "view") {
    const values = { b1: { [actionId]: { type: "plain_text_input", value: text } } };
    const view = { id: "V1", callback_id: actionId, private_metadata: value, state: { values }, blocks: [] };
    return { type: "view_submission", ...common, view };
  }
  if (kind === "shortcut") {
    const message = { type: "message", user, ts: "1.000001", text, files: [{ id: value, mimetype: text }] };
    return { type: "message_action", ...common, callback_id: actionId, message, message_ts: "1.000001" };
  }
  const container = { type: "message", message_ts: "1.000001", channel_id: "C0PUBLIC00" };
  const action = { type: "button", action_id: actionId, block_id: "b1", value, action_ts: "1.000002" };
  return { type: "block_actions", ...common, container, actions: [action] };
}

/** Sends it as somebody new; a command must be answered, everything else at least acknowledged. */
export async function askSlack(
  slack: SlackDouble,
  request: SlackRequest,
  user: string,
  patienceMs: number,
): Promise<string | undefined> {
  const { kind, command, text, at, junk: by } = request;
  if (kind === "command") {
    const { ackedAfterMs } = await slack.command(command, text, { user });
    if (ackedAfterMs === undefined) return `${command} was not acknowledged`;
    // Without a picture, some open a form to put one in.
    const told = () =>
      slack.workspace.answers({ to: user })[0] ?? slack.workspace.views.find((view) => view.user === user);
    return waitFor(told, `answer to ${command} ${JSON.stringify(text)}`, patienceMs).then(
      () => undefined,
      String,
    );
  }
  if (kind === "post") {
    const files =
      request.bytes === null ? [] : [slack.upload(request.bytes, { name: text.slice(0, 80), user })];
    const post = await slack.post({ user, channel: slack.workspace.direct(user), text, files });
    const told = () => slack.workspace.answers({ channel: post.channel })[0];
    // An empty message asks for nothing.
    if (text.trim() === "" && files.length === 0) return undefined;
    return waitFor(told, `answer to the message ${JSON.stringify(text)}`, patienceMs).then(
      () => undefined,
      String,
    );
  }
  const genuine =
    kind === "event" ? { type: "message", user, text, ts: "1.000003" } : payloadOf(slack, request, user);
  const payload = by === null ? genuine : tampered(genuine, at, by, NEEDED);
  const { ackedAfterMs } =
    kind === "event" ? await slack.event(payload) : await slack.interact(String(genuine.type), payload);
  return ackedAfterMs === undefined
    ? `${kind} was not acknowledged: ${JSON.stringify(payload).slice(0, 300)}`
    : undefined;
}
