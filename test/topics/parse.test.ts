import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { formatTopic } from '../../src/topics/format.ts';
import { faultsOf, parseTopic } from '../../src/topics/parse.ts';
import type { TopicFile } from '../../src/topics/topic-file.ts';

const HEAD = 'slug: iraq\ntitle: Iraq\n';
const CLAIM = 'claims:\n  - slug: leave\n    statement: They leave\n';

/** The faults as `line:column: message`. */
function faults(yaml: string): string[] {
  return faultsOf(yaml, 'x.yaml').map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

describe('a topic file', () => {
  it('is read with its claims flattened, each before its sub-claims', () => {
    const topic = parseTopic(
      `slug: iraq
title: Iraq
claims:
  - slug: leave
    statement: They leave
    aliases:
      - القوات تغادر
    claims:
      - { slug: letter, statement: The letter is real, claims: [{ slug: signed, statement: It is signed }] }
  - slug: asked
    statement: They were
      asked
names:
  - name: Mark Esper
    kind: person
    role: Defense Secretary
    spellings: [Esber]
feeds:
  - url: https://news.example/rss?a=1&b=2
    outlet: News
`,
      'iraq.yaml',
    );
    expect(topic).toEqual({
      slug: 'iraq',
      title: 'Iraq',
      claims: [
        { slug: 'leave', statement: 'They leave', parent: null, aliases: ['القوات تغادر'] },
        { slug: 'letter', statement: 'The letter is real', parent: 'leave', aliases: [] },
        { slug: 'signed', statement: 'It is signed', parent: 'letter', aliases: [] },
        { slug: 'asked', statement: 'They were asked', parent: null, aliases: [] },
      ],
      names: [
        {
          name: 'Mark Esper',
          kind: 'person',
          role: 'Defense Secretary',
          organisation: null,
          spellings: ['Esber'],
        },
      ],
      signOff: 1,
      feeds: [{ url: 'https://news.example/rss?a=1&b=2', outlet: 'News', language: null }],
    } satisfies TopicFile);
  });

  it('may name a parent instead of nesting, in any order', () => {
    const { claims } = parseTopic(
      `${HEAD}claims:\n  - { slug: b, statement: B, parent: a }\n  - { slug: a, statement: A }\n`,
      'x.yaml',
    );
    expect(claims.map(({ slug, parent }) => [slug, parent])).toEqual([
      ['a', null],
      ['b', 'a'],
    ]);
  });

  it.each<[fault: string, yaml: string, told: string]>([
    ['a missing title', `slug: iraq\n${CLAIM}`, '1:1: title is missing; add “title: …”'],
    [
      'a number for a title',
      `slug: iraq\ntitle: 1984\n${CLAIM}`,
      '2:8: title must be text; write it in quotes: "1984"',
    ],
    [
      'a bad slug',
      `slug: Iraq War\ntitle: x\n${CLAIM}`,
      '1:7: "Iraq War" is no slug, which has lower-case letters, digits and single dashes, at most 40 characters; write “iraq-war”',
    ],
    ['a slug too long for a button', `slug: ${'a'.repeat(41)}\ntitle: x\n${CLAIM}`, 'is no slug'],
    [
      'an empty statement',
      `${HEAD}claims:\n  - slug: a\n    statement: ""\n`,
      '5:16: statement is empty; write it, or remove it',
    ],
    [
      'a statement left out',
      `${HEAD}claims:\n  - slug: a\n`,
      '4:5: statement is missing; add “statement: …”',
    ],
    [
      'an overlong alias',
      `${HEAD}${CLAIM}    aliases:\n      - ok\n      - ${'x'.repeat(201)}\n`,
      '8:9: alias has 201 characters, at most 200 are allowed; shorten it',
    ],
    [
      'an alias with a colon in it',
      `${HEAD}${CLAIM}    aliases:\n      - US: out\n`,
      '7:9: alias must be one text; if it has a “: ” in it, put it in quotes',
    ],
    [
      'aliases that are no list',
      `${HEAD}${CLAIM}    aliases: out\n`,
      '6:14: aliases must be a list; write each entry on its own line after a dash',
    ],
    ['no claims', HEAD, '1:1: a topic needs a list of claims; add “claims:” with one after a dash'],
    [
      'an empty list of claims',
      `${HEAD}claims: []\n`,
      '3:9: a topic needs at least one claim; write its slug and statement after a dash',
    ],
    ['a mistyped key', `${HEAD}${CLAIM}    alias: [out]\n`, '6:5: unknown key alias; did you mean aliases?'],
    [
      'a strange key',
      `${HEAD}${CLAIM}colour: red\n`,
      '6:1: unknown key colour; the keys here are slug, title, claims, names, feeds, sign-off',
    ],
    [
      'a prototype key',
      `${HEAD}${CLAIM}    __proto__: { slug: b }\n`,
      '6:5: unknown key __proto__; the keys here are',
    ],
    ['a constructor key', `${HEAD}${CLAIM}constructor: x\n`, '6:1: unknown key constructor;'],
    ['a merge key', `${HEAD}${CLAIM}<<: { a: b }\n`, '6:1: unknown key <<;'],
    [
      'the same slug twice',
      `${HEAD}${CLAIM}    claims:\n      - slug: leave\n        statement: B\n`,
      '7:15: the slug leave is used twice; choose another',
    ],
    [
      'an unknown parent',
      `${HEAD}${CLAIM}  - slug: b\n    statement: B\n    parent: leaf\n`,
      '8:13: there is no claim leaf; did you mean leave?',
    ],
    [
      'two parents',
      `${HEAD}${CLAIM}    claims:\n      - { slug: b, statement: B, parent: c }\n  - { slug: c, statement: C }\n`,
      '7:42: it stands under leave, but its parent is c; keep one of the two',
    ],
    [
      'a claim that is its own parent',
      `${HEAD}${CLAIM}    parent: leave\n`,
      '6:13: leave, a part of leave, is a circle; remove one parent',
    ],
    [
      'parents in a circle',
      `${HEAD}claims:\n  - { slug: a, statement: A, parent: b }\n  - { slug: b, statement: B, parent: a }\n`,
      '4:38: a, a part of b, a part of a, is a circle; remove one parent',
    ],
    [
      'an alias of two claims',
      `${HEAD}${CLAIM}    aliases: [All out]\n  - slug: b\n    statement: B\n    aliases: [ALL  OUT]\n`,
      '9:15: ALL  OUT is also said of the claim leave; keep it where it belongs',
    ],
    [
      'an alias that is another’s statement',
      `${HEAD}${CLAIM}  - slug: b\n    statement: B\n    aliases: [they leave]\n`,
      '8:15: they leave is also said of the claim leave; keep it where it belongs',
    ],
    [
      'an alias twice in a claim',
      `${HEAD}${CLAIM}    aliases: [Out, out]\n`,
      '6:20: out stands twice in this claim; remove one',
    ],
    [
      'an unknown kind of name',
      `${HEAD}${CLAIM}names:\n  - name: X\n    kind: organization\n`,
      '8:11: kind cannot be "organization"; write “organisation”',
    ],
    [
      'a name twice',
      `${HEAD}${CLAIM}names:\n  - { name: X, kind: person }\n  - { name: x, kind: place }\n`,
      '8:13: x is named twice; join the two',
    ],
    [
      'a bad address',
      `${HEAD}${CLAIM}feeds:\n  - url: news.example\n    outlet: News\n`,
      '7:10: "news.example" is no address of a feed; write https://… or http://…',
    ],
    [
      'an address of another kind',
      `${HEAD}${CLAIM}feeds:\n  - url: file:///etc/passwd\n    outlet: News\n`,
      '7:10: "file:///etc/passwd" is no address of a feed',
    ],
    [
      'an address with a password',
      `${HEAD}${CLAIM}feeds:\n  - url: https://me:secret@news.example/\n    outlet: News\n`,
      '7:10: the address holds a name or password, which everyone here could read; remove it',
    ],
    [
      'a feed twice',
      `${HEAD}${CLAIM}feeds:\n  - { url: https://news.example, outlet: A }\n  - { url: https://NEWS.example/, outlet: B }\n`,
      '8:12: the feed https://news.example/ is listed twice; remove one',
    ],
    [
      'a feed without outlet',
      `${HEAD}${CLAIM}feeds:\n  - url: https://news.example/\n`,
      '7:5: outlet is missing; add “outlet: …”',
    ],
    [
      'a language in words',
      `${HEAD}${CLAIM}feeds:\n  - { url: https://news.example/, outlet: A, language: Arabic }\n`,
      '7:56: this is no language tag; write one such as en or ar',
    ],
    [
      'a list',
      '- iraq\n',
      '1:1: a topic must have the form “key: value” (slug, title, claims, names, feeds, sign-off); write it so',
    ],
    [
      'an empty file',
      '',
      '1:1: a topic must have the form “key: value” (slug, title, claims, names, feeds, sign-off); write it so',
    ],
    ['a key twice', `${HEAD}${CLAIM}title: B\n`, '6:1: title stands here a second time; remove one'],
    ['a tab', `${HEAD}claims:\n\t- slug: a\n`, '4:1: a tab is used as indentation; indent with spaces'],
    [
      'a second colon',
      'slug: iraq\ntitle: Iraq: the letter\n',
      '2:8: a second “: ” stands on this line; put the text in quotes',
    ],
    [
      'an open quote',
      'slug: iraq\ntitle: "Iraq\n',
      '3:1: this is not valid YAML (Missing closing "quote); check quotes and indentation',
    ],
    [
      'a second document',
      `${HEAD}${CLAIM}---\n${HEAD}`,
      '6:1: a second document begins here; keep one to a file',
    ],
    [
      'an alias of YAML',
      `${HEAD}${CLAIM}    aliases: &a [x]\nfeeds: *a\n`,
      '7:8: aliases such as *a are not read; write the value out',
    ],
    [
      'a tag',
      `${HEAD}${CLAIM}names: !js x\n`,
      '6:8: tags such as !this are not read; remove it, or put the text in quotes',
    ],
    [
      'too many claims',
      `${HEAD}claims:\n${Array.from({ length: 201 }, (_, n) => `  - { slug: s${n}, statement: S${n} }\n`).join('')}`,
      '4:3: there are 201 claims, at most 200 are allowed; split the topic',
    ],
  ])('tells of %s, where it stands and what to do', (_, yaml, told) => {
    const found = faults(yaml);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(told);
  });

  it.each([
    [
      'aliases within aliases',
      `a0: &a0 [x]\n${Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`).join('')}`,
      '2:',
    ],
    ['nesting without end', `x: ${'['.repeat(100)}${']'.repeat(100)}\n`, '1:'],
    ['nesting past the stack', `x: ${'['.repeat(20_000)}`, '1:'],
    ['a very long text', `title: ${'x'.repeat(200_001)}`, '1:1: the file has more than'],
  ])('is refused for %s', (_, yaml, told) => {
    expect(faults(yaml)[0]).toContain(told);
  });

  it('is refused with every fault at once, in the order of the file', () => {
    const yaml = `slug: Iraq\ntitel: x\n${CLAIM}    parent: gone\n    aliases: [a, A]\nfeeds:\n  - url: nowhere\n`;
    const lines = faultsOf(yaml, 'x.yaml').map(({ line, column }) => `${line}:${column}`);
    expect(lines).toEqual(['1:1', '1:7', '2:1', '6:13', '7:18', '9:5', '9:10']);
    expect(() => parseTopic(yaml, 'x.yaml')).toThrow(UserError);
    expect(() => parseTopic(yaml, 'x.yaml')).toThrow(
      /^x\.yaml:1:1: title is missing.*\nx\.yaml:1:7: .*\nx\.yaml:2:1: .*did you mean title\?\n/,
    );
  });

  it('counts lines that end in the Windows way', () => {
    expect(faults(`slug: iraq\r\ntitle: 5\r\n${CLAIM}`)[0]).toContain('2:8: title');
  });
});

describe('formatting a topic', () => {
  it('writes what is read back as the same topic, whatever the texts hold', () => {
    const texts = [
      'yes',
      'null',
      '12',
      '1e3',
      '- dash',
      '# hash',
      'a: b',
      "it's",
      '"q"',
      '*a',
      '&b',
      '!c',
      '@d',
      '%e',
      '{f}',
      '[g]',
      '|',
      '>',
      '?',
      'خبر',
      '👍',
      '\\n',
      'x'.repeat(199),
      'a #b',
      '~',
      '2020-01-06',
      '<<',
      '---',
      '\u0007',
    ];
    const topic: TopicFile = {
      slug: 'iraq',
      signOff: 2,
      title: 'US: in, or out?',
      claims: [
        { slug: 'leave', statement: 'They leave', parent: null, aliases: texts },
        { slug: 'letter', statement: 'true', parent: 'leave', aliases: [] },
        { slug: '007', statement: 'Signed', parent: 'letter', aliases: [] },
        { slug: 'asked', statement: 'Asked', parent: null, aliases: [] },
      ],
      names: [
        { name: 'No', kind: 'place', role: null, organisation: null, spellings: [] },
        {
          name: 'Esper',
          kind: 'person',
          role: 'Secretary',
          organisation: 'Pentagon',
          spellings: ['Esber', 'إسبر'],
        },
      ],
      feeds: [
        { url: 'https://news.example/?q=a:b&c=d#e', outlet: 'A', language: null },
        { url: 'http://news.example/', outlet: 'B', language: 'ar-IQ' },
      ],
    };
    expect(parseTopic(formatTopic(topic), 'x.yaml')).toEqual(topic);
  });

  it('leaves out what is empty', () => {
    const claims = [{ slug: 'leave', statement: 'They leave', parent: null, aliases: [] }];
    const text = formatTopic({ slug: 'iraq', title: 'Iraq', claims, names: [], signOff: 1, feeds: [] });
    expect(text).toBe(HEAD + CLAIM);
  });

  it('keeps a claim whose parent is elsewhere', () => {
    const claims = [{ slug: 'letter', statement: 'Real', parent: 'elsewhere', aliases: [] }];
    const text = formatTopic({ slug: 'iraq', title: 'Iraq', claims, names: [], signOff: 1, feeds: [] });
    expect(parseTopic(text, 'x.yaml').claims).toMatchObject([{ slug: 'letter', parent: null }]);
  });
});

describe('the topic that comes with the project', () => {
  const topic = parseTopic(readFileSync('topics/withdrawal.yaml', 'utf8'), 'topics/withdrawal.yaml');

  it('holds the withdrawal and its three sub-claims, said in two scripts', () => {
    expect(topic.claims.map(({ slug, parent }) => [slug, parent])).toEqual([
      ['withdrawal', null],
      ['letter-genuine', 'withdrawal'],
      ['policy-unchanged', 'withdrawal'],
      ['iraq-asked', 'withdrawal'],
    ]);
    for (const { aliases } of topic.claims) {
      expect(aliases.some((alias) => /\p{Script=Arabic}/u.test(alias))).toBe(true);
      expect(aliases.some((alias) => /\p{Script=Latin}/u.test(alias))).toBe(true);
    }
  });

  it('survives export and import', () => {
    expect(parseTopic(formatTopic(topic), 'x.yaml')).toEqual(topic);
  });

  it('is shown in the documentation by an example that is right', () => {
    const example = /```yaml\n(slug: [\s\S]*?)```/.exec(readFileSync('docs/topics.md', 'utf8'))?.[1] ?? '';
    expect(faultsOf(example, 'docs/topics.md')).toEqual([]);
  });
});
