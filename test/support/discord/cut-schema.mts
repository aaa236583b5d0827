// Cuts the body of "create message" out of Discord's description of its HTTP API:
//   node test/support/discord/cut-schema.mts path/to/openapi.json && npm run format
// The description is https://github.com/discord/discord-api-spec (MIT), file specs/openapi.json.
import { readFileSync, writeFileSync } from 'node:fs';

const ROOT = 'MessageCreateRequest';
const CUT = new URL('message-create.schema.json', import.meta.url);

interface Description {
  readonly info: { readonly version: string; readonly license: { readonly name: string } };
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

const [, , path = ''] = process.argv;
const description: Description = JSON.parse(readFileSync(path, 'utf8'));
const { info, components } = description;
const { schemas } = components;

/** The schema and all that it refers to, in the order in which they are met; a set grows while it is read. */
const names = new Set([ROOT]);
for (const name of names)
  for (const [, other = ''] of JSON.stringify(schemas[name]).matchAll(/"#\/components\/schemas\/(\w+)"/g))
    names.add(other);

const cut = {
  $comment: `From Discord's https://github.com/discord/discord-api-spec: API v${info.version}, ${info.license.name} licence. Cut by cut-schema.mts.`,
  $ref: `#/components/schemas/${ROOT}`,
  components: { schemas: Object.fromEntries([...names].map((name) => [name, schemas[name]])) },
};
writeFileSync(CUT, `${JSON.stringify(cut)}\n`);
