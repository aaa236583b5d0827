import type { AlertKind, Decision, Delivery, Post } from '../model/alert.ts';
import type { ChannelSettings, Outcome } from '../model/channel.ts';
import type { Claim, Topic } from '../model/claim.ts';
import type { Feed, FeedDocument } from '../model/feed.ts';
import type { Item } from '../model/item.ts';
import type { Actor, ClaimState, LedgerEntry, Proposal, Ruled } from '../model/ledger.ts';
import type { Match } from '../model/match.ts';
import type { Button } from '../model/message.ts';
import type { Grant, Refusal, Role } from '../model/role.ts';
import type { Ruling } from '../model/ruling.ts';
import type { Phrase, Say } from '../model/say.ts';
import type { ShownSubscription } from '../model/subscription.ts';
import type { Instant } from '../model/time.ts';
import type { Person, Place } from './invocation.ts';

/** An actor and what they called, as the ledger records them. */
export interface By {
  readonly actor: Actor;
  readonly cause: string;
}

export interface ClaimView {
  readonly claim: Claim;
  readonly state: ClaimState;
  readonly subclaims: readonly { claim: Claim; state: ClaimState }[];
  /** Latest first, rejected ones left out. */
  readonly items: readonly { item: Item; match: Match }[];
  /** Every item that its assertions come from, by id. */
  readonly sources: ReadonlyMap<string, Item>;
  readonly origins: readonly string[];
  readonly threads: readonly { chat: string; link: string | null; posts: number }[];
  /** The desk's own latest verdicts and rulings, oldest first. */
  readonly decisions: readonly LedgerEntry[];
  /** The past time that it is seen from, or null for now. */
  readonly asOf: Instant | null;
}

interface RulingCounts {
  readonly confirmed: number;
  readonly rejected: number;
}

/** How well a claim is matched, by the desk's rulings on it; thresholds are scores, 0 to 1. */
export interface ClaimQuality extends RulingCounts {
  readonly claim: Claim;
  /** Rulings on items that counted before the desk ruled on them. */
  readonly unaided: RulingCounts;
  /** The alert threshold without rulings, and now. */
  readonly start: number;
  readonly alert: number;
  /** From here up the desk is asked. */
  readonly suggest: number;
  /** The rulings that say otherwise than `start`. */
  readonly against: readonly Ruling[];
  /** What other thresholds would have made of the matches that are kept. */
  readonly others: readonly ({ threshold: number; alerts: number; unruled: number } & RulingCounts)[];
}

/** What someone asked for by slug, alias or plain words. */
export type Found =
  | { readonly kind: 'claim'; readonly claim: Claim }
  | { readonly kind: 'nearest'; readonly claims: readonly Claim[] };

/** A feed, and how its news are pushed; null where they are not. */
export interface FollowedFeed extends Feed {
  readonly subscription: ShownSubscription | null;
}

/** A feed as it was read once; `notes` are what a person should know of how it was reached. */
export interface TestedFeed {
  readonly document: FeedDocument;
  readonly notes: readonly Phrase[];
}

/** A feed of the desk that a new one may repeat: it carries `items` of its latest `of` items, or has its name. */
export interface FeedOverlap {
  readonly feed: Feed;
  readonly items: number;
  readonly of: number;
  readonly sameName: boolean;
}

/** A feed before the desk follows it: the address and the name that it would follow it by. */
export interface FeedPreview extends TestedFeed {
  readonly address: string;
  readonly outlet: string;
  readonly overlaps: readonly FeedOverlap[];
}

/** A web page in place of a feed, with the addresses of the feeds that it names. */
interface FeedPage {
  readonly kind: 'page';
  readonly offers: readonly string[];
}
type PreviewedFeed = ({ readonly kind: 'feed' } & FeedPreview) | FeedPage;
type AddedFeed = ({ readonly kind: 'added'; readonly feed: Feed } & TestedFeed) | FeedPage;

/** A topic, and what its file would hold now. */
export interface TopicView {
  readonly topic: Topic;
  readonly claims: number;
  readonly feeds: number;
}

/** What a channel would have been told. */
export interface Preview {
  readonly since: Instant;
  readonly counts: Readonly<Record<Outcome['outcome'], number>>;
  /** Oldest first. */
  readonly told: readonly { item: Item; kind: AlertKind; reason: string }[];
}

