import { describe, expect, it } from 'vitest';
import { claimwire, folder } from './run.ts';

const URL = 'https://news.example/rss';
const SECRET = 'Bearer t0ken-of-the-desk';

describe('claimwire feed header', () => {
  it('takes the value from stdin, follows the feed under a name, and shows the value nowhere', async () => {
    const cwd = await folder({ '.env': 'LOG_LEVEL=debug' });
    const args = ['feed', 'header', URL, 'Authorization'];
    const set = await claimwire([...args, '--outlet', 'News'], { cwd, input: `${SECRET}\n` });
    expect(set).toMatchObject({ status: 0, err: '' });
    expect(set.out).toBe(
      'The desk now follows News. News sends its own header authorization, to news.example only.\n',
    );
    const { out } = await claimwire(['feed', 'export'], { cwd });
    expect(out).toContain(`xmlUrl="${URL}"`);
    expect(out).not.toMatch(/t0ken|authorization/i);
    const gone = await claimwire(args, { cwd, input: '' });
    expect(gone.out).toBe('News no longer sends its own header authorization.\n');
  });

  it('says what is wrong without the value', async () => {
    const cwd = await folder({ '.env': '' });
    const unknown = await claimwire(['feed', 'header', URL, 'X-Key'], { cwd, input: SECRET });
    expect(unknown).toMatchObject({ status: 1, err: expect.stringContaining('The desk does not follow') });
    const cookie = await claimwire(['feed', 'header', URL, 'Cookie', '--outlet', 'N'], {
      cwd,
      input: SECRET,
    });
    expect(cookie).toMatchObject({
      status: 1,
      err: expect.stringContaining('The header cookie cannot be sent'),
    });
    expect(unknown.err + unknown.out + cookie.err + cookie.out).not.toContain('t0ken');
    const address = await claimwire(['feed', 'header', 'news.example', 'X-Key'], { cwd, input: SECRET });
    expect(address.status).toBe(2);
  });
});
