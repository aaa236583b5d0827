// Signed requests as in https://docs.slack.dev/authentication/verifying-requests-from-slack.
import { createHmac } from 'node:crypto';
import type { Carrier, PayloadType } from './payloads.ts';

/** Slack as an app in HTTP mode meets it: posts to `url`, signed with `secret`; any answer but 2xx throws. */
export function signedCarrier(url: string, secret: string): Carrier {
  return {
    async deliver(type, payload, retry) {
      const [contentType, body] = encode(type, payload);
      const timestamp = String(Math.floor(Date.now() / 1_000));
      const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'content-type': contentType,
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${signature}`,
          ...(retry && { 'x-slack-retry-num': `${retry.attempt}`, 'x-slack-retry-reason': retry.reason }),
        },
      });
      const answer = await response.text();
      if (!response.ok) throw new Error(`refused with ${response.status}`);
      return answer === '' ? undefined : JSON.parse(answer);
    },
  };
}

function encode(type: PayloadType, payload: object): [type: string, body: string] {
  if (type === 'events_api') return ['application/json', JSON.stringify(payload)];
  const form = type === 'interactive' ? { payload: JSON.stringify(payload) } : { ...payload };
  return ['application/x-www-form-urlencoded', new URLSearchParams(form).toString()];
}
