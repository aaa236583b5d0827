import { describe, expect, it } from 'vitest';
import { attribute, saidIn } from '../../src/matching/attribution.ts';
import { createNameBook } from '../../src/matching/names.ts';
import { type Tagged, taggedIn, type Word, windowsOf, wordsOf } from '../../src/matching/neural/tagging.ts';
import { sentencesOf } from '../../src/matching/text.ts';

const CLS = 101;
const SEP = 102;
const KINDS = 3;

/** Words of one to three pieces each. */
function wordsLike(many: number): Word[] {
  return wordsOf('word '.repeat(many), () => [7]).map((word, n) => ({
    ...word,
    ids: Array(1 + (n % 3)).fill(n),
  }));
}

describe('words', () => {
  it('are runs of letters and figures, and each mark by itself, with their places in the text', () => {
    const text = 'Al-Sadr’s 2,000 men “left”. 🙂 قال';
    const words = wordsOf(text, () => []).map(({ start, end }) => text.slice(start, end));
    expect(words).toEqual([
      ...['Al', '-', 'Sadr', '’', 's', '2', ',', '000', 'men', '“', 'left', '”', '.', '🙂', 'قال'],
    ]);
  });
});

describe('windows', () => {
  it.each([1, 50, 127, 128, 129, 400, 2_000])(
    'read each cue of %i words once, with words round it',
    (many) => {
      const words = wordsLike(many);
      const windows = windowsOf(words, CLS, SEP);
      const read = windows.flatMap(({ first, places, from, to }) =>
        places.map((_, n) => first + n).filter((word) => word >= from && word < to),
      );
      expect(read).toEqual([...words.keys()]);
      for (const { ids } of windows) {
        expect(ids.length).toBeLessThanOrEqual(256);
        expect([ids[0], ids.at(-1)]).toEqual([CLS, SEP]);
      }
    },
  );

  it('go on past a word of more pieces than a window holds', () => {
    const words = [1, 600, 1].map((many, n) => ({ start: n, end: n + 1, ids: Array(many).fill(n) }));
    const seen = windowsOf(words, CLS, SEP).flatMap(({ first, places }) => places.map((_, n) => first + n));
    expect(new Set(seen)).toEqual(new Set([0, 1, 2]));
  });

  it('are none of no words', () => {
    expect(windowsOf([], CLS, SEP)).toEqual([]);
  });
});

describe('logits', () => {
  it('are read as spans: a cue, and the runs of words tied to it', () => {
    const text = '“Gone,” Esper said, “for good.”';
    const words = wordsOf(text, () => [7]);
    const [window] = windowsOf(words, CLS, SEP);
    const size = window?.ids.length ?? 0;
    const at = (word: string) => 1 + words.findIndex(({ start, end }) => text.slice(start, end) === word);
    const starts = new Float32Array(size).fill(-1);
    const arcs = new Float32Array(KINDS * size * size).fill(-1);
    const cue = at('said');
    starts[cue] = 1;
    const tie = (kind: number, from: number, to: number) => {
      for (let word = from; word <= to; word++) arcs[(kind * size + cue) * size + word] = 1;
    };
    tie(1, at('Esper'), at('Esper'));
    tie(2, 1, 4);
    tie(2, at('for') - 1, size - 2);
    const [found, ...more] = window ? taggedIn(window, words, { starts, arcs }) : [];
    const textOf = (kind: keyof Tagged) => found?.[kind].map(({ start, end }) => text.slice(start, end));
    expect(more).toEqual([]);
    expect([textOf('source'), textOf('cue'), textOf('content')]).toEqual([
      ['Esper'],
      ['said'],
      ['“Gone,”', '“for good.”'],
    ]);
  });
});

describe('tagged attributions', () => {
  const span = (text: string, words: string) => ({
    start: text.indexOf(words),
    end: text.indexOf(words) + words.length,
  });
  const tag = (text: string, source: string[], cue: string[], content: string[]): Tagged => ({
    source: source.map((words) => span(text, words)),
    cue: cue.map((words) => span(text, words)),
    content: content.map((words) => span(text, words)),
  });
  const said = (text: string, ...tagged: readonly Tagged[]) => {
    const sentences = sentencesOf(text, 0);
    return saidIn(sentences, attribute(sentences, createNameBook([]), tagged)).map(
      ({ claimant, cue, quote }) => `${claimant.name} | ${cue} | ${quote}`,
    );
  };

  it('are found where the rules see nobody', () => {
    const text = 'Grossi has his doubts about the pylons.';
    expect(said(text)).toEqual([]);
    expect(said(text, tag(text, ['Grossi'], ['has his doubts about'], ['the pylons']))).toEqual([
      'Grossi | has his doubts about | the pylons',
    ]);
  });

  it('leave alone what the rules found', () => {
    const text = 'Rosa Beltran said that the bridge is closed.';
    expect(said(text, tag(text, ['Beltran'], ['said'], ['the bridge']))).toEqual(said(text));
  });

  it('go on in the sentences that follow', () => {
    const text = 'Wilma Choque shook her head. Nobody had asked her. The ruling came at night.';
    const tagged = tag(
      text,
      ['Wilma Choque'],
      ['shook her head'],
      ['Nobody had asked her', 'The ruling came at night'],
    );
    expect(said(text, tagged)).toEqual([
      'Wilma Choque | shook her head | Nobody had asked her',
      'Wilma Choque | shook her head | The ruling came at night',
    ]);
  });

  it('make a name whole that was cut in two, and may be linked by a mere mark', () => {
    const text = 'Defence chief Florence Parly – Mali will not be left alone tonight, ever.';
    expect(said(text, tag(text, ['Florence'], ['–'], ['Mali will not be left alone tonight']))).toEqual([
      'Florence Parly | – | Mali will not be left alone tonight',
    ]);
  });

  it('count for nobody where there is no source', () => {
    const text = 'The deal is expected to close in May.';
    expect(said(text, tag(text, [], ['is expected'], ['The deal', 'to close in May']))).toEqual([]);
  });
});
