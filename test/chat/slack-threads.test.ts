import { describe, expect, it } from 'vitest';
import { message } from '../../src/model/message.ts';
import { sending } from '../support/sending.ts';
import { slackDesks } from '../support/slack/desks.ts';
import { recordingFront } from '../support/slack/front.ts';
import { messageEvent } from '../support/slack/payloads.ts';
import { BOT, CHANNEL, PERSON } from '../support/slack/workspace.ts';

const open = slackDesks();
const GROUP = 'S0123ABCDE';
const ALERT = { ...message('An alert', [{ kind: 'text', text: 'of AFP' }]), mention: GROUP };
const THREAD = '1578341100.000001';
const WRITTEN = { type: 'message', ts: '1578341200.000100', thread_ts: THREAD, user: PERSON.id };

/** Someone changed a message; the event has a time of its own. */
function changed(now: object, before: object): object {
  const of = { message: { ...WRITTEN, ...now }, previous_message: { ...WRITTEN, ...before } };
  return messageEvent(
    { ts: '1578341300.000100', text: '' },
    { subtype: 'message_changed', hidden: true, ...of },
  );
}

function deleted(before: object): object {
  const of = { deleted_ts: WRITTEN.ts, previous_message: { ...WRITTEN, ...before } };
  return messageEvent(
    { ts: '1578341300.000200', text: '' },
    { subtype: 'message_deleted', hidden: true, ...of },
  );
}

describe.each(['socket', 'http'] as const)('What people write in threads, in Slack by %s', (kind) => {
  it('is changed in plain words', async () => {
    const front = recordingFront();
    const desk = await open(kind, front);
    await desk.carrier.deliver(
      'events_api',
      changed({ text: `<@${PERSON.id}> &amp; AFP`, edited: { user: PERSON.id } }, { text: 'AFP' }),
    );
    expect(await front.amended.next()).toEqual({
      ref: WRITTEN.ts,
      channel: CHANNEL,
      text: `@${PERSON.displayName} & AFP`,
    });
  });

  it('is gone when it is deleted', async () => {
    const front = recordingFront();
    const desk = await open(kind, front);
    await desk.carrier.deliver('events_api', deleted({ text: 'AFP' }));
    expect(await front.amended.next()).toEqual({ ref: WRITTEN.ts, channel: CHANNEL, text: null });
  });

  it('is not changed by an unfolded link, a bot, or a message in no thread', async () => {
    const front = recordingFront();
    const desk = await open(kind, front);
    const link = { text: '<https://a.example>' };
    const noThread = { thread_ts: undefined };
    for (const event of [
      changed({ ...link, attachments: [{ title: 'A page' }] }, link),
      changed({ bot_id: BOT.bot, text: 'a' }, { bot_id: BOT.bot, text: 'b' }),
      changed({ ...noThread, text: 'a' }, { ...noThread, text: 'b' }),
      changed({ subtype: 'tombstone', text: 'This message was deleted.' }, { text: 'b' }),
      deleted({ bot_id: BOT.bot, text: 'a' }),
      deleted({ ...noThread, text: 'a' }),
      deleted({ text: 'the last' }),
    ])
      await desk.carrier.deliver('events_api', event);
    await front.amended.next();
    expect(front.amended.all).toHaveLength(1);
  });

  it('is heard once, however often Slack sends it', async () => {
    const front = recordingFront();
    const desk = await open(kind, front);
    const once = messageEvent({ ...WRITTEN, text: 'once' });
    await desk.carrier.deliver('events_api', once);
    await desk.carrier.deliver('events_api', once, { attempt: 1, reason: 'timeout' });
    await desk.carrier.deliver('events_api', once, { attempt: 2, reason: 'http_error' });
    await desk.carrier.deliver('events_api', messageEvent({ ...WRITTEN, text: 'another' }));
    await front.posts.next();
    await front.posts.next();
    expect(front.posts.all.map(({ text }) => text)).toEqual(['once', 'another']);
  });
});

