/**
 * npm run torture -- [--rounds 50] [--store postgres://…] [--data DIR]
 *
 * Kills the server over and over while it issues certificates, and looks for everything that it had acknowledged. Ends with status 1
 * and keeps the data when something is missing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { torture } from './torture.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    store: { type: 'string' },
    data: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write(`--rounds must be a whole number from 1; it is "${values.rounds}".\n`);
  process.exit(2);
}

const data = values.data ?? mkdtempSync(join(tmpdir(), 'chancery-torture-'));
const { wrong, certificates, users, auditRecords } = await torture({
  rounds,
  data,
  store: values.store,
  say: line => process.stdout.write(`${line}\n`),
});
if (wrong.length > 0) {
  for (const sentence of wrong.slice(0, 100)) process.stderr.write(`${sentence}\n`);
  process.stderr.write(`${wrong.length} promises broken. The data is in ${data}\n`);
  process.exit(1);
}
if (!values.data) rmSync(data, { recursive: true, force: true });
process.stdout.write(
  `${rounds} kills: all ${certificates} certificates and their keys, ${users} users and ${auditRecords} audit records are there\n`,
);
