import type { Interaction } from "../interaction.js";
import { isObject, number, objects, text } from "../json.js";
import { refuse } from "../refusal.js";
import { checkMessage, FLAGS } from "../rules/message.js";
import { checkModal } from "../rules/modal.js";
import type { State } from "../state.js";
import type { Answer, Call, Route } from "./route.js";

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
const TYPE = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

function allowed(interaction: Interaction): readonly number[] {
  if (interaction.kind === "autocomplete") return [TYPE.choices];
  const shows = [TYPE.message, TYPE.deferred];
  const fromMessage = interaction.source === undefined ? [] : [TYPE.deferredUpdate, TYPE.update];
  return [...shows, ...fromMessage, ...(interaction.kind === "modal" ? [] : [TYPE.modal])];
}

function show(call: Call, interaction: Interaction, state: State): void {
  const data = isObject(call.body.data) ? call.body.data : {};
  const ephemeral = (number(data.flags) & FLAGS.ephemeral) !== 0;
  const fields = checkMessage({ body: data, uploads: call.uploads }, interaction.uploadLimit);
  remember(state, interaction, fields, call, ephemeral);
}

function remember(
  state: State,
  interaction: Interaction,
  fields: ReturnType<typeof checkMessage>,
  { uploads }: Call,
  ephemeral: boolean,
): void {
  const message = state.store(fields, uploads, {
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
  interaction.original = text(message.json.id);
  interaction.ephemeral = ephemeral;
  interaction.messages.push(interaction.original);
  interaction.history.push(message);
}

function acknowledge(call: Call, interaction: Interaction): void {
  const { state, body } = call;
  const data = isObject(body.data) ? body.data : {};
  switch (body.type) {
    case TYPE.message:
      show(call, interaction, state);
      return;
    case TYPE.deferred: {
      if ((number(data.flags) & ~FLAGS.ephemeral) !== 0) {
        throw refuse.form(
          "data.flags",
          "MESSAGE_FLAGS_INVALID",
          "Only EPHEMERAL can be set on a deferred message.",
        );
      }
      interaction.loading = true;
      const ephemeral = (number(data.flags) & FLAGS.ephemeral) !== 0;
      remember(
        state,
        interaction,
        { components: [], flags: FLAGS.loading, attachments: [] },
        call,
        ephemeral,
      );
      return;
    }
    case TYPE.deferredUpdate:
      interaction.original = interaction.source;
      return;
    case TYPE.update: {
      const source = state.messages.get(interaction.source ?? "");
      if (!source) throw refuse.unknownMessage();
      const fields = checkMessage(
        { body: data, uploads: call.uploads },
        interaction.uploadLimit,
        source.json,
      );
      interaction.original = interaction.source;
      interaction.history.push(state.edit(text(source.json.id), fields, call.uploads));
      return;
    }
    case TYPE.choices: {
      const choices = objects(data.choices);
      if (choices.length > 25)
        throw refuse.form("data.choices", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer.");
      for (const [index, { name, value }] of choices.entries()) {
        const wrong = [name, value].some(
          (one) => typeof one === "string" && (one.length < 1 || one.length > 100),
        );
        if (wrong)
          throw refuse.form(`data.choices.${index}`, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100.");
      }
      interaction.choices = choices;
      return;
    }
    default:
      checkModal(data);
      interaction.modal = data;
  }
}

function callback(call: Call): Answer {
  const [id = "", token] = call.params;
  const { state, body } = call;
  const interaction = state.interactions.get(id);
  if (!interaction || interaction.token !== token) throw refuse.unknownInteraction();
  if (interaction.callback !== undefined) throw refuse.acknowledged();
  if (interaction.age > state.acknowledgeMs) throw refuse.unknownInteraction();
  if (!allowed(interaction).includes(number(body.type))) {
    throw refuse.form(
      "type",
      "INTERACTION_CALLBACK_TYPE_INVALID",
      `Type ${String(body.type)} is not allowed here`,
    );
  }
  acknowledge(call, interaction);
  interaction.callback = number(body.type);
  interaction.acknowledgedAfterMs = interaction.age;
  interaction.changed();
  if (call.query.get("with_response") !== "true") return { status: 204 };
  const message = state.messages.get(interaction.original ?? "")?.json;
  return {
    status: 200,
    body: {
      interaction: { id, type: interaction.type },
      ...(message ? { resource: { type: body.type, message } } : {}),
    },
  };
}

export const INTERACTION_ROUTES: readonly Route[] = [
  { method: "POST", path: /^\/interactions\/(\d+)\/([^/]+)\/callback$/, auth: false, handle: callback },
];
