import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newFeed } from '../../src/desk/feeds.ts';
import { folder } from '../cli/run.ts';
import { NOON, openTestDesk, type TestDesk } from '../support/desk.ts';

const HARBOUR = `slug: harbour
title: The harbour
sign-off: 2
claims:
  - slug: harbour-closed
    statement: The harbour is closed
`;
const ADMIN = { chat: 'discord', id: 'u1', name: 'Ann', groups: [] };
const EDITOR = { chat: 'discord', id: 'u2', name: 'Bob', groups: [] };
const HERE = { chat: 'discord', channel: 'desk', thread: null };

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk({ roles: { discord: { admins: ['u1'], editors: ['u2'] } } });
});
afterEach(() => desk.close());

/** What an export gives, from its name to the rule under it. */
async function exported(slug: string): Promise<string> {
  const said = await desk.says(`/topics export ${slug}`);
  const [, name, text = ''] = /\n── (\S+\.yaml)\n([\s\S]*\n)──\n$/.exec(said) ?? [];
  expect(name).toBe(`${slug}.yaml`);
  return text;
}

/** Has a person at the terminal take in a file of this text. */
async function imports(yaml: string): Promise<string> {
  const path = join(await folder({ 'topic.yaml': '' }), 'topic.yaml');
  await writeFile(path, yaml);
  return (await desk.says(`/topics import "${path}"`)).replace(/\n {2}/g, ' ');
}

describe('/topics list', () => {
  it('tells of each topic its claims, its feeds and what a verdict takes', async () => {
    await imports(HARBOUR);
    expect(await desk.says('/topics list')).toMatch(
      /• harbour The harbour · 1 claim · 0 feeds · a verdict takes two editors\n• iraq Iraq · 2 claims · 2 feeds · a verdict takes an editor\n/,
    );
  });
});

describe('/topics export and import', () => {
  it('gives a topic as a file, and takes in what was changed in it', async () => {
    const yaml = await exported('iraq');
    expect(yaml).toContain('slug: iraq\ntitle: Iraq\n');
    expect(await imports(yaml)).toContain('Nothing changed in the topic iraq');
    const reply = await imports(yaml.replace('The US is leaving Iraq', 'The US leaves Iraq'));
    expect(reply).toMatch(
      /── to the channel\nThe topic iraq was taken in\nChanges\n• claim withdrawal changed/,
    );
    expect(await desk.says('/claim withdrawal')).toContain('The US leaves Iraq');
    expect(await desk.says('/claims history withdrawal')).toMatch(/you[^•]*worded the claim/);
  });

  it('takes in a new topic', async () => {
    expect(await imports(HARBOUR)).toMatch(/• topic harbour added\n• claim harbour-closed added/);
    expect(await desk.says('/watch harbour')).toContain('now watches harbour');
  });

  it('shows nobody the login of a feed, and takes the feed back as the same', async () => {
    const url = 'https://ann:s3cret@paper.example/rss';
    await desk.deps.store.feeds.add(newFeed(url, 'The Paper', NOON));
    const yaml = await exported('iraq');
    expect(yaml).toContain('https://paper.example/rss');
    expect(yaml).not.toContain('s3cret');
    expect(await imports(yaml)).toContain('Nothing changed');
    expect(await desk.deps.store.feeds.list()).toHaveLength(3);
  });

  it('says every fault of a file, and takes in none of it', async () => {
    const reply = await imports('slug: harbour\ntitel: The harbour\nclaims: []\n');
    expect(reply).toMatch(
      /── to you\nThat file was not taken in\nWhat is wrong with it\n• topic\.yaml:1:1: [^•]*• topic\.yaml:2:1: unknown key titel; did you mean title\?\n• topic\.yaml:3:9: /,
    );
    const taken = await imports(HARBOUR.replace('harbour-closed', 'withdrawal'));
    expect(taken).toContain('The claim withdrawal belongs to the topic iraq already');
    expect(await desk.says('/topics list')).not.toContain('harbour');
  });

  it('says which topics there are', async () => {
    expect(await desk.says('/topics export iran')).toContain('There is no topic iran. Topics here: iraq.');
  });

  it('lets only admins take in a file, and only editors have one', async () => {
    const call = { command: 'topics', subcommand: 'import', options: { yaml: HARBOUR }, place: HERE };
    const titleOf = async (person: typeof ADMIN) => {
      const { message } = await desk.front.invoke({ ...call, person });
      return message.title;
    };
    expect(await titleOf(EDITOR)).toContain('/topics import needs the role of admin');
    expect(await titleOf(ADMIN)).toBe('The topic harbour was taken in');
    const [added] = await desk.desk.claims.history('harbour-closed');
    expect(added).toMatchObject({ actor: { id: 'discord:u1', name: 'Ann' }, cause: '/topics import' });
    const { file } = await desk.front.say('/topics export harbour', EDITOR, HERE);
    expect(file).toEqual({ name: 'harbour.yaml', text: HARBOUR });
    const nobody = { ...EDITOR, id: 'u3' };
    expect(await desk.front.say('/topics export harbour', nobody, HERE)).not.toHaveProperty('file');
  });
});
