// Follows https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#usergroup-element-type and
// https://docs.slack.dev/messaging/formatting-message-text#mentioning-groups.
import type { types } from '@slack/bolt';
import { clip } from './text.ts';

interface Rendered {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

const FALLBACK = 4_000;

/** The message with a mention of a user group before its words; as it is where `group` is no user group's id. */
export function mentioning({ text, blocks }: Rendered, group: string | undefined): Rendered {
  if (group === undefined || !/^S[A-Z0-9]{8,}$/.test(group)) return { text, blocks };
  const mention: types.RichTextSection = {
    type: 'rich_text_section',
    elements: [{ type: 'usergroup', usergroup_id: group }],
  };
  return { text: clip(`<!subteam^${group}> ${text}`, FALLBACK), blocks: withFirst(mention, blocks) };
}

/** In the first rich text there is, for a header holds no mention and Slack counts the blocks. */
function withFirst(mention: types.RichTextSection, blocks: types.KnownBlock[]): types.KnownBlock[] {
  const first = blocks.findIndex(({ type }) => type === 'rich_text');
  const block = blocks[first];
  if (block?.type === 'rich_text')
    return blocks.with(first, { ...block, elements: [mention, ...block.elements] });
  const after = blocks[0]?.type === 'header' ? 1 : 0;
  return blocks.toSpliced(after, 0, { type: 'rich_text', elements: [mention] });
}
