// npm run torture -- --kills 1000 --faults 10000 [--items 3000] [--seed 1] [--minutes 60]
// Ends with status 1 where a message was lost or came twice, or the ledger differs from that of a run in peace.
import { parseArgs } from 'node:util';
import { torture } from './driver.ts';
import { compare } from './verdict.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    faults: { type: 'string', default: '1000' },
    items: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '60' },
  },
});
const [kills, faults, items, seed] = [values.kills, values.faults, values.items, values.seed].map(Number) as [
  number,
  number,
  number,
  number,
];
const limit = Number(values.minutes) * 60_000;
const say = (line: string) => void process.stderr.write(`${line}\n`);

const began = Date.now();
say(`seed ${seed}: ${items} items in peace, then with ${kills} kills and ${faults} faults`);
const peaceful = await torture({ seed, items, kills: 0, faults: 0, limit });
const tortured = await torture({ seed, items, kills, faults, limit, progress: say });
const { messages, lost, doubled, disordered, sameLedger } = compare(peaceful, tortured);
const report = {
  seed,
  items,
  kills: tortured.kills,
  faults: tortured.faults,
  requests: tortured.requests,
  messages,
  lost: lost.length,
  doubled: doubled.length,
  disordered: disordered.length,
  parked: tortured.parked,
  sameLedger,
  integrity: tortured.integrity,
  seconds: Math.round((Date.now() - began) / 1_000),
};
process.stdout.write(`${JSON.stringify(report)}\n`);
for (const [what, found] of Object.entries({ lost, doubled, disordered }))
  for (const text of found.slice(0, 10)) say(`${what}: ${text.replaceAll('\n', ' ').slice(0, 200)}`);
const isWell =
  lost.length + doubled.length + disordered.length + tortured.parked === 0 &&
  sameLedger &&
  tortured.integrity === 'ok';
process.exitCode = isWell ? 0 : 1;
