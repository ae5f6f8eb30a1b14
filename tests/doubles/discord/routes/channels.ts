import { isObject, type Json, number, objects, text } from "../json.js";
import { refuse } from "../refusal.js";
import { checkMessage, FLAGS } from "../rules/message.js";
import type { Channel, State } from "../state.js";
import type { Answer, Call, Route } from "./route.js";

const UPLOAD_BYTES = 10 * 1024 * 1024;

function channelOf({ params, state }: Call): Channel {
  const channel = state.channels.get(params[0] ?? "");
  if (!channel) throw refuse.unknownChannel();
  if (!channel.open) throw refuse.missingAccess();
  return channel;
}

/** Without the privileged intent the contents of a message are empty unless it is to, from or about the bot. */
export function asSeen(message: Json, channel: Channel, state: State): Json {
  const author = isObject(message.author) ? message.author.id : undefined;
  const mentioned = objects(message.mentions).some(({ id }) => id === state.botId);
  if (channel.guildId === undefined || author === state.botId || mentioned) return message;
  const snapshots = message.message_snapshots === undefined ? {} : { message_snapshots: [] };
  return { ...message, content: "", attachments: [], embeds: [], components: [], ...snapshots };
}

function create(call: Call): Answer {
  const channel = channelOf(call);
  const { body, state } = call;
  if (channel.locked) throw refuse.threadArchived();
  if (channel.userId !== undefined && state.unreachableUsers.has(channel.userId))
    throw refuse.noDirectMessages();
  const nonce = body.enforce_nonce === true ? `${channel.id} ${text(body.nonce)}` : undefined;
  const known = nonce === undefined ? undefined : state.nonces.get(nonce);
  if (known !== undefined) return { status: 200, body: state.messages.get(known)?.json };
  if (text(body.nonce).length > 25)
    throw refuse.form("nonce", "NONCE_TYPE_TOO_LONG", "Must be 25 or fewer in length.");
  const reference = isObject(body.message_reference) ? body.message_reference : undefined;
  if (
    reference &&
    reference.fail_if_not_exists !== false &&
    !state.messages.has(text(reference.message_id))
  ) {
    throw refuse.form("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message");
  }
  if (reference && channel.lacks.includes("read-history")) throw refuse.unreadableReply();
  if (call.uploads.length > 0 && channel.lacks.includes("attach-files")) throw refuse.missingPermissions();
  const fields = checkMessage(call, UPLOAD_BYTES);
  const message = state.store(fields, call.uploads, {
    channelId: channel.id,
    ephemeral: false,
    extra: reference ? { message_reference: { channel_id: channel.id, ...reference } } : {},
  });
  if (nonce !== undefined) state.nonces.set(nonce, text(message.json.id));
  return { status: 200, body: message.json };
}

function list(call: Call): Answer {
  const channel = channelOf(call);
  const asked = Number(call.query.get("limit") ?? 50);
  if (!(asked >= 1 && asked <= 100)) throw refuse.form("limit", "NUMBER_TYPE_MAX", "1 to 100");
  if (channel.lacks.includes("read-history")) return { status: 200, body: [] };
  const messages = [...call.state.messages.values()]
    .map(({ json }) => json)
    .filter(({ channel_id, flags }) => channel_id === channel.id && (number(flags) & FLAGS.ephemeral) === 0)
    .sort((a, b) => (BigInt(text(a.id)) < BigInt(text(b.id)) ? 1 : -1));
  return { status: 200, body: messages.slice(0, asked).map((one) => asSeen(one, channel, call.state)) };
}

function read(call: Call): Answer {
  const channel = channelOf(call);
  if (channel.lacks.includes("read-history")) throw refuse.missingPermissions();
  const message = call.state.messageIn(channel.id, call.params[1] ?? "");
  if (!message) throw refuse.unknownMessage();
  return { status: 200, body: asSeen(message.json, channel, call.state) };
}

function type(call: Call): Answer {
  call.state.typing.push({ channelId: channelOf(call).id, at: call.state.clock.now() });
  return { status: 204 };
}

function openDirect({ body, state }: Call): Answer {
  const channel = state.directChannel(text(body.recipient_id));
  return { status: 200, body: { id: channel.id, type: 1, recipients: [{ id: channel.userId }] } };
}

export const CHANNEL_ROUTES: readonly Route[] = [
  { method: "POST", path: /^\/channels\/(\d+)\/messages$/, auth: true, handle: create },
  { method: "GET", path: /^\/channels\/(\d+)\/messages$/, auth: true, handle: list },
  { method: "GET", path: /^\/channels\/(\d+)\/messages\/(\d+)$/, auth: true, handle: read },
  { method: "POST", path: /^\/channels\/(\d+)\/typing$/, auth: true, handle: type },
  { method: "POST", path: /^\/users\/@me\/channels$/, auth: true, handle: openDirect },
];
