const COMPONENTS = "https://discord.com/developers/docs/components/reference";
const COMMANDS = "https://discord.com/developers/docs/interactions/application-commands";
const INTERACTIONS = "https://discord.com/developers/docs/interactions/receiving-and-responding";
const MESSAGES = "https://discord.com/developers/docs/resources/message";

/** A number that Discord enforces, and the page that says so. */
interface Limit {
  readonly value: number;
  readonly source: string;
}

const from = (source: string, value: number): Limit => ({ value, source });

/** Everything that Discord limits and this adapter comes near to, with the source of each number. Lengths are in characters. */
export const DISCORD_LIMITS = {
  /** Of one message, nested ones included. */
  components: from(`${COMPONENTS}#what-is-a-component`, 40),
  /** Over all text displays of one message. */
  text: from(`${COMPONENTS}#text-display`, 4000),
  galleryItems: from(`${COMPONENTS}#media-gallery`, 10),
  /** Alt text of a picture in a gallery. */
  alt: from(`${COMPONENTS}#media-gallery-media-gallery-item-structure`, 1024),
  mediaUrl: from(`${COMPONENTS}#unfurled-media-item`, 2048),
  rowButtons: from(`${COMPONENTS}#action-row`, 5),
  buttonLabel: from(`${COMPONENTS}#button-button-structure`, 80),
  customId: from(`${COMPONENTS}#anatomy-of-a-component-custom-id`, 100),
  selectOptions: from(`${COMPONENTS}#string-select-string-select-structure`, 25),
  selectPlaceholder: from(`${COMPONENTS}#string-select-string-select-structure`, 150),
  /** Label, description and value of a select menu's option. */
  selectOptionText: from(`${COMPONENTS}#string-select-select-option-structure`, 100),
  modalTitle: from(`${INTERACTIONS}#interaction-response-object-modal`, 45),
  modalComponents: from(`${INTERACTIONS}#interaction-response-object-modal`, 5),
  modalLabel: from(`${COMPONENTS}#label-label-structure`, 45),
  modalInput: from(`${COMPONENTS}#text-input-text-input-structure`, 4000),
  modalPlaceholder: from(`${COMPONENTS}#text-input-text-input-structure`, 100),
  /** Files of one message. */
  files: from(`${MESSAGES}#create-message`, 10),
  /** Description of an attachment, which is its alt text. */
  attachmentDescription: from(`${MESSAGES}#attachment-object`, 1024),
  /** Bytes of one upload where nothing larger is granted: 10 MiB. */
  uploadBytes: from("https://discord.com/developers/docs/reference#uploading-files", 10 * 1024 * 1024),
  commands: from(`${COMMANDS}#registering-a-command`, 100),
  /** Commands that stand in a message's menu. */
  messageCommands: from(`${COMMANDS}#registering-a-command`, 15),
  commandName: from(`${COMMANDS}#application-command-object-application-command-naming`, 32),
  commandDescription: from(`${COMMANDS}#application-command-object-application-command-structure`, 100),
  /** Names, descriptions and values of one command together. */
  commandText: from(`${COMMANDS}#registering-a-command`, 8000),
  options: from(`${COMMANDS}#application-command-object-application-command-structure`, 25),
  optionText: from(`${COMMANDS}#application-command-object-application-command-option-structure`, 6000),
  choices: from(`${COMMANDS}#autocomplete`, 25),
  choiceText: from(`${COMMANDS}#application-command-object-application-command-option-choice-structure`, 100),
  /** From an interaction to its first answer. */
  acknowledgeMs: from(`${INTERACTIONS}#interaction-callback`, 3000),
  /** From an interaction to the last answer that its token allows. */
  tokenMs: from(`${INTERACTIONS}#followup-messages`, 15 * 60 * 1000),
  /** Messages that one look into a channel's past may fetch. */
  history: from(`${MESSAGES}#get-channel-messages`, 100),
  /** A typing indicator goes out by itself after so long. */
  typingMs: from("https://discord.com/developers/docs/resources/channel#trigger-typing-indicator", 10_000),
} as const satisfies Readonly<Record<string, Limit>>;

/** The number alone. */
export function limit(name: keyof typeof DISCORD_LIMITS): number {
  return DISCORD_LIMITS[name].value;
}
