/** Chapter: what the server wrote down about all this, and what it did not. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChildServer } from '../test/child-server.js';
import type { Scene } from './scene.js';

/** What is read of an audit record and of a line of the log. */
interface CallRecord {
  readonly requestId: string;
  readonly outcome: string;
  /** Of an audit record: how many calls it stands for. Refused calls of one second share one. */
  readonly count?: number;
}

export async function readRecord({ story, server, secrets }: Scene, data: string): Promise<void> {
  story.chapter('What was written down');
  const program = join(process.cwd(), 'dist/chancery.js');
  const audit = execFileSync(process.execPath, [program, 'audit', 'export', '--data', data], { encoding: 'utf8' });
  const records = recordsIn(audit);
  const calls = records.reduce((sum, { count = 1 }) => sum + count, 0);
  const log = await logOf(server, calls);
  story.keep('audit.jsonl', audit, 'the audit record of every call (chancery audit export)');
  story.keep('server-log.jsonl', log, 'what the server logged');

  const audited = new Set(records.map(({ requestId }) => requestId));
  const logged = recordsIn(log).map(({ requestId }) => requestId);
  const missing = logged.filter(requestId => !audited.has(requestId));
  story.check(
    `each of the ${logged.length} calls has its audit record`,
    missing.length === calls - records.length && logged.length === calls,
    { missing, calls, records: records.length },
  );
  const denied = records.filter(({ outcome }) => outcome === 'Forbidden.NoPermission');
  story.check('and so have the two that were denied', denied.length === 2, denied);

  const database = readdirSync(data)
    .filter(name => name.startsWith('chancery.db'))
    .map(name => readFileSync(join(data, name)));
  const places = [Buffer.from(audit), Buffer.from(log), ...database];
  const found = [...secrets].filter(secret => places.some(place => place.includes(secret)));
  const claim =
    'log, audit record and database hold none of the passwords, secrets, plaintexts and private keys that came up';
  story.check(claim, found.length === 0 && secrets.size >= 17, `${found.length} of ${secrets.size}`);
}

/** The lines that are about a call. */
function recordsIn(jsonLines: string): CallRecord[] {
  const lines = jsonLines.split('\n').filter(line => line !== '');
  return lines.map(line => JSON.parse(line) as CallRecord).filter(({ requestId }) => requestId !== undefined);
}

/** The server's log, once it has a line for each call: the last one may still be on its way. */
async function logOf(server: ChildServer, calls: number): Promise<string> {
  for (let waited = 0; waited < 60_000; waited += 20) {
    if (server.log().endsWith('\n') && recordsIn(server.log()).length >= calls) break;
    await delay(20);
  }
  return server.log();
}
