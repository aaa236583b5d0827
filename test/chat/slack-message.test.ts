import { describe, expect, it } from 'vitest';
import { render } from '../../src/chat/slack/render.ts';
import { message } from '../../src/model/message.ts';
import { faultOf } from '../support/slack/blocks.ts';
import { buttonsOf } from '../support/slack/reading.ts';

describe('a Slack message', () => {
  const hostile = '<!channel> <@U1> *bold* `code` \u202Egnp.exe\u200B <https://evil.example|x> & @everyone';

  it('shows hostile text as the text it is', () => {
    const { blocks, text } = render(
      message('A claim', [
        { kind: 'text', text: [hostile, { link: 'javascript:alert(1)', label: 'a link' }] },
        { kind: 'quote', quote: hostile, by: hostile },
        { kind: 'fields', fields: [{ name: hostile, value: hostile }] },
        { kind: 'list', heading: hostile, entries: [hostile] },
      ]),
    );
    const whole = JSON.stringify(blocks);
    expect(whole).not.toMatch(
      /mrkdwn|"type":"(link|user|broadcast|emoji|channel)"|javascript:|\u202E|\u200B/,
    );
    expect(whole).toContain('<!channel> <@U1> *bold* `code` gnp.exe <https://evil.example|x> & @everyone');
    expect(text).not.toMatch(/[<>]|\u202E/);
  });

  it('links to the web, and shows times in the reader’s own zone', () => {
    const { blocks } = render(
      message('A claim', [
        {
          kind: 'text',
          text: [{ link: 'https://a.example/1', label: 'AFP' }, { time: '2020-01-06T20:05:00.000Z' }],
        },
      ]),
    );
    const section = { type: 'rich_text_section' };
    expect(blocks[1]).toMatchObject({
      elements: [
        {
          ...section,
          elements: [
            { type: 'link', url: 'https://a.example/1', text: 'AFP' },
            { type: 'date', timestamp: 1_578_341_100, fallback: '2020-01-06T20:05:00.000Z' },
          ],
        },
      ],
    });
  });

  it.each([
    [
      'many long blocks',
      Array.from({ length: 80 }, () => ({ kind: 'text', text: 'word '.repeat(900) }) as const),
    ],
    ['a long list', [{ kind: 'list', heading: 'Latest', entries: Array(300).fill('a headline') } as const]],
    ['many short spans', [{ kind: 'text', text: Array(900).fill({ strong: 'x' }) } as const]],
    [
      'many fields',
      [{ kind: 'fields', fields: Array(90).fill({ name: 'n', value: 'v '.repeat(99) }) } as const],
    ],
  ])('of %s is cut to what Slack takes, and shows that it was', (_what, blocks) => {
    const rendered = render(
      message('t'.repeat(400), blocks, [{ label: 'b'.repeat(100), invocation: '/claim x', style: 'plain' }]),
    );
    expect(faultOf(rendered.blocks)).toBeNull();
    expect(rendered.text.length).toBeLessThanOrEqual(4_000);
    expect(buttonsOf(rendered)).toHaveLength(1);
    expect(JSON.stringify(rendered.blocks.slice(2))).toContain('…');
  });

  it('is never cut inside a character', () => {
    const { blocks } = render(message(`${'x'.repeat(148)}😀😀`));
    expect(blocks[0]).toMatchObject({ text: { text: `${'x'.repeat(148)}…` } });
  });

  it('says a long title in full below its cut header', () => {
    const title = `${'The US is leaving '.repeat(10)}soon`;
    expect(JSON.stringify(render(message(title)).blocks[1])).toContain(title);
  });

  it('leaves out a button whose invocation would have to be cut', () => {
    const button = { label: 'Go', invocation: `/claim ${'x'.repeat(2_000)}`, style: 'plain' } as const;
    expect(buttonsOf(render(message('A claim', [], [button])))).toEqual([]);
  });
});
