/**
 * npm run bench -- [--seconds 5] [--only NAME] [--budgets [--connections 16] | --against DIR | --peers | --start | --rsa | --sessions | --profile]
 *
 * Ratios from one run on one machine, with the server as it is delivered but for the throttle: called by a RAM user, signatures and
 * permissions checked, everything recorded and on disk before it is answered. What each of the kinds measures is said in its file.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { against, type Checkout } from './against.js';
import { budgets } from './budgets.js';
import { optionsFrom } from './options.js';
import { besidePeers } from './peers.js';
import { profileCall } from './profile-call.js';
import { rsaOnAllProcessors } from './rsa.js';
import { sessions } from './sessions.js';
import { standard } from './standard.js';
import { measureStart, startTable } from './start.js';
import { Subject } from './subject.js';

const options = optionsFrom(process.argv.slice(2));
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const directories: string[] = [];
const opened: Checkout[] = [];
try {
  say(
    `${new Date().toISOString().slice(0, 10)}, node ${process.version}, ${cpus().length} processors (${cpus()[0]?.model})\n`,
  );
  await run();
} finally {
  for (const { subject } of opened) await subject.server.stop();
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const { kind, seconds, connections = 16, only, other, programs } = options;
  switch (kind) {
    case 'standard':
      return standard(emptyDirectory(), seconds ?? 5, say);
    case 'profile':
      return profileCall(emptyDirectory(), seconds ?? 5, only?.[0] ?? 'CreateClientCertificate', say);
    case 'start': {
      const theirs = other === undefined ? [] : [['other', await measureStart(other)] as const];
      return say(startTable([['ours', await measureStart()], ...theirs]));
    }
    case 'budgets': {
      const { subject, issuer } = await open('ours');
      return say(`\n${await budgets(subject, issuer, { seconds: seconds ?? 2, connections, say }, only)}`);
    }
    case 'rsa': {
      const { subject, issuer } = await open('ours');
      return say(await rsaOnAllProcessors(subject, issuer, seconds ?? 10, say));
    }
    case 'sessions': {
      const account = await Subject.start(emptyDirectory());
      try {
        return say(`\n${await sessions(account, { seconds: seconds ?? 1, connections, say })}`);
      } finally {
        await account.server.stop();
      }
    }
    case 'peers': {
      const settings = { seconds: seconds ?? 5, connections: 16, say };
      return say(`\n${await besidePeers(await open('ours'), programs, emptyDirectory, settings)}`);
    }
    case 'against': {
      const settings = { seconds: seconds ?? 2, say };
      return say(`\n${await against(await open('ours'), await open('other', other), settings, only)}`);
    }
  }
}

/** A server with a CA, called by a RAM user. */
async function open(name: string, checkout?: string): Promise<Checkout> {
  const subject = await (await Subject.start(emptyDirectory(), { checkout })).asUser();
  const opening = { name, subject, issuer: await subject.authority('ECC_256') };
  opened.push(opening);
  return opening;
}

function emptyDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'chancery-bench-'));
  directories.push(directory);
  return directory;
}
