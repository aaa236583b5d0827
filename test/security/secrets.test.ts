import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLog, hide } from '../../src/log.ts';

describe('a secret', () => {
  it.each(['pa"ss-word', 'back\\slash', 'käse-λ-🔑', 'tab\tkey'])(
    'is hidden in the log also where JSON writes it otherwise: %j',
    (secret) => {
      const sink = new PassThrough();
      const cause = Object.assign(new Error(`deep ${secret}`), {
        config: { a: { b: { c: { d: secret } } } },
      });
      createLog('info', sink, [secret]).info(
        { err: new Error(`was ${secret}`, { cause }) },
        `with ${secret}`,
      );
      const line = String(sink.read());
      const { msg, err } = JSON.parse(line);
      expect(msg).toBe('with [hidden]');
      // The logger adds the cause's message to it.
      expect(err.message).toContain('was [hidden]');
      expect(line).not.toContain(secret);
      expect(line).not.toContain(JSON.stringify(secret).slice(1, -1));
    },
  );

  it('of a hub is hidden by its name in what is sent to it', () => {
    const sent = 'hub.mode=subscribe&hub.secret=abcdef&hub.topic=x';
    expect(hide(sent)).toBe('hub.mode=subscribe&hub.secret=[hidden]&hub.topic=x');
  });
});
