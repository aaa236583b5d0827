import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Feed } from '../../src/model/feed.ts';
import type { Item } from '../../src/model/item.ts';
import { replay } from '../../src/model/ledger.ts';
import { message } from '../../src/model/message.ts';
import type { PushSubscription } from '../../src/model/subscription.ts';
import type { Store } from '../../src/storage/store.ts';

const NOON = '2020-01-06T12:00:00.000Z';
const LATER = '2020-01-06T13:00:00.000Z';
const AFTER = '2020-01-06T14:00:00.000Z';
const desk = { id: 'claimwire', name: 'claimwire' };

function feed(id: string, nextPollAt = NOON): Feed {
  return {
    id,
    url: `https://${id}.example/rss`,
    outlet: id.toUpperCase(),
    status: 'active',
    etag: null,
    lastModified: null,
    bodyHash: null,
    movedTo: null,
    movedSince: null,
    note: null,
    lastPolledAt: null,
    lastSuccessAt: null,
    nextPollAt,
    soonestPollAt: null,
    interval: null,
    hints: null,
    push: null,
    headerNames: [],
    failures: 0,
    error: null,
  };
}

function subscription(id: string, feedId: string): PushSubscription {
  return {
    id,
    feedId,
    hub: 'https://hub.example/',
    topic: `https://${feedId}.example/rss`,
    callback: `https://desk.example/websub/${id}`,
    secret: 'secret',
    state: 'pending',
    askedAt: null,
    leaseEndsAt: null,
    renewAt: LATER,
    pushedAt: null,
    failures: 0,
    badSignatures: 0,
    error: null,
  };
}

function item(id: string): Item {
  return {
    id,
    feedId: 'afp',
    link: `https://afp.example/${id}`,
    url: `https://afp.example/${id}`,
    title: `Title ${id}`,
    summary: '',
    text: '',
    author: null,
    language: 'en',
    outlet: 'AFP',
    origin: 'AFP',
    publishedAt: NOON,
    seenAt: NOON,
    storyId: null,
  };
}

