import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Operation } from '../../src/spec/operation.js';
import { type AccessKeyPair, startTestServer, type TestServer } from '../server.js';
import { keyOf, signInAt } from '../sign-in/sign-in-client.js';
import type { SignedClient } from '../signed-client.js';
import { allow, callExample } from './attempts.js';
import { declarations } from './declarations.js';

const RAM = '2015-05-01';

let server: TestServer;
let nobody: SignedClient;
let disabled: SignedClient;
/** By the code that each is refused with, whatever it calls. */
let nobodys: Readonly<Record<string, SignedClient>>;
let members: Readonly<Record<'allowed' | 'barred' | 'left', SignedClient>>;
/** Sessions of users who have signed in with their password. */
let signedIn: Readonly<Record<'admin' | 'nobody' | 'ended', SignedClient>>;
const holders = new Map<string, SignedClient>();

beforeAll(async () => {
  server = await startTestServer();
  // Nothing is allowed that no policy allows.
  const preference = { AllowUserToChangePassword: false };
  expect((await server.root.call(RAM, 'SetSecurityPreference', preference)).status).toBe(200);
  nobody = await server.user('nobody');
  disabled = await disabledUser();
  nobodys = await clientsOfNobody();
  members = await membersOfGroups();
  signedIn = await signedInUsers();
});
afterAll(() => server.close());

// Who comes with the token of an identity provider has no policies: test/api/sts/AssumeRoleWithOIDC.test.ts.
const operations = declarations.operations
  .filter(it => !it.identityToken)
  .map(operation => [`${operation.product.code} ${operation.action}`, operation] as const);

describe.each(operations)('%s', (_name, operation) => {
  const { action } = operation.ram;
  const denied = operation.product.dialect.denied;

  test('a disabled AccessKey is refused', async () => {
    expect(await codeOf(disabled, operation)).toBe(operation.product.dialect.disabledKey.code);
  });

  test('a key that is not there, one with another secret, and one with a token are refused', async () => {
    const { unknownKey, tokenMismatch } = operation.product.dialect;
    expect(await codeOf(nobodys.unknown as SignedClient, operation)).toBe(unknownKey.code);
    expect(await codeOf(nobodys.forged as SignedClient, operation)).toBe('SignatureDoesNotMatch');
    expect(await codeOf(nobodys.withToken as SignedClient, operation)).toBe(tokenMismatch.code);
    expect(await codeOf(signedIn.ended, operation)).toBe(unknownKey.code);
  });

  if (action === undefined) {
    test('every user is allowed', async () => {
      expect(await codeOf(nobody, operation)).toBeUndefined();
    });
    return;
  }

  test('a user without a policy is denied, and told what was missing', async () => {
    const { status, body } = await call(nobody, operation);
    expect(body.Code).toBe(denied.code);
    expect(status).toBe(denied.status);
    expect(body.AccessDeniedDetail).toMatchObject({
      AuthAction: action,
      AuthPrincipalType: 'SubUser',
      AuthPrincipalOwnerId: server.accountId,
      NoPermissionType: 'ImplicitDeny',
      PolicyType: 'AccountLevelIdentityBasedPolicy',
    });
  });

  test('a user is allowed by the exact action', async () => {
    expect(
      await codeOf(await holder('exact', allow(action, ...(operation.ram.dependentActions ?? []))), operation),
    ).not.toBe(denied.code);
  });

  test('a user is allowed by all actions of the product', async () => {
    const client = await holder('product', allow(`${action.split(':')[0]}:*`));
    expect(await codeOf(client, operation)).not.toBe(denied.code);
  });

  test('the system policy of its access level allows, and of no lower one', async () => {
    const { full, read } = SYSTEM_POLICIES[operation.product.ramCode]!;
    expect(await codeOf(await systemHolder(full), operation)).not.toBe(denied.code);
    const reads = operation.ram.access === 'get' || operation.ram.access === 'list';
    const code = await codeOf(await systemHolder(read), operation);
    if (reads && !NOT_FOR_READERS.has(action)) expect(code).not.toBe(denied.code);
    else expect(code).toBe(denied.code);
  });

  test('what a group may do, its members may, for as long as they are', async () => {
    expect(await codeOf(members.allowed, operation)).not.toBe(denied.code);
    const { body } = await call(members.left, operation);
    expect([body.Code, body.AccessDeniedDetail]).toMatchObject([denied.code, { NoPermissionType: 'ImplicitDeny' }]);
  });

  test('a user who has signed in may do what the user may', async () => {
    expect(await codeOf(signedIn.admin, operation)).not.toBe(denied.code);
    const { body } = await call(signedIn.nobody, operation);
    expect([body.Code, body.AccessDeniedDetail]).toMatchObject([denied.code, { AuthPrincipalType: 'SubUser' }]);
  });

  test('an explicit deny of a group wins over any allow of its member', async () => {
    const { body } = await call(members.barred, operation);
    expect([body.Code, body.AccessDeniedDetail]).toMatchObject([denied.code, { NoPermissionType: 'ExplicitDeny' }]);
  });

  test('an explicit deny wins over any allow', async () => {
    const client = await holder('denied', {
      Version: '1',
      Statement: [...allow('*').Statement, { Effect: 'Deny', Action: action, Resource: '*' }],
    });
    const { body } = await call(client, operation);
    expect(body.Code).toBe(denied.code);
    expect(body.AccessDeniedDetail).toMatchObject({ NoPermissionType: 'ExplicitDeny' });
  });
});

