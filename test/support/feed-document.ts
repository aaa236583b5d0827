import type { FeedDocument, FeedEntry } from '../../src/model/feed.ts';

/** A feed and an entry that say nothing, to be filled by tests. */
export const EMPTY_DOCUMENT: FeedDocument = {
  title: '',
  link: null,
  language: null,
  hints: { every: null, skipHours: [], skipDays: [] },
  push: { hubs: [], self: null },
  items: [],
};
export const EMPTY_ENTRY: FeedEntry = {
  id: null,
  title: '',
  link: null,
  article: null,
  published: null,
  updated: null,
  author: null,
  summary: '',
  text: '',
  categories: [],
  origin: null,
};
