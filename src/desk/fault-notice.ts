import { createHash } from 'node:crypto';
import type { UserError } from '../errors.ts';
import type { Delivery } from '../model/alert.ts';
import { message } from '../model/message.ts';
import type { Instant } from '../model/time.ts';
import type { Store } from '../storage/store.ts';
import { notice } from './announce.ts';
import { voiceOf } from './voice.ts';

/** Tells the channels that want to know that nothing can be posted in another one, and the remedy: once a day. */
export async function tellFault(
  store: Store,
  language: string,
  { chat, channel }: Pick<Delivery, 'chat' | 'channel'>,
  fault: UserError,
  now: Instant,
): Promise<void> {
  const told = (await store.channels.list()).filter(
    (one) => one.settings.notices && (one.chat !== chat || one.channel !== channel),
  );
  const what = createHash('sha256').update(fault.message).digest('hex').slice(0, 12);
  for (const one of told) {
    const say = voiceOf(one.settings, language);
    const words = message(
      say.text('Nothing can be posted in the {chat} channel {channel}', { chat, channel }),
      [
        { kind: 'text', text: say.text(fault.template, fault.filling) },
        {
          kind: 'text',
          text: say.spans('What waits for it is kept. Once that is mended, {command} sends it.', {
            command: { code: '/desk retry' },
          }),
        },
      ],
    );
    await notice(store, [one], words, `fault/${chat}/${channel}/${what}/${now.slice(0, 10)}`, now);
  }
}
