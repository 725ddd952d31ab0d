/**
 * The official credentials libraries get sessions from this server and get new ones when those come to their end; the official clients sign with
 * them. The libraries speak to STS over TLS only.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import * as credentials from '@alicloud/credentials';
import OpenApi, { $OpenApiUtil } from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gitHubClaims, type Issuer, kubernetesClaims, register, startIssuer } from '../api/sts/issuer.js';
import { findPython, script } from '../python/interpreter.js';
import { type AccessKeyPair, startTestServer, type TestServer } from '../server.js';
import type { SignedClient } from '../signed-client.js';
import { Scratch } from '../strangers/commands.js';
import { findTool, goProgram, mavenProgramThatTrusts } from './tools.js';

const RAM = '2015-05-01';
const python = findPython('alibabacloud_credentials', 'alibabacloud_cas20200630', 'alibabacloud_kms20160120');
const go = findTool('go', ['version']);
const maven = findTool('mvn', ['--version']);
const trusted = getCACertificates('default');

let behindMs = 0;
let server: TestServer;
let endpoint: string;
let caFile: string;
let user: AccessKeyPair;
let roleArn: string;
let furtherArn: string;
let issuer: Issuer;
let providerArn: string;
let ofTokensArn: string;
const scratch = new Scratch();

beforeAll(async () => {
  server = await startTestServer({
    region: 'cn-hangzhou',
    environment: { CHANCERY_TLS: 'auto' },
    now: () => new Date(Date.now() - behindMs),
  });
  endpoint = new URL(server.url).host;
  caFile = join(server.data, 'tls/ca.pem');
  setDefaultCACertificates([...trusted, readFileSync(caFile, 'utf8')]);
  const account = `acs:ram::${server.accountId}:root`;
  roleArn = await role('deploy', { RAM: account }, ['kms:ListKeys', 'yundun-cert:DescribeCACertificateCount', 'sts:*']);
  furtherArn = await role('further', { RAM: roleArn }, ['kms:ListKeys']);
  issuer = await startIssuer(scratch);
  const keySetFile = scratch.write('keys.json', issuer.keySet);
  providerArn = await register(server, 'ci', { issuer: issuer.url, clientId: ['chancery'], keySetFile });
  ofTokensArn = await role('of-tokens', { Federated: providerArn }, ['kms:ListKeys', 'yundun-cert:*']);
  await call('CreateUser', { UserName: 'ci' });
  const attachment = { UserName: 'ci', PolicyName: 'AliyunSTSAssumeRoleAccess', PolicyType: 'System' };
  await call('AttachPolicyToUser', attachment);
  user = (await call('CreateAccessKey', { UserName: 'ci' })).AccessKey as AccessKeyPair;
});
afterAll(async () => {
  setDefaultCACertificates(trusted);
  issuer.close();
  await server.close();
});

/** As the account, over TLS. */
async function call(action: string, parameters: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { method, url, headers } = (server.root as SignedClient).prepare(RAM, action, parameters);
  const { statusCode, body } = await request(server.url + url, { method, headers });
  const answer = (await body.json()) as Record<string, unknown>;
  expect([action, statusCode, answer.Message]).toEqual([action, 200, undefined]);
  return answer;
}

async function role(RoleName: string, Principal: object, Action: string[]): Promise<string> {
  const trust = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] };
  const { Role } = await call('CreateRole', { RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) });
  const document = { Version: '1', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
  const PolicyName = `of-${RoleName}`;
  await call('CreatePolicy', { PolicyName, PolicyDocument: JSON.stringify(document) });
  await call('AttachPolicyToRole', { RoleName, PolicyName, PolicyType: 'Custom' });
  return (Role as { Arn: string }).Arn;
}

