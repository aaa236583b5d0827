import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/model/time.ts';
import { openPolledDesk, type TestDesk } from '../support/desk.ts';

const LETTER = {
  id: 'letter',
  title: 'Letter says US is leaving',
  text: 'withdrawal affirms 0.9 The letter: We will move out of Iraq.',
  at: '2020-01-06T12:05:00Z',
};
const DENIAL = {
  id: 'denial',
  title: 'Esper: no decision',
  text: 'withdrawal denies 0.9 Esper: There is no decision to leave.',
  at: '2020-01-06T12:10:00Z',
};

let desk: TestDesk;
beforeEach(async () => {
  desk = await openPolledDesk();
});
afterEach(() => desk.close());

async function storyBreaks(): Promise<string> {
  desk.publisher.publish('/afp', [LETTER]);
  desk.publisher.publish('/reuters', [DENIAL]);
  return desk.passes(20 * MINUTE);
}

describe('/claim', () => {
  it('tells verdict, standing, both sides with quote, source and time, latest items and the thread', async () => {
    await storyBreaks();
    const reply = await desk.says('/claim withdrawal');
    expect(reply).toMatch(/The US is leaving Iraq\nStanding: contested · verdict: unverified/);
    expect(reply).toMatch(
      /Who affirms\n• The letter: “We will move out of Iraq.” — AFP <https:\/\/news.example\/letter> · 6 Jan 2020, 12:05/,
    );
    expect(reply).toMatch(/Who denies\n• Esper: “There is no decision to leave.” — Reuters/);
    expect(reply).toMatch(/Latest items\n• denies · Esper: no decision[^•]*\n• affirms · Letter says/);
    expect(reply).toContain('2 independent origins: AFP, Reuters.');
    expect(reply).toMatch(/Discussion\n• Thread on terminal/);
  });

  it.each(['withdrawal', 'WITHDRAWAL', 'us pull-out', 'The US is leaving Iraq'])(
    'finds the claim by %s',
    async (words) => {
      expect(await desk.says(`/claim ${words}`)).toContain('Standing: unaddressed');
    },
  );

  it('names the nearest claims when it knows none of that name', async () => {
    const reply = await desk.says('/claim withdrawl');
    expect(reply).toContain('The desk follows no claim “withdrawl”');
    expect(reply).toMatch(/Nearest\n• \/claim withdrawal/);
  });

  it('says what is missing when nothing was asked', async () => {
    expect(await desk.says('/claim')).toMatch(
      /what is missing. Use: \/claim <what…> \[as-of\] \[share\]. For example: \/claim\s+withdrawal/,
    );
  });
});