/** What every store must do; `open` gives an empty one. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`${name} as a store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
      await store.claims.saveTopic({ slug: 'iraq', title: 'Iraq', names: [], signOff: 1 });
      await store.claims.add({
        slug: 'withdrawal',
        topic: 'iraq',
        parent: null,
        statement: 'The US is withdrawing',
        aliases: ['انسحاب'],
        status: 'open',
        createdAt: NOON,
      });
    });
    afterEach(() => store.close());

    it('keeps nothing of a transaction that fails', async () => {
      const work = store.transaction(async (within) => {
        await within.feeds.add(feed('afp'));
        throw new Error('the item was bad');
      });
      await expect(work).rejects.toThrow('the item was bad');
      expect(await store.feeds.list()).toEqual([]);
    });

    it('keeps other work out of a transaction that is under way', async () => {
      const first = store.transaction(async (within) => {
        await within.feeds.add(feed('afp'));
        throw new Error('undone');
      });
      const second = store.feeds.add(feed('reuters'));
      await Promise.allSettled([first, second]);
      expect((await store.feeds.list()).map((one) => one.id)).toEqual(['reuters']);
    });

    it('leases due feeds once, and again when the lease has run out', async () => {
      await store.feeds.add(feed('afp'));
      await store.feeds.add(feed('reuters', AFTER));
      expect((await store.feeds.lease(NOON, LATER, 10)).map((one) => one.id)).toEqual(['afp']);
      expect(await store.feeds.lease(NOON, LATER, 10)).toEqual([]);
      expect((await store.feeds.lease(LATER, AFTER, 10)).map((one) => one.id)).toEqual(['afp']);
    });

    it('keeps what a feed asks for, and its headers where no list has them', async () => {
      const hints = { every: 60_000, skipHours: [1, 2], skipDays: [0] };
      const push = { hubs: ['https://hub.example/'], self: null };
      await store.feeds.add(feed('afp'));
      await store.feeds.setHeaders('afp', { authorization: 'Bearer t0ken', 'x-key': 'k3y' });
      await store.feeds.change('afp', { hints, push });
      const [kept] = await store.feeds.list();
      expect(kept).toEqual({ ...feed('afp'), hints, push, headerNames: ['authorization', 'x-key'] });
      expect(await store.feeds.headers('afp')).toEqual({ authorization: 'Bearer t0ken', 'x-key': 'k3y' });
      await store.feeds.setHeaders('afp', {});
      expect(await store.feeds.list()).toEqual([{ ...feed('afp'), hints, push }]);
      expect(await store.feeds.headers('nobody')).toEqual({});
    });

    it.each([
      ['an alert', 'alert', 'further-item', AFTER, LATER],
      ['a change of standing', 'follow-up', 'change-of-standing', AFTER, LATER],
      ['more of the same', 'follow-up', 'further-item', AFTER, AFTER],
      ['what nobody was told', 'silent', 'change-of-standing', AFTER, AFTER],
      ['an alert of long ago', 'alert', 'first-report', NOON, AFTER],
    ] as const)(
      'hurries the feeds of a topic after %s: %s, %s',
      async (_name, action, kind, at, expected) => {
        await store.feeds.add({ ...feed('afp', AFTER), soonestPollAt: LATER });
        await store.feeds.add({ ...feed('reuters', AFTER), soonestPollAt: LATER });
        await store.feeds.add({ ...feed('paused', AFTER), soonestPollAt: LATER, status: 'paused' });
        await store.feeds.add({ ...feed('sooner', NOON), soonestPollAt: NOON });
        for (const id of ['afp', 'sooner']) {
          await store.items.add(item(id));
          await store.items.sight({ feedId: id, identity: id, itemId: id, at: NOON });
          const said = { score: 1, stance: 'affirms', evidence: '', reason: '', byDesk: false } as const;
          await store.matches.save({
            ...said,
            itemId: id,
            claim: 'withdrawal',
            status: 'confirmed',
            at: NOON,
          });
        }
        await store.items.sight({ feedId: 'paused', identity: 'a', itemId: 'afp', at: NOON });
        await store.matches.decide({ itemId: 'sooner', action, kind, reason: '', at });
        await store.feeds.hurry(LATER, NOON);
        const due = (await store.feeds.list()).map(({ id, nextPollAt }) => [id, nextPollAt]);
        const rest = { reuters: AFTER, paused: AFTER, sooner: NOON };
        expect(Object.fromEntries(due)).toEqual({ afp: expected, ...rest });
      },
    );

    it('passes over feeds that are paused', async () => {
      await store.feeds.add({ ...feed('afp'), status: 'paused' });
      expect(await store.feeds.lease(AFTER, AFTER, 10)).toEqual([]);
    });

    it('keeps the earlier words of an item that is revised', async () => {
      await store.items.add(item('a'));
      const earlier = { itemId: 'a', title: 'Title a', summary: '', text: '', replacedAt: LATER };
      await store.items.revise({ ...item('a'), title: 'Title b' }, earlier);
      expect((await store.items.byId('a'))?.title).toBe('Title b');
      expect(await store.items.revisions('a')).toEqual([earlier]);
    });

    it('keeps what an item credited before, however that changes', async () => {
      await store.items.add(item('a'));
      await store.items.credit('a', 'dpa', LATER);
      await store.items.credit('a', 'dpa', LATER);
      const earlier = { itemId: 'a', title: 'Title a', summary: '', text: '', replacedAt: AFTER };
      await store.items.revise({ ...item('a'), origin: 'Reuters' }, earlier);
      expect((await store.items.byId('a'))?.origin).toBe('Reuters');
      expect(await store.items.credits('a')).toEqual([
        { earlier: item('a').origin, replacedAt: LATER },
        { earlier: 'dpa', replacedAt: AFTER },
      ]);
    });

    it('knows an item by what a feed calls it, and by its link in any feed', async () => {
      await store.items.add(item('a'));
      const sighting = { feedId: 'afp', identity: 'guid 1', itemId: 'a', at: NOON };
      await store.items.sight(sighting);
      await store.items.sight({ ...sighting, at: LATER });
      expect((await store.items.byIdentity('afp', 'guid 1'))?.id).toBe('a');
      expect(await store.items.byIdentity('reuters', 'guid 1')).toBeNull();
      expect((await store.items.byLink('https://afp.example/a'))?.id).toBe('a');
      expect(await store.items.sightings('a')).toEqual([sighting]);
    });

    it('finds the items that share words with a text, those that share most first, since any time', async () => {
      const words = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, n) => `w${from + n}`).join(' ');
      await store.items.add({ ...item('early'), publishedAt: NOON });
      await store.items.add({ ...item('late'), publishedAt: null, seenAt: AFTER });
      await store.items.add({ ...item('other'), publishedAt: AFTER });
      await store.sketches.put('early', words(0, 30));
      await store.sketches.put('late', words(10, 40));
      await store.sketches.put('other', words(100, 130));
      expect(await store.sketches.sharing(words(0, 20), null)).toEqual([
        { itemId: 'early', shared: 16 },
        { itemId: 'late', shared: 6 },
      ]);
      expect(await store.sketches.sharing(words(0, 20), LATER)).toEqual([{ itemId: 'late', shared: 6 }]);
      expect(await store.sketches.sharing('too few words', null)).toEqual([]);
    });

    it('finds an item by its words as they are now, however many', async () => {
      const words = (kind: string) => Array.from({ length: 9_000 }, (_, n) => `${kind}${n}`).join(' ');
      await store.items.add(item('a'));
      await store.sketches.put('a', words('old'));
      await store.sketches.put('a', words('new'));
      expect(await store.sketches.sharing(words('old'), null)).toEqual([]);
      const [found] = await store.sketches.sharing(words('new'), null);
      expect(found?.shared).toBeGreaterThan(2_000);
    });

    it('gives the latest items in open stories of a topic', async () => {
      await store.claims.saveTopic({ slug: 'iran', title: 'Iran', names: [], signOff: 1 });
      const about = { parent: null, statement: 'A', aliases: [], status: 'open', createdAt: NOON } as const;
      await store.claims.add({ ...about, slug: 'sanctions', topic: 'iran' });
      const story = { title: 'A story', openedAt: NOON, lastItemAt: LATER };
      await store.items.addStory({ ...story, id: 's', claim: 'withdrawal' });
      await store.items.addStory({ ...story, id: 'over', claim: 'withdrawal', lastItemAt: NOON });
      await store.items.addStory({ ...story, id: 'iran', claim: 'sanctions' });
      for (const [id, storyId, publishedAt] of [
        ['first', 's', NOON],
        ['last', 's', AFTER],
        ['undated', 's', null],
        ['closed', 'over', AFTER],
        ['elsewhere', 'iran', AFTER],
        ['told-nowhere', null, AFTER],
      ] as const)
        await store.items.add({ ...item(id), storyId, publishedAt, seenAt: LATER });
      const ids = async (topics: string[], most: number) =>
        (await store.items.latestOf(topics, LATER, most)).map(({ id }) => id);
      expect(await ids(['iraq'], 9)).toEqual(['last', 'undated', 'first']);
      expect(await ids(['iraq', 'iran'], 2)).toEqual(['elsewhere', 'last']);
    });

    it.each([
      ['an address', 'https://afp.example/a', 'a'],
      ['words of the headline, in letters of either case', 'LETTER says', 'b'],
      ['words with signs that are none of a pattern', '100% of_it \\o/', 'c'],
      ['only the same letters outside of ASCII', 'élysée', null],
      ['nothing that stands elsewhere', 'lettersays', null],
    ])('finds the item that is meant by %s', async (_name, words, id) => {
      await store.items.add(item('a'));
      await store.items.add({ ...item('b'), title: 'The letter SAYS it, ÉLYSÉE' });
      await store.items.add({ ...item('c'), title: '100% of_it \\o/ is back' });
      await store.items.add({ ...item('d'), title: '1000 of it /o/ is back', seenAt: LATER });
      expect((await store.items.meant(words))?.id ?? null).toBe(id);
    });

    it('orders text by its bytes, whatever the language of the machine is', async () => {
      for (const [id, outlet] of [
        ['a', 'Éire'],
        ['b', 'afp'],
        ['c', 'Zeit'],
        ['d', 'a b'],
      ] as const)
        await store.feeds.add({ ...feed(id), outlet });
      expect((await store.feeds.list()).map(({ outlet }) => outlet)).toEqual(['Zeit', 'a b', 'afp', 'Éire']);
    });

    it('keeps numbers as they are, and counts in numbers', async () => {
      const interval = 90 * 86_400_000;
      await store.feeds.add({ ...feed('afp'), interval });
      await store.items.add(item('a'));
      const said = { stance: 'affirms', evidence: '', reason: '', byDesk: true, at: NOON } as const;
      const match = { ...said, itemId: 'a', claim: 'withdrawal', score: 0.123456789012, status: 'suggested' };
      await store.matches.save({ ...match, status: 'suggested' });
      expect((await store.feeds.byId('afp'))?.interval).toBe(interval);
      expect(await store.matches.get('a', 'withdrawal')).toEqual(match);
      expect([await store.items.count(), await store.matches.waiting()]).toEqual([1, 1]);
    });

    it('queues one update of a card in place of another that was not tried', async () => {
      const to = { chat: 'slack', channel: 'a', storyId: 's' };
      await store.outbox.add('1', to, { do: 'update', message: message('one') }, NOON);
      await store.outbox.add('2', to, { do: 'update', message: message('two') }, NOON);
      expect((await store.outbox.ofStory('s')).map(({ key }) => key)).toEqual(['2']);
      expect(await store.outbox.counts()).toEqual({ pending: 1, 'in-flight': 0, sent: 0, parked: 0 });
    });

    it('gives claims back as they were saved, aliases in every script', async () => {
      expect((await store.claims.bySlug('withdrawal'))?.aliases).toEqual(['انسحاب']);
    });

    it('replays the ledger as it was at any time', async () => {
      const verdict = { kind: 'verdict-set', verdict: 'false', reason: 'denied twice' } as const;
      await store.ledger.append(NOON, desk, 'withdrawal', 'test', { kind: 'claim-closed' });
      await store.ledger.append(LATER, desk, 'withdrawal', 'test', verdict);
      expect(replay('withdrawal', await store.ledger.ofClaim('withdrawal')).verdict).toBe('false');
      expect(replay('withdrawal', await store.ledger.ofClaim('withdrawal', NOON)).verdict).toBe('unverified');
    });

    it('queues a delivery once for a key', async () => {
      const to = { chat: 'terminal', channel: 'desk', storyId: 's' };
      await store.outbox.add('k', to, { do: 'post', message: message('one') }, NOON);
      await store.outbox.add('k', to, { do: 'post', message: message('two') }, NOON);
      const due = await store.outbox.due(NOON);
      expect(due.map((one) => one.action)).toEqual([{ do: 'post', message: message('one') }]);
    });

    it('gives the first open delivery of each channel, so that a channel keeps its order', async () => {
      for (const [key, channel] of [
        ['1', 'a'],
        ['2', 'a'],
        ['3', 'b'],
      ] as const)
        await store.outbox.add(
          key,
          { chat: 'slack', channel, storyId: 's' },
          { do: 'open-thread', title: key },
          NOON,
        );
      expect((await store.outbox.due(NOON)).map((one) => one.key)).toEqual(['1', '3']);
      const [first] = await store.outbox.due(NOON);
      await store.outbox.change(first?.id ?? '', { status: 'sent' });
      expect((await store.outbox.due(NOON)).map((one) => one.key)).toEqual(['2', '3']);
    });

    it('holds a channel back while its first delivery waits', async () => {
      const to = { chat: 'slack', channel: 'a', storyId: 's' };
      await store.outbox.add('1', to, { do: 'open-thread', title: '1' }, LATER);
      await store.outbox.add('2', to, { do: 'open-thread', title: '2' }, NOON);
      expect(await store.outbox.due(NOON)).toEqual([]);
    });

    it('keeps a post in a thread once', async () => {
      await store.items.addStory({
        id: 's',
        claim: 'withdrawal',
        title: 'The letter',
        openedAt: NOON,
        lastItemAt: NOON,
      });
      const post = {
        chat: 'slack',
        channel: 'a',
        threadRef: 't',
        ref: '1',
        author: 'Ann',
        text: 'Called them',
        at: NOON,
      };
      await store.threads.keepPost('s', post);
      await store.threads.keepPost('s', post);
      expect(await store.threads.posts('s')).toEqual([post]);
    });

    it('gives the subscriptions whose hub is to be asked, whose lease is over, whose feed is not read', async () => {
      await store.feeds.add(feed('afp'));
      await store.feeds.add({ ...feed('reuters'), status: 'paused' });
      const one = subscription('one', 'afp');
      const two = subscription('two', 'reuters');
      await store.subscriptions.add(one);
      await store.subscriptions.add(two);
      expect(await store.subscriptions.byId('one')).toEqual(one);
      expect(await store.subscriptions.unwanted()).toEqual([two]);
      expect(await store.subscriptions.due(NOON)).toEqual([]);
      await store.subscriptions.change('one', { state: 'active', leaseEndsAt: AFTER });
      const ids = (found: PushSubscription[]) => found.map(({ id }) => id);
      expect(ids(await store.subscriptions.due(LATER))).toEqual(['one', 'two']);
      expect(ids(await store.subscriptions.lapsed(LATER))).toEqual([]);
      expect(ids(await store.subscriptions.lapsed(AFTER))).toEqual(['one']);
    });

    it('does not take a subscription that is ending for the one of its feed', async () => {
      await store.subscriptions.add({ ...subscription('old', 'afp'), state: 'ending' });
      expect(await store.subscriptions.ofFeed('afp')).toBeNull();
      expect(await store.subscriptions.unwanted()).toEqual([]);
      await store.subscriptions.add(subscription('new', 'afp'));
      expect((await store.subscriptions.ofFeed('afp'))?.id).toBe('new');
      await store.subscriptions.remove('old');
      expect((await store.subscriptions.list()).map(({ id }) => id)).toEqual(['new']);
    });

    it('tells how many feeds are how, and when they were and will be polled', async () => {
      await store.feeds.add({ ...feed('afp', LATER), lastPolledAt: NOON });
      await store.feeds.add({ ...feed('reuters', AFTER), lastPolledAt: LATER });
      await store.feeds.add({ ...feed('ina'), error: '404' });
      await store.feeds.add({ ...feed('old'), status: 'gone', error: '410' });
      const tallies = await store.feeds.tally();
      expect(tallies.sort((a, b) => b.many - a.many || a.status.localeCompare(b.status))).toEqual([
        { status: 'active', failing: false, many: 2, lastPolledAt: LATER, nextPollAt: LATER },
        { status: 'active', failing: true, many: 1, lastPolledAt: null, nextPollAt: NOON },
        { status: 'gone', failing: true, many: 1, lastPolledAt: null, nextPollAt: NOON },
      ]);
    });

    it('knows the longest time between two items of a feed, by their own dates', async () => {
      for (const [id, publishedAt] of [
        ['old', '2019-01-01T00:00:00.000Z'],
        ['one', NOON],
        ['two', LATER],
        ['three', AFTER],
      ] as const) {
        await store.items.add({ ...item(id), publishedAt });
        await store.items.sight({ feedId: 'afp', identity: id, itemId: id, at: AFTER });
      }
      expect(await store.items.rhythm('afp', NOON)).toEqual({ latest: AFTER, longestGap: 3_600_000 });
      expect(await store.items.rhythm('afp', AFTER)).toBeNull();
      expect(await store.items.rhythm('reuters', NOON)).toBeNull();
    });

    it('tells for which channels something waits, and since when', async () => {
      const queue = (key: string, channel: string, at: string) =>
        store.outbox.add(
          key,
          { chat: 'slack', channel, storyId: null },
          { do: 'notice', message: message(key) },
          at,
        );
      await queue('1', 'a', LATER);
      await queue('2', 'b', NOON);
      await queue('3', 'a', AFTER);
      const [first] = await store.outbox.due(AFTER);
      await store.outbox.change(first?.id ?? '', { notBefore: AFTER, attempts: 1 });
      expect(await store.outbox.unsent()).toEqual([
        { chat: 'slack', channel: 'b', since: NOON },
        { chat: 'slack', channel: 'a', since: LATER },
      ]);
    });

    it('keeps what a channel was warned of until that ends', async () => {
      await store.warnings.begin('slack', 'a', 'feed/afp', NOON);
      await store.warnings.begin('slack', 'a', 'feed/afp', LATER);
      expect(await store.warnings.open('slack', 'a')).toEqual(['feed/afp']);
      expect(await store.warnings.open('slack', 'b')).toEqual([]);
      await store.warnings.end('slack', 'a', 'feed/afp');
      expect(await store.warnings.open('slack', 'a')).toEqual([]);
    });

    it('keeps vectors of texts by the model that made them', async () => {
      const vector = Float32Array.of(0.25, -0.5, 1);
      await store.vectors.put('one', [['a claim', vector]]);
      await store.vectors.put('one', [['a claim', Float32Array.of(9)]]);
      expect(await store.vectors.get('one', ['another', 'a claim'])).toEqual([null, vector]);
      expect(await store.vectors.get('two', ['a claim'])).toEqual([null]);
    });

    it('tells whether a channel watched already', async () => {
      const watch = { chat: 'slack', channel: 'a', kind: 'topic', slug: 'iraq' } as const;
      expect([await store.watches.add(watch), await store.watches.add(watch)]).toEqual([true, false]);
      expect([await store.watches.remove(watch), await store.watches.remove(watch)]).toEqual([true, false]);
    });
  });
}
