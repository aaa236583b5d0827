import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import { LETTER, openPolledDesk, type TestDesk } from '../support/desk.ts';

const DENIAL = {
  id: 'denial',
  title: 'Esper: no decision',
  text: 'withdrawal denies 0.9 Esper: There is no decision to leave.',
};
const MAYBE = {
  id: 'maybe',
  title: 'Troops on the move',
  text: 'withdrawal affirms 0.4 A driver: They drove off.',
};

let desk: TestDesk;
beforeEach(async () => {
  desk = await openPolledDesk();
});
afterEach(() => desk.close());

async function comes(
  path: string,
  ...entries: { id: string; title: string; text: string }[]
): Promise<string> {
  desk.publisher.publish(path, entries);
  return desk.passes(20 * MINUTE);
}

describe('/watch', () => {
  it('shows what is watched and how to watch', async () => {
    expect(await desk.says('/watch')).toMatch(/watches: iraq[\s\S]*Topics to watch: iraq/);
  });

  it('sets which alerts a channel gets, and shows them', async () => {
    const answer = await desk.says(
      '/watch kinds:denials,edits score:0.7 hourly:5 quiet:22:00-07:00 zone:Europe/London',
    );
    for (const words of [
      'kinds: denials, edits',
      '0.7 and above',
      'at most 5',
      '22:00 to 07:00',
      'Europe/London',
    ])
      expect(answer).toContain(words);
  });

  it.each([
    ['kinds:gossip', 'There is no kind gossip. Kinds: new, standing'],
    ['score:9', 'score must be a number from 0 to 1'],
    ['quiet:late', 'such as 22:00-07:00'],
    ['digest:often', 'no cron expression'],
    ['zone:Mars/Olympus digest:morning', 'There is no time zone Mars/Olympus'],
    ['mention:everyone', 'no id of a role'],
    ['notices:perhaps', 'Use one of: on, off'],
  ])('says what to write instead of %s, and changes nothing', async (option, words) => {
    expect(await desk.says(`/watch ${option}`)).toContain(words);
    expect(await desk.says('/watch')).not.toContain('Its settings');
  });

  it('goes back to all alerts', async () => {
    await desk.says('/watch kinds:denials quiet:22:00-07:00');
    expect(await desk.says('/watch kinds:all quiet:off')).not.toContain('Its settings');
  });

  it('keeps kinds that the channel does not want, and /desk why says so', async () => {
    await desk.says('/watch kinds:denials');
    expect(await comes('/afp', LETTER)).not.toContain('━━ alert');
    expect(await desk.says('/desk why Letter says US')).toMatch(
      /kept, it is new, standing; this channel wants denials/,
    );
    expect(await comes('/reuters', DENIAL)).toContain('━━ alert');
  });

  it('puts what comes in quiet hours in one digest at their end', async () => {
    await desk.says('/watch quiet:12:00-14:00');
    expect(await comes('/afp', LETTER)).not.toContain('━━ alert');
    await comes('/reuters', DENIAL);
    await desk.digests();
    expect(await desk.passes(0)).not.toContain('Digest');
    await desk.passes(2 * HOUR);
    await desk.digests();
    const digest = await desk.passes(0);
    expect(digest).toMatch(/Digest: 2 items[\s\S]*contested[\s\S]*Letter says US[\s\S]*Esper: no decision/);
    await desk.digests();
    expect(await desk.passes(24 * HOUR)).not.toContain('Digest');
  });

  it('puts what is too much for an hour in a digest within the hour', async () => {
    await desk.says('/watch hourly:1');
    await comes('/afp', LETTER);
    const change = await comes('/reuters', DENIAL);
    expect(change).toContain('in thread');
    expect(await desk.says('/desk why Esper: no decision')).toContain('had its 1 alerts of the hour');
    await desk.passes(HOUR);
    await desk.digests();
    expect(await desk.passes(0)).toMatch(/Digest: 1 item[\s\S]*Esper: no decision/);
  });

  it('collapses a burst into thirty alerts and a digest', async () => {
    const { store } = desk.deps;
    const claims = Array.from({ length: 100 }, (_, n) => `claim-${n}`);
    for (const slug of claims)
      await store.claims.add({
        slug,
        topic: 'iraq',
        parent: null,
        statement: `Claim ${slug}`,
        aliases: [],
        status: 'open',
        createdAt: desk.deps.now(),
      });
    await desk.says('/claims edit claim-0 "Claim the first"');
    const burst = claims.map((slug) => ({
      id: slug,
      title: slug,
      text: `${slug} affirms 0.9 A source: ${slug}.`,
    }));
    const shown = await comes('/afp', ...burst);
    expect(shown.match(/━━ alert/g)).toHaveLength(30);
    await desk.passes(HOUR);
    await desk.digests();
    const digest = await desk.passes(0);
    expect(digest).toMatch(/Digest: 70 items that did not alert this channel \(1\/24\)/);
    // A feed's later entries are its older ones, which are taken in first.
    for (const slug of claims.slice(0, 70)) expect(digest).toContain(`/${slug}>`);
  });

  it('sends a digest at its time', async () => {
    await desk.says('/watch hourly:1 digest:"0 18 * * *" zone:Asia/Baghdad');
    await comes('/afp', LETTER);
    await comes('/reuters', DENIAL);
    await desk.passes(HOUR);
    await desk.digests();
    expect(await desk.passes(0)).not.toContain('Digest');
    await desk.passes(2 * HOUR);
    await desk.digests();
    expect(await desk.passes(0)).toContain('Digest: 1 item');
  });

  it('puts suggestions in a thread of their own, without an alert each', async () => {
    const first = await comes('/afp', MAYBE);
    expect(first).toMatch(
      /Suggestions for this channel[\s\S]*in thread #\w+\n[\s\S]*is this about “The US is leaving/,
    );
    const second = await comes('/reuters', { ...MAYBE, id: 'again', title: 'Trucks leave base' });
    expect(second).not.toContain('━━ alert');
    expect(second).toContain('Trucks leave base');
  });

  it('previews what other settings would have posted, and changes nothing', async () => {
    await comes('/afp', LETTER);
    await comes('/reuters', DENIAL);
    expect(await desk.says('/watch preview')).toMatch(/2 alerts in the last 7 days[\s\S]*Letter says US/);
    expect(await desk.says('/watch preview kinds:denials')).toMatch(
      /1 alert in the last[\s\S]*kept from this\s+channel: 1/,
    );
    expect(await desk.says('/watch')).not.toContain('Its settings');
  });
});

