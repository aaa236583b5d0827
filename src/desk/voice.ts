import { sayIn } from '../language/index.ts';
import type { ChannelSettings } from '../model/channel.ts';
import type { Say } from '../model/say.ts';

/** The language that a channel is spoken to in: its own choice, else the desk's. */
export function voiceOf({ language }: Pick<ChannelSettings, 'language'>, ofDesk: string): Say {
  return sayIn(language ?? ofDesk);
}