describe('/claims', () => {
  it('lists claims with standing and verdict, parts under their claim', async () => {
    await storyBreaks();
    expect(await desk.says('/claims list')).toMatch(
      /withdrawal contested · unverified · The US is leaving Iraq\n• ↳ letter unaddressed · unverified · The letter is genuine/,
    );
  });

  it('adds a claim that later items are matched to', async () => {
    expect(
      await desk.says('/claims add talks "Baghdad and Washington hold talks" parent:withdrawal'),
    ).toContain('The desk now follows “Baghdad and Washington hold talks”');
    desk.publisher.publish('/afp', [{ ...LETTER, text: 'talks affirms 0.9 Abdul-Mahdi: We talk.' }]);
    await desk.passes(20 * MINUTE);
    expect(await desk.says('/claim talks')).toContain('Standing: affirmed');
  });

  it.each([
    ['/claims add Talks! They talk', 'Talks! cannot be a slug. Use lower case letters, digits and dashes'],
    ['/claims add letter Another one', 'There is a claim letter already'],
    ['/claims add talks They talk topic:iran', 'There is no topic iran. Topics here: iraq.'],
    ['/claims add talks They talk parent:nothing', 'There is no claim nothing.'],
    ['/claims add talks', 'statement is missing'],
    ['/claims verdict withdrawal flase', 'flase is no verdict; did you mean false? Use one of: unverified'],
    ['/claims verdict nothing false', 'There is no claim nothing.'],
    ['/claims history withdrawl', 'There is no claim withdrawl. Nearest: withdrawal'],
    ['/claims reject withdrawal i99', 'No item i99 was matched to withdrawal'],
    ['/claims delete withdrawal', 'There is no /claims command delete. Try /claims list.'],
    ['/claims hystory withdrawal', 'Did you mean history?'],
    ['/claims', '/claims needs one of: list, add, edit'],
    ['/clam withdrawal', 'There is no command /clam. Did you mean /claim?'],
  ])('answers %s with what to do', async (line, words) => {
    expect((await desk.says(line)).replace(/\s+/g, ' ')).toContain(words);
    expect(desk.log).toEqual([]);
  });

  it('words a claim differently, and the alert with it', async () => {
    expect(await desk.says('/claims edit withdrawal “US forces are leaving”')).toContain(
      'withdrawal now reads “US forces are leaving”',
    );
    expect(await desk.says('/claim withdrawal')).toContain('US forces are leaving');
  });

  it('adds an alias and removes it', async () => {
    await desk.says('/claims alias withdrawal "سحب القوات"');
    expect(await desk.says('/claim سحب القوات')).toContain('The US is leaving Iraq');
    expect(await desk.says('/claims alias letter سحب القوات')).toContain('is an alias of withdrawal already');
    await desk.says('/claims alias withdrawal "سحب القوات" do:remove');
    expect(await desk.says('/claim سحب القوات')).toContain('follows no claim');
  });

  it('sets a verdict, tells the thread and the alert, and keeps who and why', async () => {
    await storyBreaks();
    const shown = await desk.says('/claims verdict withdrawal false The Pentagon says it was a draft');
    expect(shown).toContain('Verdict on withdrawal: false');
    expect(shown).toContain("The desk's verdict on “The US is leaving Iraq” is now false");
    expect(shown).toContain('you: The Pentagon says it was a draft');
    expect(shown).toMatch(/the alert now reads[\s\S]*verdict: false/);
    expect(await desk.says('/claim withdrawal')).toMatch(
      /verdict: false by you, 6 Jan 2020, 12:20 UTC: The Pentagon says/,
    );
  });

  it('writes nothing twice that was said twice', async () => {
    await storyBreaks();
    await desk.says('/claims verdict withdrawal false');
    expect(await desk.says('/claims verdict withdrawal false')).toContain(
      'The verdict on withdrawal is false already.',
    );
    await desk.says('/claims close withdrawal');
    expect(await desk.says('/claims close withdrawal')).toContain('withdrawal is closed already.');
    const kinds = (await desk.desk.claims.history('withdrawal')).map(({ event }) => event.kind);
    expect(kinds.filter((kind) => kind === 'verdict-set' || kind === 'claim-closed')).toHaveLength(2);
  });

  it('offers the verdicts as buttons when none is given', async () => {
    const offered = await desk.says('/claims verdict withdrawal');
    const disputed = /\[(\d+)\] disputed/.exec(offered)?.[1];
    expect(await desk.says(disputed ?? '')).toContain('Verdict on withdrawal: disputed');
  });

  it('tells the history of a claim: who, when, why', async () => {
    await storyBreaks();
    await desk.says('/claims verdict withdrawal disputed');
    const history = (await desk.says('/claims history withdrawal')).replace(/\n {2}/g, ' ');
    expect(history).toContain('Ann added the claim: “The US is leaving Iraq”');
    expect(history).toContain(
      'claimwire confirmed that https://news.example/letter affirms it: “We will move out of Iraq.”',
    );
    expect(history).toMatch(/12:20 UTC you set the verdict disputed/);
  });

  it('closes a claim, so that nothing more is matched, and reopens it', async () => {
    expect(await desk.says('/claims close withdrawal')).toContain('no longer follows withdrawal');
    await storyBreaks();
    expect(await desk.says('/claim withdrawal')).toMatch(/Standing: unaddressed[\s\S]*closed/);
    await desk.says('/claims close withdrawal reopen');
    expect(await desk.says('/claims list')).toContain('withdrawal unaddressed');
  });

  it('rules on an item by its id', async () => {
    desk.publisher.publish('/afp', [{ ...LETTER, text: LETTER.text.replace('0.9', '0.4') }]);
    await desk.passes(20 * MINUTE);
    const id = /Latest items\n• suggested[^•]* · (\w+)\n/.exec(await desk.says('/claim withdrawal'))?.[1];
    expect(await desk.says(`/claims confirm withdrawal ${id}`)).toContain('is about withdrawal');
    expect(await desk.says(`/claims reject withdrawal ${id}`)).toContain('is not about withdrawal');
    expect(await desk.says('/claims list')).toContain('withdrawal unaddressed');
  });
});

