import { describe, expect, it } from 'vitest';
import { claimwire, folder } from './run.ts';

describe.concurrent('how the command line is used', () => {
  it.each([['--help'], ['topic check --help'], ['match --help'], ['replay --help'], ['backup --help']])(
    'claimwire %s explains it and ends well',
    async (line) => {
      const { status, out, err } = await claimwire(line.split(' '), { cwd: '/' });
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(out).toContain(`Usage: claimwire ${line.replace(/ ?--help/, '')}`);
    },
  );

  it.each([
    ['', 'Usage: claimwire'],
    ['nonsense', "unknown command 'nonsense'"],
    ['topic check', "missing required argument 'file'"],
    ['match --items items', "required option '--claims <file>'"],
    ['match --claims a --items b --top 0', 'It must be a whole number, 1 or more.'],
    ['replay x --chat xml', 'Allowed choices are terminal, jsonl.'],
    ['feed parse x --base here', 'It must be a whole web address'],
    ['slack manifest --request-url here', 'It must be a whole web address'],
  ])('claimwire %s is misuse: status 2 and how to use it', async (line, says) => {
    const { status, out, err } = await claimwire(line.split(' ').filter(Boolean), { cwd: '/' });
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(says);
    expect(err).toContain('Usage: claimwire');
  });

  it.each([
    ['topic check none.yaml', 'There is no file none.yaml in', 'Check the name.'],
    ['topic check .', '. is a folder, not a file.', 'Check the name.'],
    ['feed parse none.xml', 'There is no file none.xml in', 'Give a file or a web address.'],
    ['feed parse ftp://feeds.example/x', 'Feeds are read over http and https', 'on the web'],
    ['feed parse page.html', 'is a web page, not a feed', 'subscribe to'],
    ['match --claims claims --items .', '. is a folder, not a file.', 'Check the name.'],
    ['match --claims items --items items', 'items holds no claim.', 'Write one a line'],
    ['attribute latin1 --claims claims', 'latin1 is no UTF-8 text.', 'Save it as UTF-8.'],
    ['replay .', 'There is no file recording.yaml', 'give the folder of a recording'],
    ['backup copy.db', 'There is no store at data/recording.db.', 'Start the desk once'],
    ['discord register', 'DISCORD_TOKEN is not set.', 'Set it in .env'],
  ])('claimwire %s is a fault: status 1, and what to do', async (line, says, todo) => {
    const cwd = await folder({
      claims: '{"id":1,"statement":"The harbour is closed"}\n',
      items: '',
      'page.html': '<html><body>Hello</body></html>',
      latin1: Buffer.from('Der Hafen schlie\u00dft', 'latin1'),
    });
    const { status, out, err } = await claimwire(line.split(' '), { cwd });
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain(says);
    expect(err).toContain(todo);
    expect(err).not.toMatch(/^\s+at /m);
  });
});
