import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const PLACE = { chat: 'discord', channel: 'c1', thread: null };
const ROLES = { discord: { editors: ['role-desk'], admins: ['u-chief'] } };

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk({ roles: ROLES });
});
afterEach(() => desk.close());

async function says(line: string, id: string, groups: string[] = []): Promise<string> {
  const { message } = await desk.front.say(line, { chat: 'discord', id, name: 'Ann', groups }, PLACE);
  return message.title;
}

describe('who may', () => {
  it.each(['/claim withdrawal', '/claims list', '/claims history withdrawal', '/feeds list', '/desk status'])(
    'lets anyone call %s',
    async (line) => {
      expect(await says(line, 'u1')).not.toContain('needs the role');
    },
  );

  it.each([
    '/claims add talks They talk',
    '/claims edit withdrawal Another wording',
    '/claims alias withdrawal pull-out',
    '/claims verdict withdrawal false',
    '/claims confirm withdrawal i1',
    '/claims reject withdrawal i1',
    '/claims close withdrawal',
    '/watch iraq',
    '/unwatch iraq',
  ])('lets only editors call %s, and says whom to ask', async (line) => {
    const denied = await says(line, 'u1');
    expect(denied).toMatch(/needs the role of editor, which you do not have here/);
    expect(denied).toContain('DISCORD_EDITORS');
    expect(denied).toContain('your id is u1');
    expect(await says(line, 'u2', ['role-desk'])).not.toContain('needs the role');
    expect(await says(line, 'u-chief')).not.toContain('needs the role');
  });

  it.each([
    '/feeds add https://news.example/',
    '/feeds remove https://news.example/',
    '/feeds pause https://news.example/',
  ])('lets only admins call %s', async (line) => {
    expect(await says(line, 'u2', ['role-desk'])).toContain('needs the role of admin');
  });

  it('changes nothing when it denies', async () => {
    await says('/claims verdict withdrawal false', 'u1');
    expect(await says('/claim withdrawal', 'u1')).toBe('The US is leaving Iraq');
    const { state } = await desk.desk.claims.view('withdrawal', null);
    expect(state.verdict).toBe('unverified');
  });

  it('outlives a fault while it hears a post', async () => {
    Object.assign(desk.deps.store.threads, { byRef: () => Promise.reject(new Error('disk is full')) });
    const post = {
      chat: 'discord',
      channel: 'c1',
      threadRef: 't',
      ref: '1',
      author: 'Ann',
      text: 'x',
      at: '',
    };
    expect(await desk.front.hear(post)).toBe(false);
    expect(desk.log.join()).toContain('disk is full');
  });

  it('writes who changed what in the ledger', async () => {
    await says('/claims verdict withdrawal false', 'u2', ['role-desk']);
    const entry = (await desk.desk.claims.history('withdrawal')).at(-1);
    expect(entry).toMatchObject({ actor: { id: 'discord:u2', name: 'Ann' }, cause: '/claims verdict' });
  });

  it('answers one person no more than thirty times a minute, and others all the same', async () => {
    const ask = (id: string) => says('/claims list', id);
    const answers = [];
    for (let n = 0; n < 31; n++) answers.push(await ask('u1'));
    expect(answers.slice(0, 30).filter((one) => one.includes('a lot in one minute'))).toEqual([]);
    expect(answers[30]).toContain('a lot in one minute. Wait a little');
    expect(await ask('u2')).not.toContain('a lot in one minute');
    await desk.passes(60_000);
    expect(await ask('u1')).not.toContain('a lot in one minute');
  });
});
