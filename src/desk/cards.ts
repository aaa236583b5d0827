import type { AlertKind, Decision } from '../model/alert.ts';
import type { Claim } from '../model/claim.ts';
import type { Item, Revision } from '../model/item.ts';
import type { Assertion, Match } from '../model/match.ts';
import { type Block, type Button, type Message, message, type Span, type Text } from '../model/message.ts';
import type { Say } from '../model/say.ts';
import type { Standing } from '../model/stance.ts';
import { byStance, itemSpans, outletSpans, speaker } from '../model/telling.ts';
import type { Instant } from '../model/time.ts';
import type { StoryView } from './story-view.ts';

const KINDS: Record<AlertKind, string> = {
  'first-report': 'First report',
  'change-of-standing': 'Change of standing',
  denial: 'Denial',
  'repeat-after-denial': 'Repeat after a denial',
  edit: 'Edited by its publisher',
  'further-item': 'More on the story',
};

const ORIGINS = { one: '{n} independent origin', other: '{n} independent origins' };
const ITEMS = { one: '{n} item', other: '{n} items' };

/** One item's part in a story: what it says, who says it, and what that changed. */
export interface ItemNews {
  readonly item: Item;
  readonly match: Match;
  readonly decision: Pick<Decision, 'kind' | 'reason'>;
  readonly assertions: readonly Assertion[];
  readonly before: Standing;
  readonly after: Standing;
  /** When the item spoke, or was edited. */
  readonly at: Instant;
  /** It no longer speaks of the claim. */
  readonly retracted: boolean;
}

/** The alert of a story, as it stands: posted once per channel, then updated in place. */
export function alertCard(view: StoryView, news: ItemNews | null, say: Say): Message {
  const { claim, state, others, items, origins } = view;
  const blocks: Block[] = [{ kind: 'text', text: headline(view, news, say) }];
  const shown = news ?? view.latest;
  if (shown) {
    blocks.push({ kind: 'text', text: itemSpans(shown.item, say) });
    blocks.push(evidence(shown, news?.assertions ?? state.assertions, null, say));
  }
  const fields = byStance(state.assertions, say).map(({ label, names }) => ({ name: label, value: names }));
  const independent = say.many(origins.length, ORIGINS);
  const sources = `${independent} (${origins.join(', ')}), ${say.many(items.length, ITEMS)}`;
  blocks.push({ kind: 'fields', fields: [...fields, { name: say.text('Sources'), value: sources }] });
  if (others.length > 0)
    blocks.push({
      kind: 'list',
      heading: say.text('Also in this story'),
      entries: others.map(({ claim: other, state: its }) => [
        { strong: say.text(its.standing) },
        ` ${other.statement}`,
      ]),
    });
  const buttons = [...(shown ? rulings(claim.slug, shown.item.id, say) : []), verdictButton(claim.slug, say)];
  return { ...message(claim.statement, blocks, buttons), tags: [claim.slug, state.standing, state.verdict] };
}

function headline({ state }: StoryView, news: ItemNews | null, say: Say): Text {
  const moved = news && news.before !== news.after && news.before !== 'unaddressed';
  const was = moved ? ` (${say.text('was {standing}', { standing: say.text(news.before) })})` : '';
  const verdict = say.text('verdict: {verdict}', { verdict: say.text(state.verdict) });
  const spans: Span[] = [{ strong: say.text(state.standing) }, was, ` · ${verdict}`];
  if (!news) return spans;
  return [{ strong: say.text(KINDS[news.decision.kind]) }, ' · ', ...spans, ' · ', { time: news.at }];
}

/** A further item, as it is posted in the story's thread. */
export function itemPost(claim: Claim, news: ItemNews, say: Say): Message {
  const { item, match, decision, retracted } = news;
  const title = `${say.text(KINDS[decision.kind])}: ${item.title}`;
  const about = ` “${claim.statement}” · ${say.text(decision.reason)}`;
  if (retracted) return message(title, [{ kind: 'text', text: [{ strong: say.text('taken back') }, about] }]);
  const blocks: Block[] = [
    { kind: 'text', text: [{ strong: say.text(match.stance) }, about] },
    evidence(news, news.assertions, news.at, say),
  ];
  return message(title, blocks, rulings(claim.slug, item.id, say));
}

/** An edit, as it is posted in the thread: what went and what came. */
export function editPost(claim: Claim, news: ItemNews, earlier: Revision, say: Say): Message {
  const { title, blocks, buttons } = itemPost(claim, news, say);
  const [before, after] = [sentences(earlier), sentences(news.item)];
  const [were, are] = [new Set(before), new Set(after)];
  const gone = before.filter((sentence) => !are.has(sentence));
  const come = after.filter((sentence) => !were.has(sentence));
  const changed: Block[] = [
    { kind: 'list', heading: say.text('Before'), entries: gone.slice(0, 4) },
    { kind: 'list', heading: say.text('After'), entries: come.slice(0, 4) },
  ];
  return message(
    title,
    [...changed.filter((block) => block.kind === 'list' && block.entries.length > 0), ...blocks],
    buttons,
  );
}

function sentences({ title, summary, text }: { title: string; summary: string; text: string }): string[] {
  const parts = [title, ...`${summary}\n${text}`.split(/(?<=[.!?؟])\s+|\n+/)];
  return [...new Set(parts.map((part) => part.trim()).filter(Boolean))];
}

/** A question to the desk: is this item about the claim? */
export function suggestion(
  claim: Claim,
  { item, match }: Pick<ItemNews, 'item' | 'match'>,
  say: Say,
): Message {
  return message(
    say.text('Suggestion: is this about “{claim}”?', { claim: claim.statement }),
    [
      { kind: 'text', text: itemSpans(item, say) },
      { kind: 'quote', quote: match.evidence, by: match.reason },
    ],
    rulings(claim.slug, item.id, say),
  );
}

/** The deciding words and who says them; `saidAt` adds where and when, unless the item was named just before. */
function evidence(
  { item, match }: Pick<ItemNews, 'item' | 'match'>,
  assertions: readonly Assertion[],
  saidAt: Instant | null,
  say: Say,
): Block {
  const own = assertions.filter((one) => one.itemId === item.id && one.claim === match.claim);
  const said =
    own.find((one) => match.evidence.includes(one.quote) || one.quote.includes(match.evidence)) ??
    own.find((one) => one.stance === match.stance);
  const who = said ? speaker(said, say) : item.outlet;
  const by: Span[] = saidAt === null ? [who] : [who, ' · ', ...outletSpans(item, saidAt, say)];
  return { kind: 'quote', quote: said?.quote ?? match.evidence, by };
}

function rulings(claim: string, itemId: string, say: Say): Button[] {
  return [
    {
      label: say.text('It is this claim'),
      invocation: `/claims confirm ${claim} ${itemId}`,
      style: 'primary',
    },
    { label: say.text('It is not'), invocation: `/claims reject ${claim} ${itemId}`, style: 'danger' },
  ];
}

function verdictButton(claim: string, say: Say): Button {
  return { label: say.text('Set verdict'), invocation: `/claims verdict ${claim}`, style: 'plain' };
}
