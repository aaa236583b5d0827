import { render as renderForDiscord } from '../src/chat/discord/render.ts';
import { render as renderForSlack } from '../src/chat/slack/render.ts';
import type { Message } from '../src/model/message.ts';
import { openSampleDesk, type SampleDesk } from './sample-desk.ts';

/** Every kind of card, by name, as the sample desk makes it. */
async function sampleCards(): Promise<Map<string, Message>> {
  const desk = await openSampleDesk();
  try {
    const replies = desk.sent.filter(({ as }) => as === 'reply').map(({ message }) => message);
    const updates = desk.sent.filter(({ as }) => as === 'update').map(({ message }) => message);
    const about = (words: string) => replies.find(({ title }) => title.startsWith(words));
    const cards: [string, Message | undefined][] = [
      ['alert-first-report', desk.sent[0]?.message],
      ['alert-contested', updates.at(-1)],
      ['thread-more', about('More on the story')],
      ['thread-change-of-standing', about('Change of standing')],
      ['thread-denial', about('Denial')],
      ['thread-repeat-after-denial', about('Repeat after a denial')],
      ['thread-edit', about('Edited by its publisher')],
      ['claim', await answer(desk, '/claim withdrawal')],
      ['claim-as-of', await answer(desk, '/claim withdrawal as-of:2020-01-06T20:30')],
      ['claims-list', await answer(desk, '/claims list')],
      ['claims-check', await answer(desk, '/claims check US troops will leave Iraq, a letter says')],
      ['claims-history', await answer(desk, '/claims history policy-unchanged')],
      ['desk-why', await answer(desk, '/desk why Pentagon chief Esper says no decision')],
      ['desk-help', await answer(desk, '/desk help claims')],
      ['watch-preview', await answer(desk, '/watch preview kinds:denials')],
      ['home', await desk.front.home({ chat: 'slack', id: 'U-Ann', name: 'Ann', groups: [] })],
    ];
    return new Map(
      cards.map(([name, message]) => {
        if (message === undefined) throw new Error(`the recording gives no card ${name}`);
        return [name, message];
      }),
    );
  } finally {
    await desk.close();
  }
}

async function answer(desk: SampleDesk, line: string): Promise<Message> {
  const person = { chat: 'slack', id: 'U-Ann', name: 'Ann', groups: [] };
  return (await desk.front.say(line, person, { chat: 'slack', channel: 'C0DESK', thread: null })).message;
}

/** The files that show cards as the platforms take them: for Block Kit Builder and for an embed viewer. */
export async function cardFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  for (const [name, message] of await sampleCards()) {
    files.set(`cards/${name}.slack.json`, json({ blocks: renderForSlack(message).blocks }));
    files.set(`cards/${name}.discord.json`, json(renderForDiscord(message)));
  }
  return files;
}
