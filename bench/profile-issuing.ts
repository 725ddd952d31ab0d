/** npm run bench -- --profile: where the time of issuing goes, function by function. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from './load.js';
import { WARM_UP } from './measurements.js';
import { profileReports } from './profile.js';
import { line } from './report.js';
import { certificate, Subject, times } from './subject.js';

/** @param data an empty directory */
export async function profileIssuing(data: string, seconds: number, say: (text: string) => void): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'chancery-profile-'));
  const subject = await (await Subject.start(data, { node: ['--cpu-prof', `--cpu-prof-dir=${directory}`] })).asUser();
  const issuer = await subject.authority('ECC_256');
  const settings = { address: subject.address, pid: subject.pid, connections: 64 };
  const requests = (count: number) =>
    times(count, () => subject.request('cas', 'CreateClientCertificate', certificate(issuer, 'ECC_256')));
  const { perSecond } = await load(requests(WARM_UP), settings);
  const batch = requests(Math.ceil(perSecond * seconds));
  const start = performance.now();
  say(line('issuing, profiled', await load(batch, settings)));
  const loaded = (performance.now() - start) / 1000;
  await subject.server.stop();
  for (const report of profileReports(directory, loaded)) say(`\n${report}`);
  say(`\nthe profiles are in ${directory}`);
}
