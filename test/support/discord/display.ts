// Follows Discord's markdown and https://discord.com/developers/docs/reference#message-formatting.
import type { FakeMessage } from './world.ts';

/** Markdown as a reader meets it. */
export interface Displayed {
  readonly words: string;
  /** Addresses that one can follow. */
  readonly links: readonly string[];
  /** Mentions, timestamps and custom emoji: whatever Discord puts something else in the place of. */
  readonly live: readonly string[];
}

/** In the order in which Discord tries them: escape, code, masked link, angle marks, address, everyone. */
const TOKEN =
  /\\(?<escaped>[^0-9A-Za-z\s])|`(?<code>[^`]+)`|\[(?<label>(?:\\.|[^\]\\])*)\]\((?<target>[^\s)]+)\)|(?<angle><(?:@[!&]?|#|a?:\w+:|t:|\/|id:)[^>\s]+>)|(?<url>https?:\/\/[^\s<]+)|(?<ping>@(?:everyone|here))|(?<emoji>:[a-z_]+:)|(?<mark>[*_~|`]|^(?:>>>|>|#{1,3}|-#|[-*]|\d+\.)\s)/gmu;

function display(markdown: string): Displayed {
  const links: string[] = [];
  const live: string[] = [];
  const words = markdown.replace(TOKEN, (...match) => {
    const { escaped, code, label, target, angle, url, ping, emoji } = match.at(-1) as Record<string, string>;
    if (target !== undefined) links.push(target);
    if (url !== undefined) links.push(url);
    const replaced = angle ?? ping ?? emoji;
    if (replaced !== undefined) live.push(replaced);
    if (label !== undefined) return display(label).words;
    return escaped ?? code ?? url ?? replaced ?? '';
  });
  return { words, links, live };
}

/** All of a message, in the order in which Discord shows it. */
export function displayMessage({ content, embeds }: FakeMessage): Displayed {
  const parts = [
    content,
    ...embeds.flatMap(({ title, description, fields = [] }) => [
      title ?? '',
      description ?? '',
      ...fields.flatMap(({ name, value }) => [name, value]),
    ]),
  ].map(display);
  return {
    words: parts.map(({ words }) => words).join('\n'),
    links: parts.flatMap(({ links }) => links),
    live: parts.flatMap(({ live }) => live),
  };
}

export function buttonLabels({ components }: FakeMessage): string[] {
  return components.flatMap((row) => row.components.map(({ label }) => label ?? ''));
}
