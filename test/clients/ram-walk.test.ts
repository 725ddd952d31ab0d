/**
 * All operations of RAM, STS and IMS, walked by their official packages of four languages. What their models made of an answer is compared with the
 * answer as it was sent.
 */
import * as ims from '@alicloud/ims20190815';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import * as ram from '@alicloud/ram20150501';
import * as sts from '@alicloud/sts20150401';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Access } from '../../demo/official-clients.js';
import { gitHubClaims, type Issuer, register, startIssuer } from '../api/sts/issuer.js';
import { findPython, script } from '../python/interpreter.js';
import { startTestServer, type TestServer } from '../server.js';
import { Scratch } from '../strangers/commands.js';
import { userAccess } from './access.js';
import { comparedCall } from './compared-call.js';
import type { Calls } from './ram-walk/scene.js';
import { walkRam } from './ram-walk/walk.js';
import { type TappedServer, tapServer } from './tapped-server.js';
import { findTool, goProgram, mavenProgram } from './tools.js';
import { typedOpenApi } from './typed-openapi.js';
import { startWalker } from './walker-process.js';

const EVERYTHING = { Version: '1', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const PYTHON = ['alibabacloud_ram20150501', 'alibabacloud_sts20150401', 'alibabacloud_ims20190815'] as const;
/** A member of our own. Maven's model takes any. */
const OUR_OWN = [/^DecodeDiagnosticMessage DecodedDiagnosticMessage\.Explanation$/];
/** Maven's models of RAM have no tags in lists. */
const OLDER_THAN_TAGS = [
  /^ListPolicies Policies\.Policy\[\d+\]\.Tags\.Tag$/,
  /^ListRoles Roles\.Role\[\d+\]\.Tags\.Tag$/,
];
const scratch = new Scratch();
const python = findPython(...PYTHON);
const go = findTool('go', ['version']);
const maven = findTool('mvn', ['--version']);

let server: TestServer;
let tap: TappedServer;
let issuer: Issuer;
let providerArn: string;
beforeAll(async () => {
  server = await startTestServer({ region: 'cn-hangzhou' });
  tap = await tapServer(server.url);
  issuer = await startIssuer(scratch);
  const keySetFile = scratch.write('keys.json', issuer.keySet);
  providerArn = await register(server, 'ci', { issuer: issuer.url, clientId: ['chancery'], keySetFile });
});
afterAll(async () => {
  issuer.close();
  await tap.close();
  await server.close();
});

test('TypeScript', async () => {
  const access = await accessOf('TypeScript');
  const config = new $OpenApiUtil.Config({ ...access, protocol: 'http', regionId: 'cn-hangzhou' });
  await walk('TypeScript', {
    ram: typedOpenApi(new ram.default.default(config), ram),
    sts: typedOpenApi(new sts.default.default(config), sts),
    ims: typedOpenApi(new ims.default.default(config), ims),
  });
});

test.skipIf(!python)('Python', () =>
  walkWith('Python', String(python), ['-W', 'error', script('walker.py'), ...PYTHON]),
);

test.skipIf(!go)('Go', () => walkWith('Go', goProgram('ram-walker', scratch), []), 300_000);

test.skipIf(!maven)(
  'Java',
  () => {
    const { command, parameters, directory } = mavenProgram('ram-walker');
    return walkWith('Java', command, parameters, { directory, known: OLDER_THAN_TAGS });
  },
  300_000,
);

const callerOf = (name: string) => `caller-${name}`;

/** Of a user who may do everything: an account itself assumes no roles and has no password to change. */
async function accessOf(name: string): Promise<Access> {
  return { ...(await userAccess(server, callerOf(name), EVERYTHING)), endpoint: tap.endpoint };
}

interface WalkOptions {
  readonly directory?: string;
  /** What the client's models do not read. */
  readonly known?: readonly RegExp[];
}

async function walkWith(name: string, command: string, parameters: readonly string[], options: WalkOptions = {}) {
  const walker = startWalker(command, parameters, await accessOf(name), options.directory ?? scratch.path('.'));
  try {
    await walk(name, { ram: walker.of('ram'), sts: walker.of('sts'), ims: walker.of('ims') }, options.known);
  } finally {
    walker.stop();
  }
}

async function walk(name: string, { ram, sts, ims }: Calls, known: readonly RegExp[] = OUR_OWN): Promise<void> {
  const unread = new Set<string>();
  const compared = {
    ram: comparedCall(ram, tap, unread),
    sts: comparedCall(sts, tap, unread),
    ims: comparedCall(ims, tap, unread),
  };
  await walkRam(compared, `walk-${name}`, {
    accountId: server.accountId,
    caller: callerOf(name),
    diagnosticMessage: await denial(`denied-${name}`),
    provider: { arn: providerArn, token: issuer.token(gitHubClaims('example/shop')) },
  });
  expect([...unread]).toEqual(known.map(it => expect.stringMatching(it)));
}

/** What a user without any policy is told. */
async function denial(name: string): Promise<string> {
  const { body } = await (await server.user(name)).call('2015-05-01', 'ListUsers', {});
  return (body.AccessDeniedDetail as Record<string, string>).EncodedDiagnosticMessage ?? '';
}
