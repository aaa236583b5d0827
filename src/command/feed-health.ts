import { shownAddress } from '../model/feed.ts';
import type { Span, Text } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import type { FollowedFeed } from './desk.ts';

const HEADERS = { one: 'sends its own header {names}', other: 'sends its own headers {names}' };

/** How a feed is, in a line: what is wrong and how to mend it first, since a chat may cut the end. */
export function healthOf(feed: FollowedFeed, say: Say): Text {
  const parts: Span[][] = [stateOf(feed, say)];
  if (feed.error !== null) parts.push([feed.error]);
  if (feed.note !== null) parts.push([feed.note]);
  else if (feed.movedTo !== null && feed.movedSince !== null)
    parts.push(
      say.spans('redirects to {address} since {time}', {
        address: shownAddress(feed.movedTo),
        time: { time: feed.movedSince },
      }),
    );
  if (feed.lastSuccessAt !== null)
    parts.push(say.spans('last read {time}', { time: { time: feed.lastSuccessAt } }));
  if (feed.status === 'active')
    parts.push(say.spans('next poll {time}', { time: { time: feed.nextPollAt } }));
  if (feed.subscription !== null) parts.push(pushOf(feed.subscription, say));
  if (feed.headerNames.length > 0)
    parts.push([say.many(feed.headerNames.length, HEADERS, { names: feed.headerNames.join(', ') })]);
  parts.push([shownAddress(feed.url)]);
  return [feed.outlet, ...parts.flatMap((part): Span[] => [' · ', ...part])];
}

/** Those that need a person come first; the others keep their order. */
export function worstFirst(feeds: readonly FollowedFeed[]): FollowedFeed[] {
  const rank = ({ status, error }: FollowedFeed) =>
    status === 'paused' ? 1 : status === 'gone' || error !== null ? 0 : 2;
  return feeds.toSorted((one, other) => rank(one) - rank(other));
}

/** How many there are, and how many of them are not well. */
export function countOf(feeds: readonly FollowedFeed[], say: Say): string {
  const count = (template: string, is: (feed: FollowedFeed) => boolean) => {
    const n = feeds.filter(is).length;
    return n === 0 ? [] : say.text(template, { n });
  };
  const parts = [
    count('{n} failing', ({ status, error }) => status === 'active' && error !== null),
    count('{n} gone', ({ status }) => status === 'gone'),
    count('{n} paused', ({ status }) => status === 'paused'),
  ].flat();
  return say.text('Feeds: {n}', { n: feeds.length }) + (parts.length > 0 ? ` (${parts.join(', ')})` : '');
}

function stateOf({ status, error, failures, lastSuccessAt }: FollowedFeed, say: Say): Span[] {
  if (status === 'paused')
    return [{ strong: say.text('paused') }, ` (${say.text('to resume: /feeds pause <address> resume')})`];
  if (status === 'gone') return [{ strong: say.text('gone') }];
  if (error !== null)
    return [{ strong: say.text('failing') }, ` (${say.text('{n} in a row', { n: failures })})`];
  return [{ strong: lastSuccessAt === null ? say.text('not polled yet') : say.text('well') }];
}

function pushOf(
  { hub, state, leaseEndsAt, error }: NonNullable<FollowedFeed['subscription']>,
  say: Say,
): Span[] {
  if (state === 'active' && leaseEndsAt !== null)
    return [
      ...say.spans('pushed by {hub} until {time}', { hub, time: { time: leaseEndsAt } }),
      error === null ? '' : `: ${error}`,
    ];
  const why = error ?? say.text('it has not confirmed yet');
  return [say.text('not pushed by {hub}: {why}', { hub, why })];
}
