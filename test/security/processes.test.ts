import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { createReader } from '../../src/feeds/reader.ts';

const TOKEN = 'fake-token.of.the-bot';

/** The command lines of a process and of those that it started, and theirs. */
function commandLines(pid: number): string[] {
  const own = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return [own, ...children.flatMap((child) => commandLines(Number(child)))];
}

it.skipIf(!existsSync('/proc/self/task'))('shows no token in the list of processes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimwire-processes-'));
  writeFileSync(
    join(folder, 'topic.yaml'),
    'slug: x\ntitle: X\nclaims:\n  - slug: y\n    statement: They are leaving Iraq\n',
  );
  writeFileSync(
    join(folder, '.env'),
    `TOPICS=topic.yaml\nADVISER_URL=http://127.0.0.1:1/v1\nADVISER_MODEL=x\nADVISER_KEY=${TOKEN}\n`,
  );
  const desk = spawn(process.execPath, [resolve('src/cli.ts'), 'start'], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  try {
    const lines = () => commandLines(desk.pid ?? 0).join('\n');
    // A process that was just forked has no command line of its own yet; the models' has one in the end.
    await expect.poll(lines, { timeout: 15_000 }).toContain('process.ts');
    expect(lines()).not.toContain(TOKEN);
  } finally {
    desk.kill('SIGKILL');
    await once(desk, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
});

it('leaves the process that reads feeds without the environment, which tokens may stand in', async () => {
  const name = 'CLAIMWIRE_TEST_TOKEN';
  process.env[name] = TOKEN;
  const reader = createReader({ script: new URL('./environment.ts', import.meta.url) });
  try {
    const { title } = await reader.read(Buffer.from('<rss/>'), null, 'https://news.example/feed');
    expect(title).toContain('environment:');
    expect(title).not.toContain(name);
  } finally {
    await reader.close();
    delete process.env[name];
  }
});
