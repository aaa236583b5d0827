import type { Generated } from 'kysely';

/** The tables as they lie in the database. Times are ISO 8601 text, lists and events are JSON text, flags are 0 or 1. */
export interface Schema {
  topics: { slug: string; title: string; names: string; imported: string | null; signOff: number };
  claims: {
    seq: Generated<number>;
    slug: string;
    topic: string;
    parent: string | null;
    statement: string;
    aliases: string;
    status: 'open' | 'closed';
    createdAt: string;
  };
  feeds: {
    id: string;
    url: string;
    outlet: string;
    status: 'active' | 'paused' | 'gone';
    etag: string | null;
    lastModified: string | null;
    bodyHash: string | null;
    movedTo: string | null;
    movedSince: string | null;
    lastPolledAt: string | null;
    lastSuccessAt: string | null;
    nextPollAt: string;
    interval: number | null;
    failures: number;
    error: string | null;
    note: string | null;
    soonestPollAt: string | null;
    hints: string | null;
    push: string | null;
    headers: string | null;
    leasedUntil: string | null;
  };
  items: {
    id: string;
    feedId: string;
    link: string | null;
    url: string | null;
    title: string;
    summary: string;
    text: string;
    author: string | null;
    language: string | null;
    outlet: string;
    origin: string | null;
    publishedAt: string | null;
    seenAt: string;
    storyId: string | null;
  };
  sightings: { feedId: string; identity: string; itemId: string; at: string };
  revisions: { itemId: string; title: string; summary: string; text: string; replacedAt: string };
  credits: { seq: Generated<number>; itemId: string; earlier: string | null; replacedAt: string };
  stories: { id: string; claim: string; title: string; openedAt: string; lastItemAt: string };
  matches: {
    itemId: string;
    claim: string;
    score: number;
    stance: 'affirms' | 'denies' | 'observes';
    evidence: string;
    reason: string;
    status: 'suggested' | 'confirmed' | 'rejected';
    byDesk: number;
    at: string;
  };
  decisions: { itemId: string; action: string; kind: string; reason: string; at: string };
  ledger: {
    seq: Generated<number>;
    at: string;
    actorId: string;
    actorName: string;
    claim: string;
    cause: string;
    event: string;
  };
  outbox: {
    seq: Generated<number>;
    key: string;
    chat: string;
    channel: string;
    storyId: string | null;
    action: string;
    status: 'pending' | 'in-flight' | 'sent' | 'parked';
    attempts: number;
    notBefore: string;
    error: string | null;
    createdAt: string;
    ref: string | null;
  };
  threads: {
    storyId: string;
    chat: string;
    channel: string;
    messageRef: string | null;
    threadRef: string | null;
  };
  posts: {
    chat: string;
    channel: string;
    ref: string;
    threadRef: string;
    storyId: string;
    author: string;
    text: string;
    at: string;
    editedAt: string | null;
    deletedAt: string | null;
  };
  channels: {
    chat: string;
    channel: string;
    settings: string;
    reviewMessage: string | null;
    reviewThread: string | null;
    digestedAt: string | null;
  };
  outcomes: {
    itemId: string;
    chat: string;
    channel: string;
    outcome: 'told' | 'thread' | 'digest' | 'asked' | 'kept';
    reason: string;
    at: string;
    digest: string | null;
  };
  roles: { chat: string; subject: string; role: 'reader' | 'editor' | 'admin' };
  refusals: {
    seq: Generated<number>;
    at: string;
    chat: string;
    person: string;
    name: string;
    called: string;
    needed: 'reader' | 'editor' | 'admin';
  };
  warnings: { chat: string; channel: string; about: string; at: string };
  sketches: { itemId: string; hash: number };
  vectors: { model: string; hash: string; vector: Uint8Array };
  watches: { chat: string; channel: string; kind: 'topic' | 'claim'; slug: string };
  subscriptions: {
    id: string;
    feedId: string;
    hub: string;
    topic: string;
    callback: string;
    secret: string;
    state: 'pending' | 'active' | 'denied' | 'ending';
    askedAt: string | null;
    leaseEndsAt: string | null;
    renewAt: string;
    pushedAt: string | null;
    failures: number;
    badSignatures: number;
    error: string | null;
  };
}
