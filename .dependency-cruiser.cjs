// Who may import whom: see docs/architecture.md.
const only = (name, from, to) => ({
  name,
  severity: 'error',
  comment: `${from} may import only ${to}`,
  from: { path: from },
  to: { path: '^(src|commands)/', pathNot: to },
});
const home = (pkg, path) => ({
  name: `one-home-for-${pkg.replace(/[^a-z]/g, '-')}`,
  severity: 'error',
  comment: `${pkg} has one home`,
  from: { pathNot: path },
  to: { path: `node_modules/${pkg}/` },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true }, to: {} },
    {
      name: 'not-to-test',
      severity: 'error',
      from: { path: '^(src|commands)/' },
      to: { path: '^(test|bench)/' },
    },
    only('model-imports-nothing', '^src/model/', '^src/model/'),
    only('feeds', '^src/feeds/', '^src/(feeds|model)/|^src/errors\\.ts$'),
    only('language', '^src/language/', '^src/(language|model)/'),
    only('stories', '^src/stories/', '^src/(stories|model)/'),
    only('matching', '^src/matching/', '^src/(matching|model)/|^src/errors\\.ts$'),
    only('topics', '^src/topics/', '^src/(topics|model)/|^src/errors\\.ts$'),
    only('command', '^src/command/', '^src/(command|language|model)/|^src/errors\\.ts$'),
    only('storage', '^src/storage/', '^src/(storage|model)/|^src/errors\\.ts$'),
    only('chat', '^src/chat/[^/]+\\.ts$', '^src/(chat/[^/]+\\.ts|command|model)|^src/(errors|log)\\.ts$'),
    only(
      'chat-discord',
      '^src/chat/discord/',
      '^src/(chat/discord|chat/[^/]+\\.ts|command|model)|^src/(errors|log)\\.ts$',
    ),
    only(
      'chat-slack',
      '^src/chat/slack/',
      '^src/(chat/slack|chat/[^/]+\\.ts|command|model)|^src/(errors|log)\\.ts$',
    ),
    only(
      'chat-terminal',
      '^src/chat/terminal/',
      '^src/(chat/terminal|chat/[^/]+\\.ts|command|model)|^src/(errors|log)\\.ts$',
    ),
    only('web', '^src/web/', '^src/(web|model)/|^src/(errors|log)\\.ts$'),
    only('commands', '^commands/', '^(commands|src/(command|language|model))/|^src/errors\\.ts$'),
    only(
      'desk',
      '^src/desk/',
      '^src/(desk|model|language|feeds|stories|matching|topics|command|storage|chat/[^/]+\\.ts$)|^src/(errors|log)\\.ts$',
    ),
    home('discord\\.js', '^src/chat/discord/'),
    home('@slack/bolt', '^src/chat/slack/'),
    home('rss-parser', '^src/feeds/'),
    home('undici', '^src/feeds/'),
    home('node-cron', '^src/schedule\\.ts$'),
    home('dotenv', '^src/config\\.ts$'),
    home('kysely', '^src/storage/'),
    home('pg', '^src/storage/'),
    home('pino', '^src/log\\.ts$'),
    home('commander', '^src/cli(\\.ts|/)'),
    home('yaml', '^src/topics/'),
    home('prom-client', '^src/web/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // TypeScript 7 has no API that dependency-cruiser could read sources with; swc keeps type-only imports.
    parser: 'swc',
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
