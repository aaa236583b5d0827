import { describe, expect, it } from 'vitest';
import { render as renderForDiscord } from '../../src/chat/discord/render.ts';
import { linkLabel } from '../../src/chat/links.ts';
import { render as renderForSlack } from '../../src/chat/slack/render.ts';
import { message } from '../../src/model/message.ts';

describe('the words of a link', () => {
  it.each([
    'US troops leave Iraq',
    'Reuters.com: US troops leave',
    'https://www.reuters.com/world',
    'uk.reuters.com says',
    'The U.S. leaves, at 3.15 p.m.',
    '',
  ])('are as they are where they name no other site: %j', (label) => {
    expect(linkLabel(label, 'https://uk.reuters.com/1')).toBe(label);
  });

  it.each([
    ['reuters.com reports', 'https://evil.example/', 'evil.example'],
    ['https://reuters.com/world', 'https://evil.example/', 'evil.example'],
    ['https://reuters.com@evil.example/', 'https://evil.example/', 'evil.example'],
    ['evil.example and reuters.com', 'https://evil.example/', 'evil.example'],
    ['news.reuters.com', 'https://reuters.com/', 'reuters.com'],
    ['reuters.com', 'https://reuters.com.evil.example/', 'reuters.com.evil.example'],
    ['reuters.com', 'https://notreuters.com/', 'notreuters.com'],
    ['reuters．com', 'https://evil.example/', 'evil.example'],
    ['reuters。com', 'https://evil.example/', 'evil.example'],
    ['…reuters.com', 'https://evil.example/', 'evil.example'],
    ['..reuters.com', 'https://evil.example/', 'evil.example'],
    ['reuters.com-exclusive', 'https://evil.example/', 'evil.example'],
    ['(reuters.com)', 'https://evil.example/', 'evil.example'],
    ['@reuters.com', 'https://evil.example/', 'evil.example'],
    ...['\u00ad', '\u200b', '\u200d', '\u200e', '\u034f', '\u2060', '\ufe0f'].map((unseen) => [
      `reuters.${unseen}com`,
      'https://evil.example/',
      'evil.example',
    ]),
    ...['\u2027', '\u00b7', '\u0660', '\u06d4', '\ua4f8'].map((dot) => [
      `reuters${dot}com`,
      'https://evil.example/',
      'evil.example',
    ]),
    ['192.0.2.1', 'https://evil.example/', 'evil.example'],
    ['example.xn--p1ai', 'https://evil.example/', 'evil.example'],
    ['rеuters.com (with a Cyrillic е)', 'https://rеuters.com/', 'xn--ruters-3of.com'],
  ])('begin with where it leads, where they name another: %j to %s', (label, address, host) => {
    expect(linkLabel(label, address)).toBe(`${host}: ${label}`);
  });

  it.each([
    ['Slack', renderForSlack],
    ['Discord', renderForDiscord],
  ])('are so on %s, however long they are', (_chat, render) => {
    const link = 'https://evil.example/';
    const label = `reuters.com ${'reports '.repeat(2_000)}`;
    const short = message('A claim', [{ kind: 'text', text: [{ link, label: label.slice(0, 300) }] }]);
    expect(JSON.stringify(render(short))).toContain('evil.example: reuters.com reports');
    const shown = JSON.stringify(render(message('A claim', [{ kind: 'text', text: [{ link, label }] }])));
    expect(shown.includes(link)).toBe(shown.includes('evil.example: '));
  });
});
