import type { Interaction } from "../interaction.js";
import { number, text } from "../json.js";
import { refuse } from "../refusal.js";
import { checkMessage, FLAGS } from "../rules/message.js";
import type { Answer, Call, Route } from "./route.js";

/** https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages */
const TOKEN_MS = 15 * 60 * 1000;

function interactionOf({ params, state }: Call): Interaction {
  const [application, token = ""] = params;
  const interaction = state.interactionByToken(token);
  if (!interaction || application !== state.applicationId) throw refuse.unknownWebhook();
  if (interaction.age > TOKEN_MS) throw refuse.expiredToken();
  if (interaction.callback === undefined) throw refuse.unknownWebhook();
  return interaction;
}

function messageId(call: Call, interaction: Interaction): string {
  const asked = call.params[2] ?? "@original";
  const id = asked === "@original" ? interaction.original : asked;
  const mine = id !== undefined && (interaction.messages.includes(id) || id === interaction.source);
  if (id === undefined || !mine || interaction.deleted.has(id) || !call.state.messages.has(id)) {
    throw refuse.unknownMessage();
  }
  return id;
}

function edit(call: Call): Answer {
  const interaction = interactionOf(call);
  const id = messageId(call, interaction);
  const before = call.state.messages.get(id)?.json;
  // A message that is still loading is empty: what fills it is judged as a new one.
  const isLoading = (number(before?.flags) & FLAGS.loading) !== 0;
  const fields = checkMessage(call, interaction.uploadLimit, isLoading ? undefined : before);
  const message = call.state.edit(id, fields, call.uploads);
  if (id === interaction.original) interaction.loading = false;
  interaction.history.push(message);
  interaction.changed();
  return { status: 200, body: message.json };
}

function followUp(call: Call): Answer {
  const interaction = interactionOf(call);
  const { state } = call;
  // "This endpoint will function as Edit Original Interaction Response … The ephemeral flag will be ignored."
  if (
    interaction.loading &&
    interaction.original !== undefined &&
    !interaction.deleted.has(interaction.original)
  ) {
    return edit({ ...call, params: [...call.params.slice(0, 2), "@original"] });
  }
  const ephemeral = (number(call.body.flags) & FLAGS.ephemeral) !== 0;
  const fields = checkMessage(call, interaction.uploadLimit);
  const message = state.store(fields, call.uploads, {
    channelId: interaction.channelId,
    ephemeral,
    extra: {
      interaction_metadata: {
        id: interaction.id,
        type: interaction.type,
        user: { id: interaction.userId },
        authorizing_integration_owners: {},
      },
    },
  });
  interaction.messages.push(text(message.json.id));
  interaction.history.push(message);
  interaction.changed();
  return { status: 200, body: message.json };
}

function remove(call: Call): Answer {
  const interaction = interactionOf(call);
  const id = messageId(call, interaction);
  interaction.deleted.add(id);
  call.state.messages.delete(id);
  interaction.changed();
  return { status: 204 };
}

function read(call: Call): Answer {
  return { status: 200, body: call.state.messages.get(messageId(call, interactionOf(call)))?.json };
}

const MESSAGE = /^\/webhooks\/(\d+)\/([^/]+)\/messages\/([^/]+)$/;

export const WEBHOOK_ROUTES: readonly Route[] = [
  { method: "POST", path: /^\/webhooks\/(\d+)\/([^/]+)$/, auth: false, handle: followUp },
  { method: "PATCH", path: MESSAGE, auth: false, handle: edit },
  { method: "DELETE", path: MESSAGE, auth: false, handle: remove },
  { method: "GET", path: MESSAGE, auth: false, handle: read },
];
