import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandShape } from '../../src/command/command.ts';
import { message } from '../../src/model/message.ts';
import { createTestDesk, type TestDesk } from '../support/discord/desk.ts';
import { type DiscordHarness, openDiscord } from '../support/discord/harness.ts';
import type { GivenFile } from '../support/discord/lines.ts';

const commands: readonly CommandShape[] = [
  {
    name: 'import',
    description: 'Take in a file',
    action: {
      name: 'import',
      description: 'Take in a file',
      role: 'reader',
      example: '/import',
      options: [
        { name: 'file', description: 'An OPML file', required: true, file: true },
        { name: 'note', description: 'A note', required: false },
      ],
      form: ['note'],
    },
  },
];

describe('files on Discord', () => {
  let desk: TestDesk;
  let harness: DiscordHarness;
  beforeEach(async () => {
    desk = createTestDesk(commands);
    harness = await openDiscord(desk);
  });
  afterEach(() => harness.stop());

  /** A file as it lies with Discord after a person attached it. */
  function given(bytes: Buffer, size = bytes.length): GivenFile {
    const { world, apiUrl } = harness.discord;
    const path = `/attachments/${world.newId()}/feeds.opml`;
    world.files.set(path, bytes);
    const url = new URL(path, apiUrl).href;
    return { id: world.newId(), filename: 'feeds.opml', size, url, proxy_url: url };
  }

  async function imported(file: GivenFile): Promise<string> {
    return (await harness.shown(harness.person.call('/import', undefined, file))).text;
  }

  it('registers what takes a file as an attachment', () => {
    const { world } = harness.discord;
    expect(world.commands.get(world.guild.id)).toMatchObject([
      {
        name: 'import',
        options: [
          { type: 11, name: 'file', required: true },
          { type: 3, name: 'note' },
        ],
      },
    ]);
  });

  it('brings the text of a file, and asks no form of a call that has one', async () => {
    await imported(given(Buffer.from('<opml>日本 – é</opml>')));
    expect(desk.invocations).toMatchObject([{ command: 'import' }]);
    expect(desk.invocations[0]?.options).toEqual({ file: '<opml>日本 – é</opml>' });
  });

  it.each([
    ['is too large by its own word', 'larger than 1 MB', () => given(Buffer.from('x'), 1_000_001)],
    ['is too large whatever it says', 'larger than 1 MB', () => given(Buffer.alloc(1_000_001, 'x'), 1)],
    ['is no text', 'no text in UTF-8', () => given(Buffer.from([0x50, 0x4b, 0xff, 0xfe]))],
    [
      'lies elsewhere',
      'does not lie with Discord',
      () => ({ ...given(Buffer.from('x')), url: 'http://127.0.0.1:1/feeds.opml' }),
    ],
    [
      'is not there any more',
      'did not give out',
      () => ({ ...given(Buffer.from('x')), url: new URL('/attachments/gone', harness.discord.apiUrl).href }),
    ],
  ])('says what to do about a file that %s', async (_what, words, file) => {
    const call = harness.person.call('/import', undefined, file());
    const shown = await harness.discord.world.signal.until(() =>
      call.loading || call.original === null ? undefined : call.original,
    );
    expect(shown.content).toContain(words);
    expect(desk.invocations).toEqual([]);
    expect(harness.logged.join()).not.toContain('not answered');
  });

  it.each(['private', 'channel'] as const)('sends a file with an answer (%s)', async (visibility) => {
    const file = { name: 'feeds.opml', text: '<opml>日本</opml>' };
    desk.answer = async () => ({ message: message('Your feeds'), visibility, file });
    const call = harness.person.call('/import', undefined, given(Buffer.from('x')));
    expect(await harness.shown(call)).toMatchObject({ text: 'Your feeds' });
    const shown = visibility === 'private' ? call.original : call.followUps[0];
    expect(shown?.files).toEqual([file]);
    if (visibility === 'channel') expect(call.original?.files).toEqual([]);
  });
});
