/**
 * `npm run demo`: a server of its own in a scratch folder, and on it the story of two reference pages as a newcomer would live it:
 * DescribeCertificatePrivateKey and GetClientKey, with keys and secrets of KMS between them. Official SDKs make the calls, the openssl command reads what comes of them, and
 * every step is checked. It needs Node and openssl 3, for one chapter the SDK for instances of PyPI, and ends with a non-zero status when something does not hold.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startChildServer } from '../test/child-server.js';
import { issueCertificates } from './authorities.js';
import { makeClientKey } from './client-key.js';
import { openWithClientKey } from './instance.js';
import { tellOfKeysAndSecrets } from './keys-and-secrets.js';
import { talkOverTls } from './mutual-tls.js';
import { OfficialClients } from './official-clients.js';
import { Openssl } from './openssl.js';
import { refuseUnknownKey } from './own-key.js';
import { permitUser } from './permissions.js';
import { openPrivateKeys } from './private-key.js';
import { readRecord } from './record.js';
import type { Scene } from './scene.js';
import { CheckFailed, Story } from './story.js';
import { throttleUser } from './throttling.js';

const begin = performance.now();
const story = new Story(resolve('demo-output'));
const openssl = new Openssl(story);
const data = mkdtempSync(join(tmpdir(), 'chancery-demo-'));

try {
  const version = openssl.version();
  if (!version || !/^OpenSSL ([3-9]|\d\d)\./.test(version)) {
    throw new CheckFailed(
      `the demo reads its results with the openssl command, version 3; here it is ${version ?? 'missing'}`,
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
  // An empty setting is the default one. So each operation has its own limit, which one chapter is about, and what the reader's
  // shell may hold for a server of his own is not taken over.
  const names = ['ROOT_ACCESS_KEY_ID', 'ROOT_ACCESS_KEY_SECRET', 'STORE', 'PUBLIC_URL', 'PBKDF2_ITERATIONS', 'LOG'];
  const environment = Object.fromEntries(names.map(name => [`CHANCERY_${name}`, '']));
  const server = await startChildServer({ data, throttle: '', environment });
  try {
    const scene: Scene = {
      story,
      openssl,
      server,
      root: new OfficialClients(server),
      secrets: new Set([server.accessKeySecret]),
    };
    story.title('Chancery: a CA and a key management service of your own, behind the API that your programs know');
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
    const kept = await tellOfKeysAndSecrets(scene);
    const clientKey = await makeClientKey(scene);
    await openWithClientKey(scene, clientKey, kept);
    await readRecord(scene, data);
  } finally {
    await server.stop();
  }
}
