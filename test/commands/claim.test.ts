import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/model/time.ts';
import { LETTER, openPolledDesk, type TestDesk } from '../support/desk.ts';

const DENIAL = {
  id: 'denial',
  title: 'Esper: no decision',
  text: 'withdrawal denies 0.9 Mark Esper: There is no decision to leave.',
};
const PLACE = { chat: 'slack', channel: 'C1', thread: null };

let desk: TestDesk;
beforeEach(async () => {
  desk = await openPolledDesk();
  desk.publisher.publish('/afp', [LETTER]);
  await desk.passes(20 * MINUTE);
});
afterEach(() => desk.close());

async function denied(): Promise<void> {
  desk.publisher.publish('/reuters', [DENIAL]);
  await desk.passes(2 * HOUR);
}

function editor(name: string) {
  return { chat: 'slack', id: `U-${name}`, name, groups: ['editors'] };
}

async function says(name: string, line: string): Promise<string> {
  const { message } = await desk.front.say(line, editor(name), PLACE);
  return JSON.stringify(message);
}

describe('/claim as-of', () => {
  it('shows a claim as the desk saw it then', async () => {
    await denied();
    expect(await desk.says('/claim withdrawal')).toContain('Standing: contested');
    const then = await desk.says('/claim withdrawal as-of:2020-01-06T12:30');
    expect(then).toMatch(/As the desk saw it at 6 Jan 2020, 12:30 UTC\nStanding: affirmed/);
    expect(then).not.toMatch(/Esper|Set verdict/);
    expect(await desk.says('/claim withdrawal as-of:1h')).toContain('Standing: affirmed');
  });

  it('shows the words, rulings and verdict of that time', async () => {
    await desk.says('/claims verdict withdrawal developing');
    await desk.passes(HOUR);
    await desk.says('/claims edit withdrawal "They leave"');
    await desk.says('/claims close withdrawal');
    await desk.says('/claims verdict withdrawal false');
    const then = await desk.says('/claim withdrawal as-of:30m');
    expect(then).toContain('The US is leaving Iraq');
    expect(then).toContain('verdict: developing');
    expect(then).not.toContain('closed');
  });

  it.each([
    ['soon', 'is no time. Write it as 2020-01-06'],
    ['2020-13-01', 'is no time'],
    ['2021-01-01T00:00', 'is yet to come'],
  ])('says how to write %s', async (words, answer) => {
    expect(await desk.says(`/claim withdrawal as-of:${words}`)).toContain(answer);
  });
});

describe('/claim', () => {
  it('is for the person, who can share it to the channel', async () => {
    const shown = await desk.says('/claim withdrawal');
    expect(shown).toContain('── to you');
    const [, number] = /\[(\d+)\] Share to channel/.exec(shown.replaceAll(' ', ' ')) ?? [];
    const shared = await desk.says(number ?? '');
    expect(shared).toContain('── to the channel');
    expect(shared).not.toContain('Share');
  });

  it('answers a question about a person with what they say', async () => {
    await denied();
    const answer = await desk.says('/claim US pull-out');
    expect(answer).not.toContain('Asked');
    await desk.says('/claims alias withdrawal "what does Esper say of the US pull-out"');
    expect(await desk.says('/claim what does Esper say of the US pull-out')).toMatch(
      /Asked “what does Esper say of the US pull-out”: denies it\n• Mark Esper: “There is no decision/,
    );
  });

  it('says that nothing is known of what no claim is about', async () => {
    expect(await desk.says('/claim will it rain in Basra?')).toMatch(
      /follows no claim[\s\S]*nothing is known of it/,
    );
  });

  it("links the desk's decisions", async () => {
    await desk.says('/claims verdict withdrawal false A draft sources:https://defense.example/statement');
    expect(await desk.says('/claim withdrawal')).toMatch(
      /verdict: false by you[\s\S]*A draft defense\.example[\s\S]*The desk's decisions[\s\S]*set the verdict false/,
    );
  });

  it('shows a channel its own topics alone', async () => {
    await desk.deps.store.claims.saveTopic({ slug: 'health', title: 'Health', names: [], signOff: 1 });
    await desk.says('/claims add masks "Masks are mandatory" topic:health');
    expect(await says('Ann', '/claim masks')).toContain('Masks are mandatory');
    await desk.deps.store.watches.add({ chat: 'slack', channel: 'C1', kind: 'claim', slug: 'withdrawal' });
    expect(await says('Ann', '/claim masks')).toContain('follows no claim');
    expect(await says('Ann', '/claims list')).not.toContain('Masks');
    expect(await desk.front.complete('claim', '', PLACE)).toHaveLength(2);
    expect(await desk.says('/claim masks')).toContain('Masks are mandatory');
  });
});

describe('a verdict that takes two editors', () => {
  beforeEach(async () => {
    const { store } = desk.deps;
    await store.claims.saveTopic({ slug: 'iraq', title: 'Iraq', names: [], signOff: 2 });
    for (const name of ['Ann', 'Bob'])
      await store.roles.set({ chat: 'slack', subject: `U-${name}`, role: 'editor' });
  });

  it('counts when the second one has signed it off, and the ledger names both', async () => {
    expect(await says('Ann', '/claims verdict withdrawal false A draft')).toContain(
      'A second editor has to sign it off',
    );
    expect(await desk.says('/claim withdrawal')).toMatch(/verdict: unverified\nProposed: false by Ann/);
    expect(await says('Bob', '/claims sign withdrawal')).toContain('false, by Ann and Bob');
    expect(await desk.says('/claim withdrawal')).toContain('verdict: false by Ann and Bob');
    expect(await desk.says('/claims history withdrawal')).toMatch(
      /Bob set the verdict false, which Ann had\s+proposed: A draft/,
    );
    expect(await desk.passes(0)).toContain('');
    expect(desk.screen()).toMatch(
      /│ Ann proposes the verdict false[\s\S]*Sign[\s\S]off[\s\S]*verdict on “The US is leaving Iraq” is now false/,
    );
  });

  it('is not signed off by the one who proposed it, nor proposed twice', async () => {
    await says('Ann', '/claims verdict withdrawal false');
    expect(await says('Ann', '/claims sign withdrawal')).toContain('Another editor has to sign it off');
    expect(await says('Bob', '/claims verdict withdrawal confirmed')).toContain('Ann proposed false already');
  });

  it('can be withdrawn', async () => {
    await says('Ann', '/claims verdict withdrawal false');
    expect(await says('Ann', '/claims sign withdrawal withdraw')).toContain('is withdrawn');
    expect(await says('Bob', '/claims sign withdrawal')).toContain('waits for a second editor');
    expect(await desk.says('/claim withdrawal')).not.toContain('Proposed');
  });

  it('refuses sources that are no addresses', async () => {
    expect(await says('Ann', '/claims verdict withdrawal false sources:javascript:alert(1)')).toContain(
      'is no web address',
    );
  });
});
