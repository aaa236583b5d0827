import { expect, it } from 'vitest';
import { plainLine, plainText } from '../../src/feeds/plain-text.ts';

it.each([
  ['paragraphs and breaks', '<p>One\n two</p><p>Three<br>four</p>', 'One two\n\nThree\nfour'],
  ['words within markup whole', 'No <b>deci</b>sion to <a href="x">leave</a>', 'No decision to leave'],
  ['list entries and cells apart', '<ul><li>One<li>Two</ul><td>Three</td>', 'One\n\nTwo\n\nThree'],
  ['entities', 'Caf&eacute; &#8211; it&rsquo;s&nbsp;&lt;b&gt; AT&T', 'Café – it’s <b> AT&T'],
  ['comparisons', '5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
  ['paragraphs of text without tags', 'One\ntwo\r\n\r\nThree', 'One two\n\nThree'],
  ['Arabic', '<p dir="rtl">قالت&nbsp;الوزارة</p>', 'قالت الوزارة'],
  [
    'what was encoded twice whole',
    'feminic\u00C3\u00ADdio \u00D0\u0092',
    'feminic\u00C3\u00ADdio \u00D0\u0092',
  ],
  ['words that were hyphenated', 'Bundes\u00ADtag', 'Bundestag'],
  ['nothing of nothing', ' <p> </p>\n', ''],
])('keeps %s', (_, html, text) => {
  expect(plainText(html)).toBe(text);
});

it.each([
  ['scripts', 'a<script>if (1 < 2) alert("</p>")</script>b'],
  ['styles', 'a<STYLE>p > b {}</STYLE>b'],
  ['comments', 'a<!-- <p>no</p> -->b'],
  ['marks that turn the reading order', 'a\u202E\u200Bb'],
  ['images', 'a<img src="x" alt="no">b'],
])('drops %s', (_, html) => {
  expect(plainText(html).replace(/\s/g, '')).toBe('ab');
});

it('puts titles on one line', () => {
  expect(plainLine('<p>One</p>\n<p>Two</p>')).toBe('One Two');
});

it.each(['<b>', '<', '</i>', '<p>\n', '&lt;', ' \n', '<script><'])(
  'takes time linear in the length of %j repeated',
  (piece) => {
    const started = performance.now();
    plainText('<i>'.repeat(100_000) + piece.repeat(1_000_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  },
);
