import type { Decision } from '../model/alert.ts';
import type { ChannelSettings, NewsKind, Outcome, Quiet } from '../model/channel.ts';
import type { Stance } from '../model/stance.ts';
import type { Instant } from '../model/time.ts';

/** An item's news as a channel judges it. */
export interface News extends Pick<Decision, 'action' | 'kind'> {
  readonly stance: Stance;
  readonly score: number;
  readonly language: string | null;
}

/** What else the channel's policy looks at. */
export interface Moment {
  readonly now: Instant;
  /** The channel has the story's alert already. */
  readonly shown: boolean;
  /** Alerts of the last hour. */
  readonly lately: number;
}

/** What becomes of news in a channel, and whether the channel's role is notified. One rule a line, the first that fits. */
export function outcomeOf(
  settings: ChannelSettings,
  news: News,
  { now, shown, lately }: Moment,
): Pick<Outcome, 'outcome' | 'reason'> & { readonly mention: string | null } {
  const kinds = kindsOf(news);
  const silent = (outcome: Outcome['outcome'], reason: string) => ({ outcome, reason, mention: null });
  if (news.action === 'suggest')
    return silent('asked', 'may be about a claim: put to the desk, without a ping');
  const loud = !shown || kinds.includes('standing');
  if (!loud) return silent('thread', 'the channel has the story: told in its thread');
  const rest = shown ? 'thread' : 'kept';
  if (settings.kinds !== null && !kinds.some((kind) => settings.kinds?.includes(kind)))
    return silent(rest, `it is ${kinds.join(', ')}; this channel wants ${settings.kinds.join(', ')}`);
  if (news.score < settings.score)
    return silent(
      rest,
      `its score ${news.score.toFixed(2)} is below this channel's ${settings.score.toFixed(2)}`,
    );
  if (!speaks(settings.languages, news.language))
    return silent(rest, `it is in ${news.language}; this channel wants ${settings.languages?.join(', ')}`);
  if (isQuiet(settings.quiet, settings.zone, now)) return silent('digest', 'the channel has its quiet hours');
  if (settings.hourly !== null && lately >= settings.hourly)
    return silent('digest', `this channel had its ${settings.hourly} alerts of the hour`);
  const { mention, mentionKinds } = settings;
  const pings = mentionKinds === null || kinds.some((kind) => mentionKinds.includes(kind));
  const reason = shown ? 'a change of standing, shown in the channel too' : 'alerted';
  return { outcome: 'told', reason, mention: pings ? mention : null };
}

/** The kinds that an item's news is of; a first denial is a change of standing and a denial. */
function kindsOf({ action, kind, stance }: Pick<News, 'action' | 'kind' | 'stance'>): NewsKind[] {
  const is: Readonly<Record<NewsKind, boolean>> = {
    new: action === 'alert' || kind === 'first-report',
    standing: kind === 'change-of-standing' || kind === 'first-report',
    denials: stance === 'denies',
    repeats: kind === 'repeat-after-denial',
    edits: kind === 'edit',
    more: kind === 'further-item',
  };
  return (Object.keys(is) as NewsKind[]).filter((one) => is[one]);
}

function speaks(languages: readonly string[] | null, language: string | null): boolean {
  if (languages === null || language === null) return true;
  return languages.some((one) => `${language.toLowerCase()}-`.startsWith(`${one.toLowerCase()}-`));
}

/** Whether a moment lies in the quiet hours of a time zone. */
export function isQuiet(quiet: Quiet | null, zone: string, at: Instant): boolean {
  if (quiet === null) return false;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const [hour = 0, minute = 0] = clock.format(new Date(at)).split(':').map(Number);
  const now = 60 * hour + minute;
  return quiet.from <= quiet.to ? now >= quiet.from && now < quiet.to : now >= quiet.from || now < quiet.to;
}
