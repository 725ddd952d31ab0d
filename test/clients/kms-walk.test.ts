/**
 * All operations of KMS, walked by its official packages of four languages. What their models made of an answer is compared with the
 * answer as it was sent: a member that a model does not know, or reads as another type, is named.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPython, script } from '../python/interpreter.js';
import { type AccessKeyPair, startTestServer, type TestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { rootAccess } from './access.js';
import type { Answer, Call } from './certificate-line.js';
import { comparedCall } from './compared-call.js';
import { type Prepared, walkKms } from './kms-walk/walk.js';
import { type TappedServer, tapServer } from './tapped-server.js';
import { findTool, goProgram, mavenProgram } from './tools.js';
import { typedKms } from './typed-kms.js';
import { startWalker } from './walker-process.js';

const EIGHT_DAYS_MS = 8 * 86_400_000;
const scratch = new Scratch();
const python = findPython('alibabacloud_kms20160120');
const go = findTool('go', ['version']);
const maven = findTool('mvn', ['--version']);

let behindMs = 0;
let server: TestServer;
let tap: TappedServer;
beforeAll(async () => {
  server = await startTestServer({ region: 'cn-hangzhou', now: () => new Date(Date.now() - behindMs) });
  tap = await tapServer(server.url);
});
afterAll(async () => {
  await tap.close();
  await server.close();
});

/** Members that are newer than npm's models, of 2020. */
const NEWER_THAN_NPM = [
  'DescribeKey KeyMetadata.DeletionProtection',
  'DescribeKey KeyMetadata.DeletionProtectionDescription',
  'CreateSecret SecretType',
  'GetSecretValue SecretType',
  'DescribeSecret SecretType',
  'DescribeSecret AutomaticRotation',
  'DescribeSecret RotationInterval',
  'DescribeSecret NextRotationDate',
  'DescribeSecret ExtendedConfig',
];

/** Its models read the two lists as texts (docs/clients.md), and know fewer members. */
const NEWER_THAN_MAVEN = [
  'Log',
  'LogStorage',
  'VswitchIds',
  'ZoneIds',
  'ChargeType',
  'ProductType',
  'ProductVersion',
  'SaleStatus',
  'DeletionProtection',
].map(name => `GetKmsInstance KmsInstance.${name}`);

test('TypeScript', () => walk('TypeScript', typedKms(access()), NEWER_THAN_NPM));

test.skipIf(!python)('Python', () =>
  walkWith('Python', String(python), ['-W', 'error', script('walker.py'), 'alibabacloud_kms20160120']),
);

test.skipIf(!go)(
  'Go',
  () => {
    // Its model has VswitchIds as a text, and reads nothing of an answer in which it is a list (docs/clients.md).
    const known = [expect.stringMatching(/^GetKmsInstance: .*\.VswitchIds: fuzzyStringDecoder/)];
    return walkWith('Go', goProgram('kms-walker', scratch), [], { known });
  },
  300_000,
);

test.skipIf(!maven)(
  'Java',
  () => {
    const { command, parameters, directory } = mavenProgram('kms-walker');
    return walkWith('Java', command, parameters, { directory, known: NEWER_THAN_MAVEN });
  },
  300_000,
);

const access = () => ({ ...rootAccess(server), endpoint: tap.endpoint });

interface WalkOptions {
  readonly directory?: string;
  /** What the client's models do not read. */
  readonly known?: readonly unknown[];
}

async function walkWith(name: string, command: string, parameters: readonly string[], options: WalkOptions = {}) {
  const walker = startWalker(command, parameters, access(), options.directory ?? scratch.path('.'));
  try {
    await walk(name, walker.call, options.known);
  } finally {
    walker.stop();
  }
}

async function walk(name: string, call: Call, known: readonly unknown[] = []): Promise<void> {
  const unread = new Set<string>();
  await walkKms(comparedCall(call, tap, unread), `walk-${name}`, await prepared(name), scratch);
  expect([...unread]).toEqual(known);
}

async function prepared(name: string): Promise<Prepared> {
  behindMs = EIGHT_DAYS_MS;
  const date = new Date(Date.now() - behindMs);
  const { body } = await server.root.call('2016-01-20', 'CreateKey', { KeySpec: 'EC_P256' }, { date });
  behindMs = 0;
  const words = ['dist/chancery.js', 'kms-instance', 'add', `of-${name}`, '--data', server.data];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  const [newInstance = ''] = /^kst-[0-9a-z]+/.exec(stdout) ?? [];
  const dataKey = `of-${name}`;
  const more = ['dist/chancery.js', 'data-key', 'add', dataKey, '--data', server.data];
  await promisify(execFile)(process.execPath, more);
  const UserName = `of-${name}`;
  await server.root.call('2015-05-01', 'CreateUser', { UserName });
  const { AccessKey } = (await server.root.call('2015-05-01', 'CreateAccessKey', { UserName })).body;
  const { AccessKeyId, AccessKeySecret } = AccessKey as AccessKeyPair;
  return {
    dataKey,
    oldPair: String((body.KeyMetadata as Answer).KeyId),
    newInstance,
    accountId: server.accountId,
    user: { UserName, AccessKeyId, AccessKeySecret },
  };
}
