const BLOCKS = "https://docs.slack.dev/reference/block-kit/blocks";
const ELEMENTS = "https://docs.slack.dev/reference/block-kit/block-elements";

interface Limit {
  readonly value: number;
  /** Where Slack says so. */
  readonly source: string;
}

/** What Slack refuses beyond. Texts are counted in UTF-16 units after escaping, which is never less than Slack counts. */
export const SLACK = {
  messageBlocks: { value: 50, source: BLOCKS },
  viewBlocks: { value: 100, source: BLOCKS },
  /** The `text` beside blocks, which notifications and screen readers use. Slack asks for 4,000 and cuts at 40,000. */
  messageText: { value: 4000, source: "https://docs.slack.dev/reference/methods/chat.postMessage" },
  sectionText: { value: 3000, source: `${BLOCKS}/section-block` },
  sectionFields: { value: 10, source: `${BLOCKS}/section-block` },
  fieldText: { value: 2000, source: `${BLOCKS}/section-block` },
  headerText: { value: 150, source: `${BLOCKS}/header-block` },
  contextElements: { value: 10, source: `${BLOCKS}/context-block` },
  contextText: {
    value: 3000,
    source: "https://docs.slack.dev/reference/block-kit/composition-objects/text-object",
  },
  actionsElements: { value: 25, source: `${BLOCKS}/actions-block` },
  imageAlt: { value: 2000, source: `${BLOCKS}/image-block` },
  imageTitle: { value: 2000, source: `${BLOCKS}/image-block` },
  imageUrl: { value: 3000, source: `${BLOCKS}/image-block` },
  inputLabel: { value: 2000, source: `${BLOCKS}/input-block` },
  inputHint: { value: 2000, source: `${BLOCKS}/input-block` },
  blockId: { value: 255, source: BLOCKS },
  actionId: { value: 255, source: ELEMENTS },
  buttonText: { value: 75, source: `${ELEMENTS}/button-element` },
  buttonValue: { value: 2000, source: `${ELEMENTS}/button-element` },
  accessibilityLabel: { value: 75, source: `${ELEMENTS}/button-element` },
  inputText: { value: 3000, source: `${ELEMENTS}/plain-text-input-element` },
  placeholder: { value: 150, source: `${ELEMENTS}/plain-text-input-element` },
  inputFiles: { value: 10, source: `${ELEMENTS}/file-input-element` },
  radioOptions: { value: 10, source: `${ELEMENTS}/radio-button-group-element` },
  optionText: {
    value: 75,
    source: "https://docs.slack.dev/reference/block-kit/composition-objects/option-object",
  },
  optionValue: {
    value: 150,
    source: "https://docs.slack.dev/reference/block-kit/composition-objects/option-object",
  },
  viewTitle: { value: 24, source: "https://docs.slack.dev/reference/views/modal-views" },
  viewSubmit: { value: 24, source: "https://docs.slack.dev/reference/views/modal-views" },
  privateMetadata: { value: 3000, source: "https://docs.slack.dev/reference/views/modal-views" },
  callbackId: { value: 255, source: "https://docs.slack.dev/reference/views/modal-views" },
  /** Milliseconds in which a delivery must be acknowledged, and in which a `trigger_id` opens a modal. */
  acknowledgeMs: { value: 3000, source: "https://docs.slack.dev/interactivity/handling-user-interaction" },
  /** Uses of one `response_url`, within `responseUrlMs`. */
  responseUrlUses: { value: 5, source: "https://docs.slack.dev/interactivity/handling-user-interaction" },
  responseUrlMs: {
    value: 30 * 60_000,
    source: "https://docs.slack.dev/interactivity/handling-user-interaction",
  },
  /** Slack delivers an event again at once, after a minute and after five; with delayed events for a day. */
  redeliveryMs: { value: 24 * 60 * 60_000, source: "https://docs.slack.dev/apis/events-api" },
} as const satisfies Record<string, Limit>;

/** Our own, within Slack's. */
export const HOUSE = {
  /** Deliveries and posts that are remembered so that none is answered twice. */
  rememberedDeliveries: 20_000,
  /** One attempt at a Web API call. */
  callMs: 30_000,
  /** Attempts at a call that Slack answers with 429 before it counts as failed. */
  rateLimitAttempts: 8,
  /** A longer `Retry-After` than this is given up on. */
  retryAfterMs: 120_000,
  /** From opening a socket to Slack's hello. */
  helloMs: 15_000,
  /** Results stay this long on the home page of somebody who leaves it and comes back. */
  homeResultsMs: 60 * 60_000,
  reconnectMs: { first: 1_000, longest: 60_000 },
  /** After the deadline of a stop: for the last apologies. */
  apologyMs: 2_000,
} as const;
