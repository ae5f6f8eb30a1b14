import {
  type BaseInteraction,
  type Client,
  Events,
  GatewayDispatchEvents,
  MessageFlags,
  Routes,
} from "discord.js";
import type { InFlight } from "../chat/in-flight.js";
import { answerSentence } from "./answer.js";
import { describe } from "./errors.js";
import { onAutocomplete } from "./listeners/autocomplete.js";
import { onComponent } from "./listeners/component.js";
import { onContextMenu } from "./listeners/context-menu.js";
import { onMessage } from "./listeners/message.js";
import { onModal } from "./listeners/modal.js";
import { onSlashCommand } from "./listeners/slash-command.js";
import { guardPackets, type UnreadableInteraction } from "./packet-guard.js";
import { renderSentence } from "./render/reply.js";
import type { Services } from "./services.js";

const UNREADABLE = "I could not read that; please try again.";

async function onInteraction(interaction: BaseInteraction, services: Services): Promise<void> {
  if (interaction.isAutocomplete()) return onAutocomplete(interaction, services);
  if (interaction.isChatInputCommand()) return onSlashCommand(interaction, services);
  if (interaction.isMessageContextMenuCommand()) return onContextMenu(interaction, services);
  if (interaction.isMessageComponent()) return onComponent(interaction, services);
  if (interaction.isModalSubmit()) return onModal(interaction, services);
  if (interaction.isContextMenuCommand()) return answerSentence(interaction, services, UNREADABLE);
}

/** A refusal past the library, which could not make an interaction of what came. */
async function refuse({ id, token, type }: UnreadableInteraction, { rest, log }: Services): Promise<void> {
  const autocomplete = type === 4;
  const { components } = renderSentence(UNREADABLE);
  const flags = MessageFlags.Ephemeral | MessageFlags.IsComponentsV2;
  const body = autocomplete ? { type: 8, data: { choices: [] } } : { type: 4, data: { components, flags } };
  await rest
    .post(Routes.interactionCallback(id, token), { body, auth: false })
    .catch((thrown: unknown) => log.debug(describe(thrown), "An interaction could not be refused"));
}

/** Ties the client's events to the listeners. Whatever a listener throws is logged, and ends nothing. */
export function listen(client: Client, services: Services, inFlight: InFlight): void {
  const { log, rawMessages } = services;
  const run = (what: string, work: () => Promise<void>) => {
    const done = Promise.resolve()
      .then(work)
      .catch((thrown: unknown) => log.error(describe(thrown), `A Discord ${what} could not be handled`));
    void inFlight.track(done);
  };
  client.on(Events.Raw, (packet: unknown) => rawMessages.remember(packet));
  client.on(Events.InteractionCreate, (interaction) =>
    run("interaction", () => onInteraction(interaction, services)),
  );
  client.ws.on(GatewayDispatchEvents.MessageCreate, (packet: unknown) => {
    run("message", () => onMessage(packet, services));
  });
  guardPackets(client, {
    onUnreadable: (event, thrown) =>
      log.warn(
        { event, error: thrown instanceof Error ? thrown.message : String(thrown) },
        "Discord sent something unreadable",
      ),
    onUnreadableInteraction: (interaction) => run("interaction", () => refuse(interaction, services)),
  });
}