/** Those that allow all and those that allow reading of a product, by its RAM code. STS has none to read with, and this server's own operations have none. */
const SYSTEM_POLICIES: Readonly<Record<string, { readonly full: string; readonly read: string }>> = {
  'yundun-cert': { full: 'AliyunYundunCertFullAccess', read: 'AliyunYundunCertReadOnlyAccess' },
  kms: { full: 'AliyunKMSFullAccess', read: 'AliyunKMSReadOnlyAccess' },
  ram: { full: 'AliyunRAMFullAccess', read: 'AliyunRAMReadOnlyAccess' },
  sts: { full: 'AliyunSTSAssumeRoleAccess', read: 'ReadOnlyAccess' },
  chancery: { full: 'AdministratorAccess', read: 'AliyunRAMReadOnlyAccess' },
};

/** Reading calls that the read-only policies leave out on purpose: docs/differences.md. */
const NOT_FOR_READERS = new Set([
  'yundun-cert:DescribeCertificatePrivateKey',
  'kms:GetClientKey',
  'kms:GetParametersForImport',
  'kms:GetRandomPassword',
  'kms:GetSecretValue',
  'kms:GetManagedDataKey',
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:AsymmetricSign',
  'kms:AsymmetricVerify',
  'kms:ExportDataKey',
  'kms:GenerateAndExportDataKey',
  'kms:AsymmetricEncrypt',
  'kms:AsymmetricDecrypt',
  'kms:GenerateMac',
  'kms:VerifyMac',
  'kms:ReEncryptFrom',
  // The vendor's policy for reading RAM has Get* and List*.
  'ram:DecodeDiagnosticMessage',
  'chancery:ExplainAccess',
]);

const call = (client: SignedClient, operation: Operation) => callExample(server, client, operation);

async function codeOf(client: SignedClient, operation: Operation): Promise<unknown> {
  return (await call(client, operation)).body.Code;
}

/** A user of that name whose only policy is the given document. */
async function holder(name: string, document: object): Promise<SignedClient> {
  const client = holders.get(name) ?? (await server.user(name));
  holders.set(name, client);
  const PolicyName = `only-policy-of-${name}`;
  const attachment = { UserName: name, PolicyName, PolicyType: 'Custom' };
  await server.root.call(RAM, 'DetachPolicyFromUser', attachment);
  await server.root.call(RAM, 'DeletePolicy', { PolicyName });
  await server.root.call(RAM, 'CreatePolicy', { PolicyName, PolicyDocument: JSON.stringify(document) });
  const { status } = await server.root.call(RAM, 'AttachPolicyToUser', attachment);
  expect(status).toBe(200);
  return client;
}

