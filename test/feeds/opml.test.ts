import { describe, expect, it } from 'vitest';
import { formatOpml, parseOpml } from '../../src/feeds/opml.ts';

describe('OPML', () => {
  it('gives back what was written, whatever the names hold', () => {
    const feeds = [
      { url: 'https://news.example/rss?a=1&b=2', outlet: 'The "News" & <Sons>' },
      { url: 'https://akhbar.example/', outlet: 'أخبار' },
    ];
    expect(parseOpml(formatOpml('Desk', feeds))).toEqual(feeds);
  });

  it('takes feeds out of folders, each once, under the name that there is', () => {
    const text = `<opml version="1.0"><head/><body>
      <outline text="Wires"><outline text="AFP" xmlUrl="https://afp.example/rss"/>
        <outline text="" title="Reuters" xmlUrl=" https://reuters.example/rss "/></outline>
      <outline xmlurl="https://unnamed.example/rss"/>
      <outline text="AFP again" xmlUrl="https://afp.example/rss"/>
      <outline text="Not on the web" xmlUrl="file:///etc/passwd"/>
    </body></opml>`;
    expect(parseOpml(text)).toEqual([
      { url: 'https://afp.example/rss', outlet: 'AFP' },
      { url: 'https://reuters.example/rss', outlet: 'Reuters' },
      { url: 'https://unnamed.example/rss', outlet: 'unnamed.example' },
    ]);
  });

  it.each(['', 'hello', '<opml><body/></opml>', '<rss><channel/></rss>'])(
    'says what it wants instead of %j',
    (text) => {
      expect(() => parseOpml(text)).toThrow('There is no feed in it. An OPML file names each as <outline');
    },
  );
});