describe('/feeds', () => {
  it('lists each feed and how it is, with what to do', async () => {
    desk.publisher.fail('/reuters', 404);
    await desk.passes(20 * MINUTE);
    const reply = (await desk.says('/feeds list')).replace(/\n {2}/g, ' ');
    expect(reply).toMatch(/AFP · well · last read 6 Jan 2020, 12:20 UTC · next poll/);
    expect(reply).toMatch(/Reuters · failing \(1 in a row\)[^•]*has no feed there/);
  });

  it('tests a feed without following it', async () => {
    desk.publisher.publish('/new', [LETTER]);
    expect(await desk.says(`/feeds test ${desk.publisher.url('/new')}`)).toMatch(
      /A publisher: 1 item\n[\s\S]*Letter says US is leaving/,
    );
    expect(await desk.says('/feeds list')).toContain('Feeds: 2');
  });

  it('adds, pauses, resumes and removes a feed', async () => {
    desk.publisher.publish('/new', [LETTER]);
    const url = desk.publisher.url('/new');
    expect(await desk.says(`/feeds add ${url} follow:yes The New Paper`)).toContain(
      'The desk now follows The New Paper',
    );
    expect(await desk.says(`/feeds add ${url}`)).toContain('already');
    expect(await desk.says(`/feeds pause ${url}`)).toContain('The New Paper is paused');
    expect(await desk.says('/feeds list')).toContain('The New Paper · paused');
    expect(await desk.passes(20 * MINUTE)).toBe('');
    expect(await desk.says(`/feeds pause ${url} resume`)).toContain('is polled again');
    expect(await desk.passes(MINUTE)).toContain('━━ alert');
    expect(await desk.says(`/feeds remove ${url}`)).toContain('no longer follows The New Paper');
    expect(await desk.says('/claim withdrawal')).toContain('The New Paper');
  });

  it.each([
    ['/feeds add news.example/rss', 'is no web address. Give the whole address of the feed, with https://'],
    [
      '/feeds remove https://nothing.example/',
      'The desk does not follow https://nothing.example/. /feeds list',
    ],
  ])('answers %s with what to do', async (line, words) => {
    expect((await desk.says(line)).replace(/\s+/g, ' ')).toContain(words);
  });

  it('knows the items of a feed that was removed and comes back', async () => {
    const url = desk.publisher.url('/afp');
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    await desk.says(`/feeds remove ${url}`);
    await desk.says(`/feeds add ${url} follow:yes AFP`);
    expect(await desk.passes(MINUTE)).toBe('');
    desk.publisher.publish('/afp', [{ ...LETTER, title: 'Changed since' }]);
    expect(await desk.passes(20 * MINUTE)).toContain('Edited by its publisher: Changed since');
  });

  it('shows nobody the login of a feed, and takes its address without', async () => {
    desk.publisher.publish('/new', [LETTER]);
    const url = desk.publisher.url('/new');
    await desk.says(`/feeds add ${url.replace('://', '://ann:s3cret@')} follow:yes New`);
    expect(await desk.says('/feeds list')).not.toContain('s3cret');
    expect(
      await desk.front.complete('feed', 'New', { chat: 'terminal', channel: 'desk', thread: null }),
    ).toEqual([{ name: 'New', value: url }]);
    expect(await desk.says(`/feeds remove ${url}`)).toContain('no longer follows New');
  });

  it('does not follow what is no feed', async () => {
    desk.publisher.fail('/new', 404);
    expect(await desk.says(`/feeds add ${desk.publisher.url('/new')}`)).toContain('has no feed there');
    expect(await desk.says('/feeds list')).toContain('Feeds: 2');
  });
});

describe('/watch and /unwatch', () => {
  it('tells what a channel watches and could watch', async () => {
    expect(await desk.says('/watch')).toMatch(/This channel watches: iraq\nTopics to watch: iraq/);
  });

  it('starts and stops the alerts of a claim', async () => {
    expect(await desk.says('/unwatch iraq')).toContain('no longer watches iraq');
    expect(await desk.says('/unwatch iraq')).toContain('did not watch iraq');
    expect(await desk.says('/watch withdrawal')).toContain('now watches withdrawal');
    expect(await desk.says('/watch withdrawal')).toContain('watches withdrawal already');
    expect(await storyBreaks()).toContain('━━ alert');
  });

  it('says what there is to watch when it knows none of that name', async () => {
    expect((await desk.says('/watch iran')).replace(/\s+/g, ' ')).toContain(
      'There is no topic or claim iran. Topics: iraq.',
    );
  });
});

describe('/desk', () => {
  it('tells how the desk is', async () => {
    desk.publisher.fail('/reuters', 500);
    desk.publisher.publish('/afp', [LETTER]);
    await desk.passes(20 * MINUTE);
    const reply = await desk.says('/desk status');
    expect(reply).toContain('2 open claims, 1 items read, 0 suggestions wait');
    expect(reply).toContain('Feeds: 2, of which 1 cannot be read');
    expect(reply).toContain('Deliveries: 2 sent, 0 on their way, 0 parked');
    expect(reply).toMatch(/Feeds that cannot be read\n• Reuters:/);
  });

  it('explains every command with an example, or one of them', async () => {
    const all = await desk.says('/desk help');
    for (const name of [
      '/claim <what…>',
      '/claims verdict',
      '/feeds add',
      '/watch',
      '/unwatch',
      '/desk status',
    ])
      expect(all).toContain(name);
    const one = await desk.says('/desk help feeds');
    expect(one).toContain('/feeds pause');
    expect(one).not.toContain('/claims');
    expect(await desk.says('/desk help feed')).toContain('Did you mean /feeds?');
  });
});

describe('the prompt', () => {
  it.each([
    ['withdrawal', 'Commands start with a slash'],
    ['99', 'There is no button 99 yet.'],
  ])('answers %s with what to do', async (line, words) => {
    expect(await desk.says(line)).toContain(words);
  });
});
