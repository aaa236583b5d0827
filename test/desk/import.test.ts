import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportTopic } from '../../src/desk/import.ts';
import type { TopicFile } from '../../src/topics/topic-file.ts';
import { openTestDesk, type TestDesk, topic } from '../support/desk.ts';

const BY = { actor: { id: 'test', name: 'Ann' }, cause: 'import of iraq.yaml' };

let desk: TestDesk;
let file: TopicFile;
beforeEach(async () => {
  desk = await openTestDesk();
  file = topic(desk.publisher);
});
afterEach(() => desk.close());

/** The file with its first claim changed. */
function withFirst(change: Partial<TopicFile['claims'][number]>): TopicFile {
  const [first, ...others] = file.claims;
  return first ? { ...file, claims: [{ ...first, ...change }, ...others] } : file;
}
const withdrawal = async () => desk.deps.store.claims.bySlug('withdrawal');

describe('importing a topic again', () => {
  it('changes nothing when the file is the same', async () => {
    const before = await desk.deps.store.ledger.ofClaim('withdrawal');
    expect(await desk.importTopic(file, BY)).toEqual([]);
    expect(await desk.deps.store.ledger.ofClaim('withdrawal')).toEqual(before);
  });

  it('takes in a new wording, alias, claim and feed, and says so', async () => {
    const next = withFirst({ statement: 'US forces leave', aliases: ['US pull-out', 'exit'] });
    const changes = await desk.importTopic(
      {
        ...next,
        claims: [...next.claims, { slug: 'talks', statement: 'They talk', parent: null, aliases: [] }],
        feeds: [...next.feeds, { url: desk.publisher.url('/new'), outlet: 'New', language: null }],
      },
      BY,
    );
    expect(changes).toEqual(['claim withdrawal changed', 'claim talks added', 'feed New added']);
    expect(await withdrawal()).toMatchObject({
      statement: 'US forces leave',
      aliases: ['US pull-out', 'exit'],
    });
  });

  it("keeps the desk's wording where the file says nothing new", async () => {
    await desk.says('/claims edit withdrawal "As the desk says it"');
    await desk.importTopic(withFirst({ aliases: ['US pull-out', 'exit'] }), BY);
    expect(await withdrawal()).toMatchObject({
      statement: 'As the desk says it',
      aliases: ['US pull-out', 'exit'],
    });
  });

  it("keeps the desk's wording also where the file has another one", async () => {
    await desk.says('/claims edit withdrawal "As the desk says it"');
    await desk.importTopic(withFirst({ statement: 'As the file says it' }), BY);
    expect((await withdrawal())?.statement).toBe('As the desk says it');
  });

  it('brings back neither an alias nor a feed that the desk removed', async () => {
    await desk.says('/claims alias withdrawal "US pull-out" do:remove');
    await desk.says(`/feeds remove ${desk.publisher.url('/afp')}`);
    await desk.importTopic({ ...file, title: 'Iraq, 2020' }, BY);
    expect((await withdrawal())?.aliases).toEqual([]);
    expect((await desk.deps.store.feeds.list()).map((feed) => feed.outlet)).toEqual(['Reuters']);
  });

  it('keeps verdicts and closed claims', async () => {
    await desk.says('/claims verdict withdrawal false');
    await desk.says('/claims close letter');
    await desk.importTopic(file, BY);
    expect(await desk.says('/claims list')).not.toContain('letter');
    expect(await desk.says('/claim withdrawal')).toContain('verdict: false');
  });

  it('closes a claim and drops a feed that the file no longer has', async () => {
    const next = { ...file, claims: file.claims.slice(0, 1), feeds: file.feeds.slice(0, 1) };
    expect(await desk.importTopic(next, BY)).toEqual(['claim letter closed', 'feed Reuters removed']);
  });

  it('opens a claim again that comes back to the file, but not one that the desk closed', async () => {
    await desk.importTopic({ ...file, claims: file.claims.slice(0, 1) }, BY);
    expect(await desk.importTopic(file, BY)).toEqual(['claim letter reopened']);
    await desk.importTopic({ ...file, claims: file.claims.slice(0, 1) }, BY);
    await desk.says('/claims close letter reopen');
    await desk.says('/claims close letter');
    expect(await desk.importTopic(file, BY)).toEqual([]);
  });

  it('moves a claim under another when the file does', async () => {
    const [first, second] = file.claims;
    if (!first || !second) throw new Error('the topic has two claims');
    expect(await desk.importTopic({ ...file, claims: [first, { ...second, parent: null }] }, BY)).toEqual([
      'claim letter changed',
    ]);
    expect(await desk.says('/claims history letter')).toContain('made it a claim of its own');
  });

  it('keeps a feed that another topic lists too', async () => {
    const other = {
      ...file,
      slug: 'other',
      claims: [{ slug: 'more', statement: 'More', parent: null, aliases: [] }],
    };
    await desk.importTopic(other, BY);
    expect(await desk.importTopic({ ...file, feeds: [] }, BY)).toEqual([]);
    expect(await desk.importTopic({ ...other, feeds: [] }, BY)).toEqual([
      'feed AFP removed',
      'feed Reuters removed',
    ]);
  });

  it('refuses to make a claim a part of its own part', async () => {
    await desk.says('/claims add talks They talk parent:letter');
    const talks = { slug: 'talks', statement: 'They talk', parent: null, aliases: [] };
    const [first, second] = file.claims;
    if (!first || !second) throw new Error('the topic has two claims');
    const circle = { ...file, claims: [{ ...first, parent: 'talks' }, second, talks] };
    await expect(desk.importTopic(circle, BY)).rejects.toThrow(
      'withdrawal cannot be a part of talks, which is a part of it',
    );
    expect((await withdrawal())?.parent).toBeNull();
  });

  it('refuses a claim that belongs to another topic, and takes in nothing of that file', async () => {
    const other = {
      ...file,
      slug: 'other',
      claims: [{ slug: 'new-one', statement: 'New', parent: null, aliases: [] }, ...file.claims],
    };
    await expect(desk.importTopic(other, BY)).rejects.toThrow(
      'The claim withdrawal belongs to the topic iraq already',
    );
    expect(await desk.deps.store.claims.bySlug('new-one')).toBeNull();
  });
});

describe('exporting a topic', () => {
  it('gives back what was imported', async () => {
    expect(await exportTopic(desk.deps.store, 'iraq')).toEqual(file);
  });

  it("has the desk's own changes", async () => {
    await desk.says('/claims alias letter forgery');
    await desk.says('/claims add talks They talk');
    const { claims } = await exportTopic(desk.deps.store, 'iraq');
    expect(claims.map(({ slug, aliases }) => [slug, ...aliases])).toEqual([
      ['withdrawal', 'US pull-out'],
      ['letter', 'forgery'],
      ['talks'],
    ]);
  });

  it('says which topics there are when it knows none of that name', async () => {
    await expect(exportTopic(desk.deps.store, 'iran')).rejects.toThrow(
      'There is no topic iran. Topics here: iraq.',
    );
  });
});
