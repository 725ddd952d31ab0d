/**
 * `npm run demo`: a server of its own in a scratch folder, and on it the story of two reference pages as a newcomer would live it:
 * DescribeCertificatePrivateKey and GetClientKey. Official SDKs make the calls, the openssl command reads what comes of them, and
 * every step is checked. It needs Node and openssl, and ends with a non-zero status when something does not hold.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startChildServer } from '../test/child-server.js';
import { issueCertificates } from './authorities.js';
import { makeClientKey } from './client-key.js';
import { talkOverTls } from './mutual-tls.js';
import { OfficialClients } from './official-clients.js';
import { Openssl } from './openssl.js';
import { refuseUnknownKey } from './own-key.js';
import { permitUser } from './permissions.js';
import { openPrivateKeys } from './private-key.js';
import { readRecord } from './record.js';
import type { Scene } from './scene.js';
import { Story } from './story.js';
import { throttleUser } from './throttling.js';

const begin = performance.now();
const story = new Story(resolve('demo-output'));
const openssl = new Openssl(story);
const data = mkdtempSync(join(tmpdir(), 'chancery-demo-'));

try {
  const version = openssl.version();
  if (!version?.startsWith('OpenSSL ')) {
    throw new Error(
      `the demo reads its results with the openssl command of OpenSSL; here it is ${version ?? 'missing'}`,
    );
  }
  await tell(version);
  story.end((performance.now() - begin) / 1000);
} catch (error) {
  story.fail(error);
  process.exitCode = 1;
} finally {
  rmSync(data, { recursive: true, force: true });
}

async function tell(opensslVersion: string): Promise<void> {
  // The empty setting is the default one: each operation's own limit, which one chapter is about.
  const server = await startChildServer({ data, throttle: '' });
  try {
    const scene: Scene = {
      story,
      openssl,
      server,
      root: new OfficialClients(server),
      secrets: new Set([server.accessKeySecret]),
    };
    story.says(`A new server is up at ${server.url}, with an account of its own (${server.accountId}).`);
    story.says(
      `Official SDKs call it; ${opensslVersion} reads what it gives. Passwords are shown because they are the demo's own.`,
    );

    const families = await issueCertificates(scene);
    await openPrivateKeys(scene, families);
    await talkOverTls(scene, families);
    await refuseUnknownKey(scene, families);
    const user = await permitUser(scene, families);
    await throttleUser(scene, user);
    await makeClientKey(scene);
    readRecord(scene, data);
  } finally {
    await server.stop();
  }
}
