import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/model/claim.ts';
import type { Item, Story } from '../../src/model/item.ts';
import { areOpposed } from '../../src/model/stance.ts';
import { originsOf, rootOf, storyFor } from '../../src/stories/cluster.ts';
import { sharedText } from '../../src/stories/copies.ts';

const WIRE =
  'The US-led coalition told Baghdad in a letter on Monday that it would move its forces in the coming days and weeks to prepare for departure.';

function item(id: string, text: string, origin: string | null = null): Item {
  return {
    id,
    feedId: 'f',
    link: null,
    url: null,
    title: '',
    summary: '',
    text,
    author: null,
    language: 'en',
    outlet: `Outlet ${id}`,
    origin,
    publishedAt: null,
    seenAt: '2020-01-06T12:00:00.000Z',
    storyId: 's',
  };
}
const claim = (slug: string, parent: string | null): [string, Claim] => [
  slug,
  { slug, topic: 'iraq', parent, statement: slug, aliases: [], status: 'open', createdAt: '' },
];
const CLAIMS = new Map([claim('withdrawal', null), claim('letter', 'withdrawal'), claim('sanctions', null)]);
const story = (id: string, about: string): Story => ({
  id,
  claim: about,
  title: id,
  openedAt: '',
  lastItemAt: '',
});

describe('copied text', () => {
  it.each([
    ['the same text', WIRE, 1],
    ['the same text cut short', WIRE.slice(0, WIRE.indexOf(' it would')), 1],
    [
      'other words for the same news',
      'American troops are to leave Iraq soon, a letter to the Iraqi army said on Monday evening.',
      0,
    ],
    ['too little text to tell', 'The US-led coalition', 0],
  ])('is told from %s', (_name, other, shared) => {
    expect(sharedText(WIRE, other)).toBe(shared);
  });

  it('does not depend on case, punctuation or the order in which it is compared', () => {
    const shouted = WIRE.toUpperCase().replace(/[.,]/g, ' ;');
    expect([sharedText(WIRE, shouted), sharedText(shouted, WIRE)]).toEqual([1, 1]);
  });
});

describe('opposite sides', () => {
  it('are one that affirms and one that denies', () => {
    expect([areOpposed('affirms', 'denies'), areOpposed('denies', 'affirms')]).toEqual([true, true]);
    expect([areOpposed('denies', 'denies'), areOpposed('observes', 'denies')]).toEqual([false, false]);
  });
});

describe('origins', () => {
  it('are the agencies credited, else the outlets, each once', () => {
    expect(originsOf([item('1', '', 'AFP'), item('2', ''), item('3', '', 'AFP')])).toEqual([
      'AFP',
      'Outlet 2',
    ]);
  });
});

describe('the story of an item', () => {
  it('is the latest open one on its claim, a part of it, or what it is a part of', () => {
    const open = [story('s1', 'sanctions'), story('s2', 'withdrawal')];
    expect(storyFor(['letter'], [], open, CLAIMS)?.id).toBe('s2');
    expect(storyFor(['withdrawal'], [], [story('s3', 'letter')], CLAIMS)?.id).toBe('s3');
  });

  it('is the open one of what it copies or says in other words before any on its claim', () => {
    const open = [story('s1', 'sanctions'), story('s2', 'withdrawal')];
    const kin = [{ storyId: null }, { storyId: 'over' }, { storyId: 's1' }, { storyId: 's2' }];
    expect(storyFor(['letter'], kin, open, CLAIMS)?.id).toBe('s1');
    expect(storyFor(['letter'], kin.slice(0, 2), open, CLAIMS)?.id).toBe('s2');
  });

  it('is a new one when no open story is on its claim', () => {
    expect(storyFor(['sanctions'], [], [story('s2', 'withdrawal')], CLAIMS)).toBeNull();
  });

  it('goes by the topmost claim', () => {
    expect(rootOf('letter', CLAIMS)).toBe('withdrawal');
  });
});
