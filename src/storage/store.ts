import type { Decision, Delivery, DeliveryAction, Post, Thread, Watch } from '../model/alert.ts';
import type { Channel, Outcome } from '../model/channel.ts';
import type { Claim, Topic } from '../model/claim.ts';
import type { Feed } from '../model/feed.ts';
import type { Item, Revision, Sighting, Story } from '../model/item.ts';
import type { Actor, LedgerEntry, LedgerEvent } from '../model/ledger.ts';
import type { Match } from '../model/match.ts';
import type { Grant, Refusal } from '../model/role.ts';
import type { PushSubscription } from '../model/subscription.ts';
import type { Instant } from '../model/time.ts';

/** Everything that the desk keeps. Methods reject only on a fault of the database itself. */
export interface Store {
  readonly feeds: FeedTable;
  readonly items: ItemTable;
  readonly claims: ClaimTable;
  readonly matches: MatchTable;
  readonly ledger: LedgerTable;
  readonly outbox: OutboxTable;
  readonly threads: ThreadTable;
  readonly watches: WatchTable;
  readonly subscriptions: SubscriptionTable;
  readonly sketches: SketchTable;
  readonly vectors: VectorTable;
  readonly channels: ChannelTable;
  readonly roles: RoleTable;
  readonly warnings: WarningTable;
  /** Runs `work` on a store whose changes are kept all together, or not at all if it rejects. */
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The feeds of one status that fail, or that do not. */
export interface FeedTally extends Pick<Feed, 'status' | 'lastPolledAt' | 'nextPollAt'> {
  readonly failing: boolean;
  readonly many: number;
}

/** What may change of a feed; its headers have a way of their own. */
export type FeedChange = Partial<Omit<Feed, 'id' | 'headerNames'>>;

export interface FeedTable {
  list(): Promise<Feed[]>;
  /** How many there are of each kind, when the latest of them was polled, and when the first of them is due. */
  tally(): Promise<FeedTally[]>;
  byUrl(url: string): Promise<Feed | null>;
  byId(id: string): Promise<Feed | null>;
  add(feed: Omit<Feed, 'headerNames'>): Promise<void>;
  change(id: string, change: FeedChange): Promise<void>;
  /** What is sent along to a feed's own server, by name in small letters. It may be secret: no list or log has it. */
  headers(id: string): Promise<Readonly<Record<string, string>>>;
  setHeaders(id: string, headers: Readonly<Record<string, string>>): Promise<void>;
  /** Forgets the subscription; its items stay. */
  remove(id: string): Promise<void>;
  /** Gives back every lease: those of a process that has ended hold nothing up. */
  release(): Promise<void>;
  /**
   * Makes those feeds due at their soonest that brought items of a topic on which the desk was alerted, or whose
   * standing an item changed, since `since`; items that they brought since `brought` count.
   */
  hurry(since: Instant, brought: Instant): Promise<void>;
  /** Active feeds that are due, oldest first, taken for `lease` so that nobody else polls them meanwhile. */
  lease(now: Instant, until: Instant, most: number): Promise<Feed[]>;
}

export interface ItemTable {
  byId(id: string): Promise<Item | null>;
  byIds(ids: readonly string[]): Promise<Item[]>;
  /** The item that this feed calls so. */
  byIdentity(feedId: string, identity: string): Promise<Item | null>;
  /** The item that some feed has under this canonical link. */
  byLink(link: string): Promise<Item | null>;
  /** The latest item of this address, or whose headline has these words in this order. */
  meant(words: string): Promise<Item | null>;
  /** Keeps that a feed has the item; once for each identity. */
  sight(sighting: Sighting): Promise<void>;
  sightings(itemId: string): Promise<Sighting[]>;
  add(item: Item): Promise<void>;
  /** Replaces the item's words and keeps the earlier ones as a revision; a credit is kept as by `credit`. */
  revise(item: Item, earlier: Revision): Promise<void>;
  revisions(itemId: string): Promise<Revision[]>;
  joinStory(itemId: string, storyId: string): Promise<void>;
  /** Sets the agency or outlet whose text the item runs, and keeps which it was before. */
  credit(itemId: string, origin: string, at: Instant): Promise<void>;
  /** What the item credited before, in order, and until when. */
  credits(itemId: string): Promise<{ earlier: string | null; replacedAt: Instant }[]>;
  ofStory(storyId: string): Promise<Item[]>;
  addStory(story: Story): Promise<void>;
  storyById(id: string): Promise<Story | null>;
  touchStory(id: string, at: Instant): Promise<void>;
  /** Stories with an item since `since`, latest first. */
  recentStories(since: Instant): Promise<Story[]>;
  /** The latest items in stories on claims of these topics that had an item since `since`, latest first. */
  latestOf(topics: readonly string[], since: Instant, most: number): Promise<Item[]>;
  /** Stories opened for a claim, or with an item that counts for it; latest first. */
  storiesOf(claim: string): Promise<Story[]>;
  count(): Promise<number>;
  /**
   * Of the items that a feed brought since `since`, by their own times: the latest, and the most milliseconds between
   * two that follow one another; null where there are no two.
   */
  rhythm(feedId: string, since: Instant): Promise<{ latest: Instant; longestGap: number } | null>;
}

export interface ClaimTable {
  topics(): Promise<Topic[]>;
  saveTopic(topic: Topic): Promise<void>;
  /** The topic file as last imported, as JSON; what the next import is compared with. */
  imported(topic: string): Promise<string | null>;
  keepImported(topic: string, json: string): Promise<void>;
  list(): Promise<Claim[]>;
  bySlug(slug: string): Promise<Claim | null>;
  add(claim: Claim): Promise<void>;
  /** Replaces the claim of that slug. */
  save(claim: Claim): Promise<void>;
}

export interface MatchTable {
  ofItem(itemId: string): Promise<Match[]>;
  /** Latest first by the time they were made. */
  ofClaim(claim: string): Promise<Match[]>;
  get(itemId: string, claim: string): Promise<Match | null>;
  save(match: Match): Promise<void>;
  remove(itemId: string, claim: string): Promise<void>;
  waiting(): Promise<number>;
  /** The latest that wait for the desk's word. */
  suggested(most: number): Promise<Match[]>;
  /** Claims that items of the story confirm. */
  claimsOfStory(storyId: string): Promise<string[]>;
  decide(decision: Decision): Promise<void>;
  decisions(itemId: string): Promise<Decision[]>;
  /** Those made at or after a time, oldest first. */
  decisionsSince(since: Instant): Promise<Decision[]>;
}

export interface LedgerTable {
  append(at: Instant, actor: Actor, claim: string, cause: string, event: LedgerEvent): Promise<void>;
  /** A claim's entries in order; with `until`, those up to and at that time. */
  ofClaim(claim: string, until?: Instant): Promise<LedgerEntry[]>;
}

export interface OutboxTable {
  /**
   * Queues a delivery; does nothing if its key was queued before. An update takes the place of one of the same story
   * and channel that was not tried yet.
   */
  add(
    key: string,
    to: Pick<Delivery, 'chat' | 'channel' | 'storyId'>,
    action: DeliveryAction,
    at: Instant,
  ): Promise<void>;
  /** The first delivery of each channel that is not done, if it is due. */
  due(now: Instant): Promise<Delivery[]>;
  /** The same of one channel, or null. */
  next(chat: string, channel: string, now: Instant): Promise<Delivery | null>;
  change(
    id: string,
    change: Partial<Pick<Delivery, 'status' | 'attempts' | 'notBefore' | 'error' | 'ref'>>,
  ): Promise<void>;
  /** Whether a later update of the same card was sent, or waits to be. */
  isOvertaken(delivery: Delivery): Promise<boolean>;
  /** Makes all that waits due now. */
  hasten(now: Instant): Promise<void>;
  byKey(key: string): Promise<Delivery | null>;
  /** What was last sent as this message. */
  byRef(chat: string, channel: string, ref: string): Promise<Delivery | null>;
  ofStory(storyId: string): Promise<Delivery[]>;
  /** Those that were given up, oldest first. */
  parked(): Promise<Delivery[]>;
  counts(): Promise<Record<Delivery['status'], number>>;
  /** The channels that something waits to be sent to, and since when; the longest first. */
  unsent(): Promise<(Pick<Delivery, 'chat' | 'channel'> & { since: Instant })[]>;
}

export interface ThreadTable {
  ofStory(storyId: string): Promise<Thread[]>;
  byRef(chat: string, threadRef: string): Promise<Thread | null>;
  /** A chat's threads of stories that had an item since a time. */
  open(chat: string, since: Instant): Promise<Thread[]>;
  save(thread: Thread): Promise<void>;
  /** Keeps a post once, however often it is heard; false if it was kept already. */
  keepPost(storyId: string, post: Post): Promise<boolean>;
  /** Keeps what a post was changed to, or that it was deleted (null). False where there is no such post, or no change. */
  amendPost(post: Pick<Post, 'chat' | 'channel' | 'ref'>, text: string | null, at: Instant): Promise<boolean>;
  postByRef(chat: string, channel: string, ref: string): Promise<(Post & { storyId: string }) | null>;
  /** Those that were not deleted, in their order. */
  posts(storyId: string): Promise<Post[]>;
}

export interface WatchTable {
  list(): Promise<Watch[]>;
  /** The channels that watch anything, each once. */
  channels(): Promise<Pick<Watch, 'chat' | 'channel'>[]>;
  /** False if it was watched already. */
  add(watch: Watch): Promise<boolean>;
  /** False if it was not watched. */
  remove(watch: Watch): Promise<boolean>;
}

export interface SubscriptionTable {
  list(): Promise<PushSubscription[]>;
  byId(id: string): Promise<PushSubscription | null>;
  /** The one that the desk wants for this feed. */
  ofFeed(feedId: string): Promise<PushSubscription | null>;
  /** Those whose hub is to be asked. */
  due(now: Instant): Promise<PushSubscription[]>;
  /** Active ones whose lease has run out. */
  lapsed(now: Instant): Promise<PushSubscription[]>;
  /** Those of feeds that are no longer active, and not ending yet. */
  unwanted(): Promise<PushSubscription[]>;
  add(subscription: PushSubscription): Promise<void>;
  change(id: string, change: Partial<Omit<PushSubscription, 'id'>>): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface ChannelTable {
  list(): Promise<Channel[]>;
  /** A channel that set nothing is a plain one. */
  get(chat: string, channel: string): Promise<Channel>;
  change(
    chat: string,
    channel: string,
    change: Partial<Pick<Channel, 'settings' | 'review' | 'digestedAt'>>,
  ): Promise<void>;
  /** Keeps what became of an item's news; again for the same moment, it replaces that. */
  keep(outcome: Outcome): Promise<void>;
  outcomes(itemId: string): Promise<Outcome[]>;
  /** What waits for the channel's next digest, oldest first. */
  waiting(chat: string, channel: string): Promise<Outcome[]>;
  /** All that waits is in that digest now. */
  digested(chat: string, channel: string, digest: string): Promise<void>;
  /** How often the channel was told of news after `since`, up to `until`. */
  told(chat: string, channel: string, since: Instant, until: Instant): Promise<number>;
}

export interface RoleTable {
  list(): Promise<Grant[]>;
  /** Gives a role in place of an earlier one. */
  set(grant: Grant): Promise<void>;
  /** False if there was none. */
  remove(chat: string, subject: string): Promise<boolean>;
  refuse(refusal: Refusal): Promise<void>;
  /** The latest first. */
  refusals(most: number): Promise<Refusal[]>;
}

/** What channels were warned of and that has not ended, by a name of the trouble. */
export interface WarningTable {
  open(chat: string, channel: string): Promise<string[]>;
  begin(chat: string, channel: string, about: string, at: Instant): Promise<void>;
  end(chat: string, channel: string, about: string): Promise<void>;
}

/** Sketches of items' texts (`sketch.ts`), by which those that share words are found. */
export interface SketchTable {
  /** Keeps the sketch of an item's text in place of an earlier one. */
  put(itemId: string, text: string): Promise<void>;
  /**
   * The items that spoke at or after `since` (null: ever) whose sketches share hashes with this text's, and how many;
   * most first.
   */
  sharing(text: string, since: Instant | null): Promise<{ itemId: string; shared: number }[]>;
}

/** Vectors of texts, by the name of the model that made them; a text is known by its SHA-256. */
export interface VectorTable {
  /** One for each text, in their order; null where there is none. */
  get(model: string, texts: readonly string[]): Promise<(Float32Array | null)[]>;
  put(model: string, entries: readonly (readonly [text: string, vector: Float32Array])[]): Promise<void>;
}
