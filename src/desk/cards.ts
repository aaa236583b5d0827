import type { AlertKind, Decision } from '../model/alert.ts';
import type { Claim } from '../model/claim.ts';
import type { Item, Revision } from '../model/item.ts';
import type { Assertion, Match } from '../model/match.ts';
import { type Block, type Button, type Message, message, type Span, type Text } from '../model/message.ts';
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
export function alertCard(view: StoryView, news: ItemNews | null): Message {
  const { claim, state, others, items, origins } = view;
  const blocks: Block[] = [{ kind: 'text', text: headline(view, news) }];
  const shown = news ?? view.latest;
  if (shown) {
    blocks.push({ kind: 'text', text: itemSpans(shown.item) });
    blocks.push(evidence(shown, news?.assertions ?? state.assertions, null));
  }
  const fields = byStance(state.assertions).map(({ label, names }) => ({ name: label, value: names }));
  const sources = `${counted(origins.length, 'independent origin')} (${origins.join(', ')}), ${counted(items.length, 'item')}`;
  blocks.push({ kind: 'fields', fields: [...fields, { name: 'Sources', value: sources }] });
  if (others.length > 0)
    blocks.push({
      kind: 'list',
      heading: 'Also in this story',
      entries: others.map(({ claim: other, state: its }) => [
        { strong: its.standing },
        ` ${other.statement}`,
      ]),
    });
  const buttons = [...(shown ? rulings(claim.slug, shown.item.id) : []), verdictButton(claim.slug)];
  return { ...message(claim.statement, blocks, buttons), tags: [claim.slug, state.standing, state.verdict] };
}

function headline({ state }: StoryView, news: ItemNews | null): Text {
  const moved =
    news && news.before !== news.after && news.before !== 'unaddressed' ? ` (was ${news.before})` : '';
  const spans: Span[] = [{ strong: state.standing }, moved, ` · verdict: ${state.verdict}`];
  return news ? [{ strong: KINDS[news.decision.kind] }, ' · ', ...spans, ' · ', { time: news.at }] : spans;
}

/** A further item, as it is posted in the story's thread. */
export function itemPost(claim: Claim, news: ItemNews): Message {
  const { item, match, decision, retracted } = news;
  const title = `${KINDS[decision.kind]}: ${item.title}`;
  const about = ` “${claim.statement}” · ${decision.reason}`;
  if (retracted) return message(title, [{ kind: 'text', text: [{ strong: 'taken back' }, about] }]);
  const blocks: Block[] = [
    { kind: 'text', text: [{ strong: match.stance }, about] },
    evidence(news, news.assertions, news.at),
  ];
  return message(title, blocks, rulings(claim.slug, item.id));
}

/** An edit, as it is posted in the thread: what went and what came. */
export function editPost(claim: Claim, news: ItemNews, earlier: Revision): Message {
  const { title, blocks, buttons } = itemPost(claim, news);
  const gone = sentences(earlier).filter((sentence) => !sentences(news.item).includes(sentence));
  const come = sentences(news.item).filter((sentence) => !sentences(earlier).includes(sentence));
  const changed: Block[] = [
    { kind: 'list', heading: 'Before', entries: gone.slice(0, 4) },
    { kind: 'list', heading: 'After', entries: come.slice(0, 4) },
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
export function suggestion(claim: Claim, { item, match }: Pick<ItemNews, 'item' | 'match'>): Message {
  return message(
    `Suggestion: is this about “${claim.statement}”?`,
    [
      { kind: 'text', text: itemSpans(item) },
      { kind: 'quote', quote: match.evidence, by: match.reason },
    ],
    rulings(claim.slug, item.id),
  );
}

/** The deciding words and who says them; `saidAt` adds where and when, unless the item was named just before. */
function evidence(
  { item, match }: Pick<ItemNews, 'item' | 'match'>,
  assertions: readonly Assertion[],
  saidAt: Instant | null,
): Block {
  const own = assertions.filter((one) => one.itemId === item.id && one.claim === match.claim);
  const said =
    own.find((one) => match.evidence.includes(one.quote) || one.quote.includes(match.evidence)) ??
    own.find((one) => one.stance === match.stance);
  const who = said ? speaker(said) : item.outlet;
  const by: Span[] = saidAt === null ? [who] : [who, ' · ', ...outletSpans(item, saidAt)];
  return { kind: 'quote', quote: said?.quote ?? match.evidence, by };
}

function rulings(claim: string, itemId: string): Button[] {
  return [
    { label: 'It is this claim', invocation: `/claims confirm ${claim} ${itemId}`, style: 'primary' },
    { label: 'It is not', invocation: `/claims reject ${claim} ${itemId}`, style: 'danger' },
  ];
}

function verdictButton(claim: string): Button {
  return { label: 'Set verdict', invocation: `/claims verdict ${claim}`, style: 'plain' };
}

function counted(many: number, thing: string): string {
  return `${many} ${thing}${many === 1 ? '' : 's'}`;
}