describe('An event that Slack repeats', () => {
  it('is heard again once a thousand events came between', async () => {
    const front = recordingFront();
    const desk = await open('socket', front);
    const first = messageEvent({ ...WRITTEN, text: 'first' });
    await desk.carrier.deliver('events_api', first);
    const others = Array.from({ length: 1_000 }, () => messageEvent({ ts: WRITTEN.ts, text: 'chatter' }));
    await Promise.all(others.map((other) => desk.carrier.deliver('events_api', other)));
    await desk.carrier.deliver('events_api', first, { attempt: 1, reason: 'timeout' });
    await front.posts.next();
    await front.posts.next();
    expect(front.posts.all).toHaveLength(2);
  });
});

describe('Messages of the desk in Slack', () => {
  it('are shown in the channel as well where they are broadcast', async () => {
    const desk = await open('socket', recordingFront());
    const root = await desk.chat.post(CHANNEL, message('An alert'), sending('k1'));
    await desk.chat.reply(CHANNEL, root, message('Aside'), sending('k2'), false);
    await desk.chat.reply(CHANNEL, root, message('A denial'), sending('k3'), true);
    expect((await desk.seen()).map(({ text }) => text)).toEqual(['An alert', 'A denial']);
    expect(desk.slack.calls.of('chat.postMessage').all.map((call) => call.reply_broadcast)).toEqual([
      undefined,
      undefined,
      'true',
    ]);
  });

  it('are replaced in a thread', async () => {
    const desk = await open('socket', recordingFront());
    const root = await desk.chat.post(CHANNEL, message('An alert'), sending('k1'));
    const ref = await desk.chat.reply(CHANNEL, root, message('Aside'), sending('k2'), false);
    await desk.chat.update(CHANNEL, root, ref, message('Now contested'));
    expect((await desk.seen())[0]?.thread).toEqual(['Now contested']);
  });

  it('are taken away, once', async () => {
    const desk = await open('socket', recordingFront());
    const ref = await desk.chat.post(CHANNEL, message('An alert'), sending('k1'));
    await desk.chat.remove(CHANNEL, null, ref);
    expect(await desk.seen()).toEqual([]);
    await expect(desk.chat.remove(CHANNEL, null, ref)).resolves.toBeUndefined();
    await expect(desk.chat.remove('C0NONE', null, ref)).rejects.toThrow('/invite');
  });

  it('notify a user group when they are posted, and not when they are replaced', async () => {
    const desk = await open('socket', recordingFront());
    const ref = await desk.chat.post(CHANNEL, ALERT, sending('k1'));
    const [posted] = desk.slack.workspace.channels.get(CHANNEL) ?? [];
    expect(posted?.text).toMatch(new RegExp(`^<!subteam\\^${GROUP}> An alert`));
    const mention = { type: 'usergroup', usergroup_id: GROUP };
    expect(posted?.blocks).toMatchObject([
      { type: 'header' },
      { type: 'rich_text', elements: [{ elements: [mention] }, { elements: [{ text: 'of AFP' }] }] },
    ]);
    await desk.chat.update(CHANNEL, null, ref, ALERT);
    const [updated] = desk.slack.workspace.channels.get(CHANNEL) ?? [];
    expect(JSON.stringify(updated)).not.toContain(GROUP);
  });

  it('notify with a title alone, and nobody where the id is no user group’s', async () => {
    const desk = await open('socket', recordingFront());
    await desk.chat.post(CHANNEL, { ...message('Alone'), mention: GROUP }, sending('k1'));
    for (const [index, mention] of ['U0ANNA', 'channel', '<!here>', 's0123abcde'].entries())
      await desk.chat.post(CHANNEL, { ...message('Nobody'), mention }, sending(`n${index}`));
    const [alone, ...others] = desk.slack.workspace.channels.get(CHANNEL) ?? [];
    expect(alone?.blocks).toMatchObject([{ type: 'header' }, { type: 'rich_text' }]);
    expect(others).toHaveLength(4);
    expect(JSON.stringify(others)).not.toMatch(/usergroup|subteam|<!/);
  });
});
