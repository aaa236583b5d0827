import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { message } from '../../src/model/message.ts';
import { createTestDesk, type TestDesk } from '../support/discord/desk.ts';
import { type DiscordHarness, openDiscord } from '../support/discord/harness.ts';
import type { FakeTag } from '../support/discord/world.ts';
import { sending } from '../support/sending.ts';

describe('a forum on Discord', () => {
  let desk: TestDesk;
  let harness: DiscordHarness;
  let forum: string;
  beforeEach(async () => {
    desk = createTestDesk([]);
    harness = await openDiscord(desk);
    forum = harness.discord.world.forum.id;
  });
  afterEach(() => harness.stop());

  /** Gives the forum tags, as its moderators would. */
  async function provide(names: readonly string[]): Promise<FakeTag[]> {
    const { world, gateway } = harness.discord;
    world.forum.available_tags = names.map((name) => ({
      id: world.newId(),
      name,
      moderated: false,
      emoji_id: null,
      emoji_name: null,
    }));
    gateway.dispatch('CHANNEL_UPDATE', { ...world.forum });
    await gateway.settle();
    return world.forum.available_tags;
  }

  /** The names of a post's tags. */
  function tagsOf(post: string): string[] {
    const { channels, forum: parent } = harness.discord.world;
    const names = new Map(parent.available_tags?.map(({ id, name }) => [id, name]));
    return (channels.get(post)?.applied_tags ?? []).map((id) => names.get(id) ?? '?');
  }

  function contents(channel: string): string[] {
    return (harness.discord.world.messages.get(channel) ?? []).map(({ content }) => content);
  }

  it('gets a post for a message, which is its own thread', async () => {
    const { chat, discord } = harness;
    const { world } = discord;
    const buttons = [{ label: 'No', invocation: '/claims reject letter i1', style: 'plain' }] as const;
    const words = message('The letter', [{ kind: 'text', text: 'First report' }], buttons);
    const ref = await chat.post(forum, { ...words, mention: world.role.id }, sending('k1'));
    expect(world.channels.get(ref)).toMatchObject({ name: 'The letter', parent_id: forum });
    expect(world.messages.get(ref)).toMatchObject([
      { id: ref, mention_roles: [world.role.id], embeds: [{ description: 'First report' }] },
    ]);
    expect(await chat.openThread(forum, ref, 'The letter', sending('k2'))).toBe(ref);
    expect(chat.threadLink(forum, ref)).toBe(`https://discord.com/channels/${world.guild.id}/${ref}`);
  });

  it('shows news in the post alone', async () => {
    const { chat } = harness;
    const ref = await chat.post(forum, message('The letter'), sending('k1'));
    await chat.reply(forum, ref, message('A denial came in'), sending('k2'), true);
    expect(contents(ref)).toEqual(['**The letter**', '**A denial came in**']);
    expect(contents(forum)).toEqual([]);
  });

  it('hears what people write in a post', async () => {
    const { chat, discord, person } = harness;
    const ref = await chat.post(forum, message('The letter'), sending('k1'));
    await discord.gateway.settle();
    person.write(ref, 'I called the Pentagon');
    await discord.gateway.settle();
    expect(desk.posts).toMatchObject([{ channel: forum, threadRef: ref, text: 'I called the Pentagon' }]);
  });

  it('files a post under tags of its names, in whatever case, at most five', async () => {
    await provide(['Iraq', 'DISPUTED', 'c', 'd', 'e', 'f', 'g']);
    const tags = ['disputed', 'iraq', 'Disputed', 'c', 'd', 'e', 'f'];
    const ref = await harness.chat.post(forum, { ...message('The letter'), tags }, sending('k1'));
    expect(tagsOf(ref)).toEqual(['DISPUTED', 'Iraq', 'c', 'd', 'e']);
  });

  it('makes the tags that it lacks, and keeps those that it has', async () => {
    const [iraq] = await provide(['Iraq']);
    const tags = ['Iraq', 'disputed', `a name ${'that is long '.repeat(3)}`];
    const ref = await harness.chat.post(forum, { ...message('The letter'), tags }, sending('k1'));
    const available = harness.discord.world.forum.available_tags ?? [];
    expect(available.map(({ name }) => name)).toEqual(['Iraq', 'disputed', 'a name that is long…']);
    expect(available[0]?.id).toBe(iraq?.id);
    expect(tagsOf(ref)).toHaveLength(3);
    await harness.chat.post(forum, { ...message('Another'), tags }, sending('k2'));
    expect(harness.discord.world.forum.available_tags).toHaveLength(3);
  });

  it('makes no more tags than a forum may have', async () => {
    await provide(Array.from({ length: 19 }, (_, n) => `tag ${n}`));
    const tags = ['one', 'two', 'tag 3'];
    const ref = await harness.chat.post(forum, { ...message('The letter'), tags }, sending('k1'));
    expect(tagsOf(ref)).toEqual(['one', 'tag 3']);
  });

  it('goes on without the tags that the bot may not make', async () => {
    await provide(['Iraq']);
    const refusal = { status: 403, body: { code: 50013, message: 'Missing Permissions' } };
    harness.discord.answerNext('PATCH', new RegExp(`^/channels/${forum}$`), refusal);
    const tags = ['disputed', 'iraq'];
    const ref = await harness.chat.post(forum, { ...message('The letter'), tags }, sending('k1'));
    expect(tagsOf(ref)).toEqual(['Iraq']);
  });

  it('changes the post and its tags together, also when it is archived', async () => {
    const { chat, discord } = harness;
    await provide(['unverified', 'disputed']);
    const ref = await chat.post(forum, { ...message('The letter'), tags: ['unverified'] }, sending('k1'));
    const metadata = discord.world.channels.get(ref)?.thread_metadata;
    if (metadata) metadata.archived = true;
    await chat.update(forum, null, ref, { ...message('The letter, denied'), tags: ['disputed'] });
    expect(contents(ref)).toEqual(['**The letter, denied**']);
    expect(tagsOf(ref)).toEqual(['disputed']);
    await chat.update(forum, null, ref, message('The letter, denied twice'));
    expect(tagsOf(ref)).toEqual(['disputed']);
  });

  it('says what to do about a forum that demands a tag', async () => {
    const refusal = { status: 400, body: { code: 40067, message: 'A tag is required' } };
    harness.discord.answerNext('POST', /\/threads$/, refusal);
    const work = harness.chat.post(forum, message('The letter'), sending('k1'));
    await expect(work).rejects.toThrow(/The forum demands a tag/);
    await expect(work).rejects.toBeInstanceOf(UserError);
  });

  it('takes a post away whole where nobody wrote under it, else its first message alone', async () => {
    const { chat, discord, person } = harness;
    const alone = await chat.post(forum, message('Is it this claim?'), sending('k1'));
    await chat.remove(forum, null, alone);
    expect(discord.world.channels.has(alone)).toBe(false);
    await chat.remove(forum, null, alone);

    const discussed = await chat.post(forum, message('The letter'), sending('k2'));
    person.write(discussed, 'I called the Pentagon');
    await chat.remove(forum, null, discussed);
    expect(contents(discussed)).toEqual(['I called the Pentagon']);
  });

  it('takes the first message away where the bot may not delete the post', async () => {
    const { chat, discord } = harness;
    const ref = await chat.post(forum, message('Is it this claim?'), sending('k1'));
    const refusal = { status: 403, body: { code: 50013, message: 'Missing Permissions' } };
    discord.answerNext('DELETE', new RegExp(`^/channels/${ref}$`), refusal);
    await chat.remove(forum, null, ref);
    expect(contents(ref)).toEqual([]);
  });
});
