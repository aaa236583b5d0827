/** What Slack takes, in characters or in parts, by the page of https://docs.slack.dev/reference that says so. */
export const LIMITS = {
  /** methods/chat.postMessage: a longer one is cut; in practice 4,000 is advised. */
  text: 40_000,
  /** block-kit/blocks */
  blocks: 50,
  blockId: 255,
  /** All blocks together; Slack publishes no number, and refuses from about here on. */
  allBlocks: 13_200,
  /** block-kit/blocks/header-block */
  header: 150,
  /** block-kit/blocks/section-block */
  section: 3_000,
  fields: 10,
  field: 2_000,
  /** block-kit/blocks/context-block and block-kit/composition-objects/text-object */
  contextElements: 10,
  context: 3_000,
  /** block-kit/blocks/actions-block and block-kit/block-elements/button-element */
  actions: 25,
  buttonText: 75,
  buttonValue: 2_000,
  actionId: 255,
  url: 3_000,
} as const;
