// Follows https://docs.slack.dev/reference/block-kit/blocks and
// https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments: what apps write messages with.

/** The words of a message as Slack writes them; of an app's that has no text, those of its blocks or attachments. */
export function wordsOf({ text, blocks, attachments }: Record<string, unknown>): string {
  if (typeof text === 'string' && text.trim() !== '') return text;
  return [...wordsIn(blocks), ...wordsIn(attachments)].join('\n');
}

/** Where blocks, their parts and attachments keep words, in the order in which they are read. */
const PLACES = ['pretext', 'title', 'text', 'fields', 'value', 'elements', 'blocks'] as const;

function wordsIn(node: unknown): string[] {
  if (typeof node === 'string') return node === '' ? [] : [node];
  if (Array.isArray(node)) return node.flatMap(wordsIn);
  if (typeof node !== 'object' || node === null) return [];
  const parts = PLACES.flatMap((place) => (place in node ? wordsIn(node[place as keyof typeof node]) : []));
  // The parts of one sentence are read as one.
  if ('type' in node && /^rich_text_(section|quote|preformatted)$/.test(String(node.type)))
    return [parts.join('')];
  return parts;
}
