/**
 * Both figures of the ingest: how fast feeds are read (feeds-reader.ts), and what polling many costs (feeds-sweep.ts).
 *   npm run bench:feeds -- FOLDER     (or EVAL_DATA=FOLDER)
 */
import { execFileSync } from 'node:child_process';

const [, , ...args] = process.argv;
execFileSync(process.execPath, [`${import.meta.dirname}/feeds-reader.ts`, ...args], { stdio: 'inherit' });
execFileSync('npm', ['run', '--silent', 'bench:sweep'], { stdio: 'inherit' });
