// Follows https://discord.com/developers/docs/resources/channel#forum-tag-object and #modify-channel.
import type { GuildForumTag, ThreadOnlyChannel } from 'discord.js';
import { isRefusal } from './faults.ts';
import { oneLine, shortenPlain } from './text.ts';

const NAME = 20;
/** How many tags a forum may have, and a post. */
const OF_FORUM = 20;
const OF_POST = 5;
const MISSING_PERMISSIONS = 50013;

/**
 * The ids of a forum's tags of these names, in whatever case. Those that it lacks are made, which needs
 * Manage Channels; where the bot may not, the post goes without them.
 */
export async function tagIds(forum: ThreadOnlyChannel, names: readonly string[]): Promise<string[]> {
  const wanted = [...new Map(names.map(cut).map((name) => [name.toLowerCase(), name])).values()];
  const lacking = wanted.filter((name) => name !== '' && !forum.availableTags.some(named(name)));
  const tags = lacking.length === 0 ? forum.availableTags : await withTags(forum, lacking);
  return wanted.flatMap((name) => tags.find(named(name))?.id ?? []).slice(0, OF_POST);
}

async function withTags(forum: ThreadOnlyChannel, lacking: readonly string[]): Promise<GuildForumTag[]> {
  const known = forum.availableTags;
  const made = lacking.slice(0, Math.max(0, OF_FORUM - known.length));
  if (made.length === 0) return known;
  try {
    return (await forum.setAvailableTags([...known, ...made.map((name) => ({ name }))])).availableTags;
  } catch (error) {
    if (isRefusal(error, MISSING_PERMISSIONS)) return known;
    throw error;
  }
}

function cut(name: string): string {
  return shortenPlain(oneLine(name).trim(), NAME);
}

function named(name: string): (tag: GuildForumTag) => boolean {
  return (tag) => cut(tag.name).toLowerCase() === name.toLowerCase();
}