describe('@alicloud/credentials', () => {
  const provider = (settings: object) =>
    new credentials.default.default(new credentials.Config({ stsEndpoint: endpoint, ...settings }));
  const ofRole = (settings: object = {}) =>
    provider({
      type: 'ram_role_arn',
      accessKeyId: user.AccessKeyId,
      accessKeySecret: user.AccessKeySecret,
      roleArn,
      roleSessionName: 'from-node',
      ...settings,
    });

  const ofToken = (settings: object = {}) =>
    provider({
      type: 'oidc_role_arn',
      roleArn: ofTokensArn,
      oidcProviderArn: providerArn,
      oidcTokenFilePath: scratch.write('token', issuer.token(gitHubClaims('example/shop'))),
      roleSessionName: 'job',
      ...settings,
    });

  async function answerOf(credential: ReturnType<typeof provider>, version: string, action: string) {
    const client = new OpenApi.default(
      new $OpenApiUtil.Config({ credential, endpoint, protocol: 'https', regionId: 'cn-hangzhou' }),
    );
    const operation = new $OpenApiUtil.Params({
      action,
      version,
      protocol: 'HTTPS',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const { body } = await client.callApi(operation, new $OpenApiUtil.OpenApiRequest({}), new RuntimeOptions({}));
    return body as Record<string, unknown>;
  }

  test('a role signs calls of CAS, KMS and STS', async () => {
    const credential = ofRole();
    expect(await answerOf(credential, '2020-06-30', 'DescribeCACertificateCount')).toHaveProperty('TotalCount');
    expect(await answerOf(credential, '2016-01-20', 'ListKeys')).toHaveProperty('TotalCount');
    expect(await answerOf(credential, '2015-04-01', 'GetCallerIdentity')).toMatchObject({
      IdentityType: 'AssumedRoleUser',
      Arn: `${roleArn}/from-node`,
    });
    await expect(answerOf(credential, '2016-01-20', 'ListAliases')).rejects.toMatchObject({
      code: 'Forbidden.NoPermission',
    });
  });

  test('a session is used until a quarter of an hour before its end, and then there is a new one', async () => {
    const lasting = ofRole();
    const short = ofRole({ roleSessionExpiration: 900 });
    const keysOf = async (credential: typeof lasting) => [
      (await credential.getCredential()).accessKeyId,
      (await credential.getCredential()).accessKeyId,
    ];
    const [first, second] = await keysOf(lasting);
    expect(second).toBe(first);
    for (const nearlyOver of [short, ofToken({ roleSessionExpiration: 900 })]) {
      const [early, late] = await keysOf(nearlyOver);
      expect(late).not.toBe(early);
      expect(late).toMatch(/^STS\./);
    }
    const [once, again] = await keysOf(ofToken());
    expect(again).toBe(once);
  });

  test('a session policy narrows it', async () => {
    const policy = JSON.stringify({
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'yundun-cert:*', Resource: '*' }],
    });
    const credential = ofRole({ policy });
    expect(await answerOf(credential, '2020-06-30', 'DescribeCACertificateCount')).toHaveProperty('TotalCount');
    await expect(answerOf(credential, '2016-01-20', 'ListKeys')).rejects.toMatchObject({
      code: 'Forbidden.NoPermission',
    });
  });

  test('the key of a session is given on as one of type sts, and assumes a further role', async () => {
    const { accessKeyId, accessKeySecret, securityToken } = await ofRole().getCredential();
    const session = { accessKeyId, accessKeySecret, securityToken };
    const given = provider({ type: 'sts', ...session });
    expect(await answerOf(given, '2015-04-01', 'GetCallerIdentity')).toMatchObject({ Arn: `${roleArn}/from-node` });
    expect(await answerOf(given, '2016-01-20', 'ListKeys')).toHaveProperty('TotalCount');
    expect(await answerOf(given, '2020-06-30', 'DescribeCACertificateCount')).toHaveProperty('TotalCount');
    const further = provider({ type: 'ram_role_arn', ...session, roleArn: furtherArn, roleSessionName: 'chained' });
    expect(await answerOf(further, '2015-04-01', 'GetCallerIdentity')).toMatchObject({ Arn: `${furtherArn}/chained` });
  });

  test('a token of a CI system, from a file, signs calls without any key', async () => {
    const credential = ofToken();
    expect(await answerOf(credential, '2016-01-20', 'ListKeys')).toHaveProperty('TotalCount');
    expect(await answerOf(credential, '2020-06-30', 'DescribeCACertificateCount')).toHaveProperty('TotalCount');
    expect(await answerOf(credential, '2015-04-01', 'GetCallerIdentity')).toMatchObject({ Arn: `${ofTokensArn}/job` });
  });

  test('a role that is not there is an error that says so', async () => {
    await expect(ofRole({ roleArn: `${roleArn}x` }).getCredential()).rejects.toThrow(/EntityNotExist\.Role/);
  });
});

describe('libraries of other languages', () => {
  test.skipIf(!python)('Python', async () => {
    const claims = await claimsOf(String(python), ['-W', 'error', script('role_sessions.py')]);
    expect(claims.at(-1)).toBe('a role that is not there is refused by name');
  });

  test.skipIf(!go)(
    'Go',
    async () => {
      const program = goProgram('credentials', scratch);
      const claims = await claimsOf(program, []);
      expect(claims.at(-1)).toBe('a role that is not there is refused by name');
      // It looks for a new session three minutes before the end of the one that it has, which lasts a quarter of an hour at least.
      behindMs = 13 * 60_000;
      try {
        expect((await claimsOf(program, ['short'])).at(-1)).toBe('which signs');
      } finally {
        behindMs = 0;
      }
    },
    300_000,
  );

  test.skipIf(!maven)(
    'Java',
    async () => {
      const { command, parameters, directory } = mavenProgramThatTrusts('credentials', 'Sessions', caFile, scratch);
      const claims = await claimsOf(command, parameters, directory);
      expect(claims).toContain('a session that is nearly over is replaced');
      expect(claims.at(-1)).toBe('a role that is not there is refused by name');
    },
    300_000,
  );
});

/** What the program claims of the sessions that it gets; it ends at a claim that does not hold. */
async function claimsOf(program: string, words: readonly string[], cwd = scratch.path('.')): Promise<string[]> {
  const now = Math.floor((Date.now() - behindMs) / 1000);
  const token = issuer.token({ ...kubernetesClaims('pki', 'signer'), iat: now, nbf: now });
  const { stdout } = await promisify(execFile)(program, words, {
    cwd,
    env: {
      ...process.env,
      NO_PROXY: '127.0.0.1',
      SSL_CERT_FILE: caFile,
      CHANCERY_TEST_ENDPOINT: endpoint,
      CHANCERY_TEST_CA: caFile,
      CHANCERY_TEST_ROLE: roleArn,
      CHANCERY_TEST_FURTHER_ROLE: furtherArn,
      CHANCERY_TEST_OIDC_PROVIDER: providerArn,
      CHANCERY_TEST_OIDC_ROLE: ofTokensArn,
      CHANCERY_TEST_OIDC_TOKEN: scratch.write('pod-token', token),
      ALIBABA_CLOUD_ACCESS_KEY_ID: user.AccessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: user.AccessKeySecret,
    },
  });
  return [...stdout.matchAll(/^"(.*)"$/gm)].map(([, claim]) => String(claim));
}