/** What commands can do, in the field's words. Changes throw UserError where the desk must choose again. */
export interface Desk {
  /** The language that the desk speaks in a place. */
  speaks(place: Place): Promise<Say>;
  /** The desk's time. */
  now(): Instant;
  readonly claims: {
    topics(): Promise<readonly Topic[]>;
    /** The open claims that this place sees; null is all of them. */
    list(place: Place | null): Promise<readonly { claim: Claim; state: ClaimState }[]>;
    find(words: string, place: Place): Promise<Found>;
    /** The latest suggestions that wait for a ruling. */
    waiting(most: number): Promise<readonly { item: Item; match: Match }[]>;
    /** The claim as it stands or, with `asOf`, as the desk saw it at that time. */
    view(slug: string, asOf: Instant | null): Promise<ClaimView>;
    /** What a text says of the claims that this place sees, best first; it is not kept. */
    check(text: string, place: Place): Promise<readonly { claim: Claim; judged: Checked }[]>;
    history(slug: string): Promise<readonly LedgerEntry[]>;
    /** That of one claim or, for null, of every claim that has rulings, those with most of them first. */
    quality(slug: string | null): Promise<readonly ClaimQuality[]>;
    add(claim: Pick<Claim, 'slug' | 'topic' | 'parent' | 'statement'>, by: By): Promise<void>;
    edit(slug: string, statement: string, by: By): Promise<void>;
    addAlias(slug: string, alias: string, by: By): Promise<void>;
    removeAlias(slug: string, alias: string, by: By): Promise<void>;
    /** Sets it, or proposes it to a second editor where the claim's topic asks for two. */
    setVerdict(slug: string, ruled: Ruled, by: By): Promise<'set' | 'proposed'>;
    /** A second editor signs a proposed verdict off; returns it. `of` is when it was proposed, null for any. */
    sign(slug: string, of: Instant | null, by: By): Promise<Proposal>;
    /** Takes a proposed verdict back. */
    withdraw(slug: string, of: Instant | null, by: By): Promise<Proposal>;
    /** Rules on a match: whether the item is about the claim. */
    decide(slug: string, itemId: string, status: 'confirmed' | 'rejected', by: By): Promise<Item>;
    close(slug: string, by: By): Promise<void>;
    reopen(slug: string, by: By): Promise<void>;
  };
  readonly feeds: {
    list(): Promise<readonly FollowedFeed[]>;
    /** Fetches and reads a feed without subscribing. */
    test(url: string): Promise<TestedFeed>;
    /** What `add` would follow; a web page that names one feed stands for that feed. */
    preview(url: string, outlet: string | null): Promise<PreviewedFeed>;
    add(url: string, outlet: string | null): Promise<AddedFeed>;
    remove(url: string): Promise<Feed>;
    setPaused(url: string, paused: boolean): Promise<Feed>;
    /** The feeds as OPML, without the logins that their addresses may hold. */
    export(): Promise<string>;
    /** Follows the feeds of an OPML file; `known` is how many of them the desk followed already. */
    import(opml: string): Promise<{ readonly added: readonly Feed[]; readonly known: number }>;
  };
  readonly topics: {
    list(): Promise<readonly TopicView[]>;
    /** A topic as YAML, without the logins that its feeds' addresses may hold. */
    export(slug: string): Promise<string>;
    /** Takes in a topic file; gives a line for each change. Throws UserError with every fault, one a line. */
    import(yaml: string, by: By): Promise<{ readonly slug: string; readonly changes: readonly Phrase[] }>;
  };
  readonly watches: {
    /** Watches a topic or claim in a channel; false if it was watched already. */
    add(place: Place, slug: string): Promise<boolean>;
    remove(place: Place, slug: string): Promise<boolean>;
    of(place: Place): Promise<readonly string[]>;
    settings(place: Place): Promise<ChannelSettings>;
    set(place: Place, change: Partial<ChannelSettings>): Promise<void>;
    /** What the channel's settings, with a change, would have made of the last 7 days. */
    preview(place: Place, change: Partial<ChannelSettings>): Promise<Preview>;
  };
  readonly roles: {
    list(): Promise<readonly Grant[]>;
    /** Gives a role to a person, group or platform role of a chat; `reader` takes an earlier one away. */
    set(grant: Grant, by: By): Promise<void>;
    /** Records that someone was denied an action. */
    refuse(person: Person, called: string, needed: Role): Promise<void>;
    refusals(): Promise<readonly Refusal[]>;
  };
  /** Keeps what someone wrote in a story's thread; false if that is no story's thread. */
  hear(post: Post): Promise<boolean>;
  /** Keeps that a post was changed, or deleted where `text` is null. */
  amend(post: Pick<Post, 'chat' | 'channel' | 'ref'>, text: string | null): Promise<void>;
  /** Keeps what people wrote in a chat's recent threads while nobody heard them. */
  catchUp(chat: string): Promise<void>;
  /** The buttons of a message that the desk sent; none where it sent no such message. */
  buttonsOf(place: Place, ref: string): Promise<readonly Button[]>;
  status(): Promise<DeskStatus>;
  /** What was made of an item, stage by stage; `words` are its id, its address, or words of its headline. */
  why(words: string): Promise<Why>;
  /** Puts deliveries that were given up on their way again; returns them. */
  retry(by: By): Promise<readonly Delivery[]>;
  parked(): Promise<readonly Delivery[]>;
}

/** What a text says of a claim: whether it would count, or the desk be asked. */
interface Checked extends Pick<Match, 'score' | 'stance' | 'evidence' | 'reason'> {
  readonly band: 'alert' | 'suggest';
}

/** What was made of an item. */
export interface Why {
  readonly item: Item;
  /** The feeds that had it, and when; the outlet of a feed that was removed is null. */
  readonly feeds: readonly { outlet: string | null; at: Instant }[];
  readonly edits: number;
  readonly matches: readonly { match: Match; alert: number; suggest: number }[];
  /** Where it matched nothing: the claims that it came nearest to, as it would be judged now. */
  readonly near: readonly { claim: string; score: number; reason: string }[];
  readonly decisions: readonly Decision[];
  readonly outcomes: readonly Outcome[];
  /** The deliveries of its story, or null where it is in none. */
  readonly deliveries: Readonly<Record<Delivery['status'], number>> | null;
  readonly parked: readonly Delivery[];
}

interface DeskStatus {
  readonly now: Instant;
  readonly claims: number;
  readonly items: number;
  readonly waiting: number;
  readonly feeds: readonly Feed[];
  readonly deliveries: Readonly<Record<'pending' | 'in-flight' | 'sent' | 'parked', number>>;
  readonly chats: readonly string[];
}