async function systemHolder(policy: string): Promise<SignedClient> {
  const known = holders.get(policy);
  if (known) return known;
  const client = await server.user(policy);
  holders.set(policy, client);
  const attachment = { UserName: policy, PolicyName: policy, PolicyType: 'System' };
  const { status, body } = await server.root.call(RAM, 'AttachPolicyToUser', attachment);
  expect([policy, status, body.Code]).toEqual([policy, 200, undefined]);
  return client;
}

async function clientsOfNobody() {
  const { AccessKeyId, AccessKeySecret } = await newKeyOf('forged');
  return {
    unknown: server.client({ AccessKeyId: `${AccessKeyId.slice(0, -4)}zzzz`, AccessKeySecret }),
    forged: server.client({ AccessKeyId, AccessKeySecret: `${AccessKeySecret.slice(0, -4)}zzzz` }),
    withToken: server.client({ AccessKeyId, AccessKeySecret }, 'token'),
  };
}

async function membersOfGroups() {
  const ram = async (action: string, parameters: Record<string, unknown>) => {
    const { status, body } = await server.root.call(RAM, action, parameters);
    expect([action, status, body.Message]).toEqual([action, 200, undefined]);
  };
  const admins = { GroupName: 'matrix-admins', PolicyName: 'AdministratorAccess', PolicyType: 'System' };
  const barred = { GroupName: 'matrix-barred', PolicyName: 'deny-everything', PolicyType: 'Custom' };
  await ram('CreateGroup', { GroupName: admins.GroupName });
  await ram('CreateGroup', { GroupName: barred.GroupName });
  const Statement = [{ Effect: 'Deny', Action: '*', Resource: '*' }];
  await ram('CreatePolicy', {
    PolicyName: barred.PolicyName,
    PolicyDocument: JSON.stringify({ Version: '1', Statement }),
  });
  for (const group of [admins, barred]) await ram('AttachPolicyToGroup', group);
  const clients = {
    allowed: await server.user('member-allowed'),
    barred: await server.user('member-barred', allow('*')),
    left: await server.user('member-left'),
  };
  await ram('AddUserToGroup', { GroupName: admins.GroupName, UserName: 'member-allowed' });
  await ram('AddUserToGroup', { GroupName: admins.GroupName, UserName: 'member-left' });
  await ram('AddUserToGroup', { GroupName: barred.GroupName, UserName: 'member-barred' });
  expect(await codeOfListing(clients.left)).toBeUndefined();
  await ram('RemoveUserFromGroup', { GroupName: admins.GroupName, UserName: 'member-left' });
  return clients;
}

async function signedInUsers() {
  const password = { Password: 'A-first-passw0rd' };
  const signIn = async (UserName: string, document?: object) => {
    await server.user(UserName, document);
    expect((await server.root.call(RAM, 'CreateLoginProfile', { UserName, ...password })).status).toBe(200);
    const { status, body } = await signInAt(server.url, { Account: server.accountId, UserName, ...password });
    expect([UserName, status, body.Code]).toEqual([UserName, 200, undefined]);
    return keyOf(server, body);
  };
  const users = {
    admin: await signIn('signed-in-admin', allow('*')),
    nobody: await signIn('signed-in-nobody'),
    ended: await signIn('signed-in-ended', allow('*')),
  };
  expect(await codeOfListing(users.ended)).toBeUndefined();
  await server.root.call(RAM, 'DeleteLoginProfile', { UserName: 'signed-in-ended' });
  return users;
}

async function codeOfListing(client: SignedClient): Promise<unknown> {
  return (await client.call(RAM, 'ListUsers')).body.Code;
}

async function newKeyOf(UserName: string): Promise<AccessKeyPair> {
  await server.root.call(RAM, 'CreateUser', { UserName });
  const { body } = await server.root.call(RAM, 'CreateAccessKey', { UserName });
  return body.AccessKey as AccessKeyPair;
}

async function disabledUser(): Promise<SignedClient> {
  const pair = await newKeyOf('disabled');
  const change = { UserName: 'disabled', UserAccessKeyId: pair.AccessKeyId, Status: 'Inactive' };
  expect((await server.root.call(RAM, 'UpdateAccessKey', change)).status).toBe(200);
  return server.client(pair);
}
