/**
 * npm run torture:strangers -- [--connections 10000] [--seconds 30] [--memory-mb 256]
 *
 * Strangers hold thousands of connections to a server in a control group and send what they never finish. Ends with status 1 when
 * the server dies or does not answer its callers. Making a control group takes root; both processes need `ulimit -n` above the
 * number of connections.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { besiege } from './strangers.js';

const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '30' },
    'memory-mb': { type: 'string', default: '256' },
  },
});
const data = mkdtempSync(join(tmpdir(), 'chancery-strangers-'));
const result = await besiege({
  data,
  connections: Number(values.connections),
  seconds: Number(values.seconds),
  memoryMb: Number(values['memory-mb']),
  say: line => process.stdout.write(`${line}\n`),
});
rmSync(data, { recursive: true, force: true });
const { unanswered, ...figures } = result;
process.stdout.write(
  `${JSON.stringify({ ...figures, unanswered: unanswered.length, first: unanswered[0] }, undefined, 2)}\n`,
);
process.exit(result.alive && unanswered.length * 100 <= result.answered ? 0 : 1);
