// Discord's own description of a message; what it leaves unsaid is in limits.ts.
import { Ajv2020 } from 'ajv/dist/2020.js';
import schema from './message-create.schema.json' with { type: 'json' };

// An OpenAPI document is a schema with a few words more; of its formats a message of ours has none.
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const validate = ajv.compile(schema);

/** What of the body of "create message" is not as Discord describes it, or null. */
export function schemaFault(body: object): string | null {
  return validate(body) ? null : ajv.errorsText(validate.errors);
}
