/** Headers by which a gatekeeper says that its answer is a challenge, with the values that say so. */
const HEADERS: readonly (readonly [string, RegExp])[] = [
  ['cf-mitigated', /challenge/i],
  ['x-amzn-waf-action', /challenge|captcha/i],
  ['x-datadome', /protected|captcha/i],
  ['x-sucuri-block', /./],
  ['x-vercel-mitigated', /challenge/i],
];

/** What only the challenge pages of gatekeepers have in them. */
const MARKS: readonly RegExp[] = [
  /<title>\s*just a moment\b/i,
  /<title>\s*attention required! \| cloudflare/i,
  /\/cdn-cgi\/challenge-platform\//,
  /\bcf-chl-|_cf_chl_opt\b/,
  /_Incapsula_Resource\b/,
  /captcha-delivery\.com/,
  /awswaf\.com\/[^"']{0,200}\/challenge/,
  /<title>\s*(?:ddos-guard|sucuri website firewall)/i,
  /<title>\s*making sure you(?:'|&#39;|’)re not a bot/i,
  /<title>\s*(?:checking your browser|verifying (?:you are|that you are) human|are you a robot|vercel security checkpoint)/i,
  /<title>\s*access denied\s*<\/title>[\s\S]{0,2000}errors\.edgesuite\.net/i,
];

/** Whether an answer is the page of a gatekeeper that wants to see a person first; `start` is the first part of it. */
export function isChallenge(headers: Headers, start: string): boolean {
  return (
    HEADERS.some(([name, says]) => says.test(headers.get(name) ?? '')) ||
    MARKS.some((mark) => mark.test(start))
  );
}
