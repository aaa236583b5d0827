import { exportTopic } from '../desk/import.ts';
import { UserError } from '../errors.ts';
import { importedBy, readText, readTopic } from '../main.ts';
import { formatTopic } from '../topics/format.ts';
import { faultsOf } from '../topics/parse.ts';
import { withDesk } from './with-desk.ts';

type Print = (line: string) => void;

/** `claimwire topic check`: every fault with its line and column. */
export async function checkTopic(file: string, options: { json?: true }, print: Print): Promise<void> {
  const faults = faultsOf(await readText(file), file);
  if (options.json) print(JSON.stringify({ file, ok: faults.length === 0, faults }));
  else for (const { line, column, message } of faults) print(`${file}:${line}:${column}: ${message}`);
  if (faults.length > 0)
    throw new UserError(`${file}: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`);
  if (!options.json) print(`${file} is a good topic.`);
}

/** `claimwire topic import`: what changed in the file since its last import. */
export async function importTopicFile(file: string, print: Print): Promise<void> {
  const topic = await readTopic(file);
  const changes = await withDesk(({ desk }) => desk.importTopic(topic, importedBy(file)));
  print(changes.length === 0 ? `${topic.slug}: nothing changed.` : `${topic.slug}: ${changes.join(', ')}.`);
}

/** `claimwire topic export`: the topic as the desk has it now. */
export async function exportTopicFile(slug: string, print: Print): Promise<void> {
  print(formatTopic(await withDesk(({ deps }) => exportTopic(deps.store, slug))).trimEnd());
}
