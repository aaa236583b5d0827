import { describe, expect, it } from 'vitest';
import { claimwire, folder } from './run.ts';

const OPML = `<opml version="2.0"><body>
  <outline text="Wires"><outline text="AFP" xmlUrl="https://afp.example/rss"/></outline>
  <outline text="Reuters" xmlUrl="https://reuters.example/rss"/>
</body></opml>`;

describe('claimwire feed import and export', () => {
  it('follows the feeds of an OPML file once, and gives them back', async () => {
    const cwd = await folder({ '.env': '', 'feeds.opml': OPML });
    const first = await claimwire(['feed', 'import', 'feeds.opml'], { cwd });
    expect(first).toMatchObject({ status: 0, out: expect.stringContaining('2 of 2 feeds were new.') });
    const again = await claimwire(['feed', 'import', 'feeds.opml'], { cwd });
    expect(again.out).toBe('0 of 2 feeds were new.\n');
    const { out } = await claimwire(['feed', 'export'], { cwd });
    expect(out).toContain('<outline type="rss" text="AFP" title="AFP" xmlUrl="https://afp.example/rss"/>');
  });

  it('says what it wants instead of a file that is no OPML', async () => {
    const cwd = await folder({ '.env': '', 'feeds.opml': 'AFP' });
    const { status, err } = await claimwire(['feed', 'import', 'feeds.opml'], { cwd });
    expect(status).toBe(1);
    expect(err).toContain('An OPML file names each as <outline');
  });
});
