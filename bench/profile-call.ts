/** npm run bench -- --profile [--only NAME]: where the time of a call goes, function by function; that of issuing, if none is named. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { budgetedCall, type CallName } from './calls.js';
import { load } from './load.js';
import { WARM_UP } from './measurements.js';
import { profileReports } from './profile.js';
import { line } from './report.js';
import { Subject } from './subject.js';

/** @param data an empty directory */
export async function profileCall(
  data: string,
  seconds: number,
  name: CallName,
  say: (text: string) => void,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'chancery-profile-'));
  const subject = await (await Subject.start(data, { node: ['--cpu-prof', `--cpu-prof-dir=${directory}`] })).asUser();
  const issuer = await subject.authority('ECC_256');
  const settings = { address: subject.address, pid: subject.pid, connections: 64 };
  const { requests } = await budgetedCall(name, subject, issuer);
  const { perSecond } = await load(await requests(WARM_UP), settings);
  const batch = await requests(Math.ceil(perSecond * seconds));
  const start = performance.now();
  say(line(`${name}, profiled`, await load(batch, settings)));
  const loaded = (performance.now() - start) / 1000;
  await subject.server.stop();
  for (const report of profileReports(directory, loaded)) say(`\n${report}`);
  say(`\nthe profiles are in ${directory}`);
}
