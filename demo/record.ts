/** Chapter: what the server wrote down about all this, and what it did not. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from './scene.js';

export function readRecord({ story, server, secrets }: Scene, data: string): void {
  story.chapter('What was written down');
  const program = join(process.cwd(), 'dist/chancery.js');
  const audit = execFileSync(process.execPath, [program, 'audit', 'export', '--data', data], { encoding: 'utf8' });
  const log = server.log();
  story.keep('audit.jsonl', audit, 'the audit record of every call (chancery audit export)');
  story.keep('server-log.jsonl', log, 'what the server logged');

  const records = audit.trimEnd().split('\n');
  const denied = records.filter(line => line.includes('"Forbidden.NoPermission"')).length;
  story.check(`the audit log has a record of each of ${records.length} calls`, records.length > 50, records.length);
  story.check(`and the denied ones are among them`, denied === 2, denied);

  const database = readdirSync(data)
    .filter(name => name.startsWith('chancery.db'))
    .map(name => readFileSync(join(data, name)));
  const places = [Buffer.from(audit), Buffer.from(log), ...database];
  const found = [...secrets].filter(secret => places.some(place => place.includes(secret)));
  story.check(
    `${secrets.size} passwords, AccessKey secrets and private keys came up; log, audit record and database hold none`,
    found.length === 0,
    `${found.length} of them`,
  );
}
