import { describe, expect, it } from 'vitest';
import { type LedgerEntry, type LedgerEvent, replay } from '../../src/model/ledger.ts';
import type { Stance } from '../../src/model/stance.ts';
import { standingOf } from '../../src/model/stance.ts';

const ANN = { id: 'slack:U1', name: 'Ann' };

function entries(...events: LedgerEvent[]): LedgerEntry[] {
  return events.map((event, seq) => ({
    seq,
    at: `2020-01-06T12:0${seq}:00.000Z`,
    actor: ANN,
    claim: 'withdrawal',
    cause: 'test',
    event,
  }));
}
function matched(
  itemId: string,
  stance: Stance,
  status: 'confirmed' | 'suggested' = 'confirmed',
  at = itemId,
): LedgerEvent {
  const claimant = { name: itemId, role: null, organisation: null };
  const said = {
    claim: 'withdrawal',
    itemId,
    claimant,
    stance,
    quote: '',
    start: 0,
    end: 0,
    agency: null,
    at,
  };
  return { kind: 'item-matched', itemId, status, stance, score: 1, evidence: '', assertions: [said] };
}
const standing = (...events: LedgerEvent[]) => replay('withdrawal', entries(...events)).standing;

describe('standing', () => {
  it.each([
    [[], 'unaddressed'],
    [['observes'], 'unaddressed'],
    [['affirms', 'observes'], 'affirmed'],
    [['denies'], 'denied'],
    [['denies', 'affirms'], 'contested'],
  ] as const)('of %j is %s', (stances, expected) => {
    expect(standingOf(stances)).toBe(expected);
  });
});

describe('the ledger, replayed', () => {
  it('counts what confirmed items say, and not what is only suggested', () => {
    expect(standing(matched('1', 'affirms'), matched('2', 'denies', 'suggested'))).toBe('affirmed');
  });

  it('counts a suggested item once it is confirmed, and no item that was rejected', () => {
    const asked = matched('1', 'denies', 'suggested');
    expect(standing(asked, { kind: 'match-confirmed', itemId: '1' })).toBe('denied');
    expect(standing(matched('1', 'denies'), { kind: 'match-rejected', itemId: '1' })).toBe('unaddressed');
  });

  it('takes what an edited item says now for what it said before', () => {
    expect(standing(matched('1', 'affirms'), matched('1', 'denies'))).toBe('denied');
    expect(standing(matched('1', 'affirms'), { kind: 'item-unmatched', itemId: '1' })).toBe('unaddressed');
  });

  it('passes over entries of other claims', () => {
    expect(replay('letter', entries(matched('1', 'affirms'))).standing).toBe('unaddressed');
  });

  it('gives assertions in the order in which they were made, not in which they were read', () => {
    const { assertions } = replay(
      'withdrawal',
      entries(
        matched('late', 'denies', 'confirmed', '2020-02'),
        matched('early', 'affirms', 'confirmed', '2020-01'),
      ),
    );
    expect(assertions.map((one) => one.itemId)).toEqual(['early', 'late']);
  });

  it('keeps the last verdict with who, when and why', () => {
    const state = replay(
      'withdrawal',
      entries(
        { kind: 'verdict-set', verdict: 'developing', reason: '' },
        { kind: 'verdict-set', verdict: 'false', reason: 'a draft' },
      ),
    );
    expect(state).toMatchObject({
      verdict: 'false',
      verdictReason: 'a draft',
      verdictBy: ANN,
      verdictAt: '2020-01-06T12:01:00.000Z',
    });
  });
});