describe('/desk why', () => {
  it('tells every stage of an alerted item, by its address', async () => {
    await comes('/afp', LETTER);
    const answer = await desk.says('/desk why https://www.news.example/letter?utm_source=x');
    for (const words of [
      'by AFP',
      'withdrawal affirms, confirmed',
      'alert (first-report)',
      'told, alerted',
      '2 sent',
    ])
      expect(answer).toContain(words);
  });

  it('tells of an item that matched nothing, and of one that was never seen', async () => {
    await comes('/afp', { id: 'rain', title: 'Rain in Basra', text: 'It rained.' });
    expect(await desk.says('/desk why Rain in')).toMatch(/Matched to no claim[\s\S]*Nothing was to decide/);
    expect(await desk.says('/desk why https://news.example/never')).toContain('was seen. Give its address');
  });
});

describe('/desk roles', () => {
  it('gives and takes roles, and shows who was denied', async () => {
    const place = { chat: 'slack', channel: 'C1', thread: null };
    const ann = { chat: 'slack', id: 'U0000000A', name: 'Ann', groups: ['S0000000A'] };
    const denied = await desk.front.say('/claims confirm withdrawal x', ann, place);
    expect(denied.message.title).toContain('needs the role of editor');
    expect(await desk.says('/desk roles')).toMatch(
      /Ann \(slack U0000000A\): \/claims confirm, which needs editor/,
    );
    await desk.deps.store.roles.set({ chat: 'slack', subject: 'S0000000A', role: 'editor' });
    const allowed = await desk.front.say('/claims confirm withdrawal x', ann, place);
    expect(allowed.message.title).toContain('No item x');
  });

  it('asks which role', async () => {
    expect(await desk.says('/desk roles U0000000A')).toContain(
      'Which role for U0000000A? One of: reader, editor, admin',
    );
    expect(await desk.says('/desk roles U0000000A editor')).toContain('U0000000A is editor on terminal now');
    expect(await desk.says('/desk roles U0000000A reader')).toContain('is reader');
    expect(await desk.says('/desk roles')).not.toContain('Given here');
  });
});
