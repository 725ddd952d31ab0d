/** What sessions of roles may do, at every operation: their role's policies, and what the session's own leaves of them. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomIdentifiers } from '../../src/identity/identifiers.js';
import { Sessions } from '../../src/identity/sessions/sessions.js';
import { KeyFileSeal, openKeyFile } from '../../src/seal/key-file.js';
import type { Seal } from '../../src/seal/seal.js';
import type { Operation } from '../../src/spec/operation.js';
import { assume, makeRole, trusting } from '../api/sts/roles.js';
import { startTestServer, type TestServer } from '../server.js';
import type { SignedClient } from '../signed-client.js';
import { allow, callExample } from './attempts.js';
import { declarations } from './declarations.js';

const RAM = '2015-05-01';

let server: TestServer;
/** May assume the roles below. */
let assumer: SignedClient;
let arns: Readonly<Record<'everything' | 'nothing' | 'varying', string>>;
/** Sessions that all operations are tried with. */
let sessions: Readonly<
  Record<
    | 'nothing'
    | 'varying'
    | 'ofMember'
    | 'chained'
    | 'crossAccount'
    | 'wideOfVarying'
    | 'narrowedToNothing'
    | 'chainedToNothing'
    | 'crossAccountToNothing'
    | 'forbidding'
    | 'wideOfNothing',
    SignedClient
  >
>;
let refused: readonly (readonly [code: string, SignedClient])[];

beforeAll(async () => {
  server = await startTestServer();
  assumer = await server.user('assumer', allow('sts:AssumeRole'));
  const partner = await userOfOtherAccount();
  const trust = trusting({ RAM: [server.accountId, server.otherAccountId].map(it => `acs:ram::${it}:root`) });
  arns = {
    everything: await makeRole(server.root, 'matrix-everything', { trust, allowed: ['*'] }),
    nothing: await makeRole(server.root, 'matrix-nothing', { trust }),
    varying: await makeRole(server.root, 'matrix-varying', { trust }),
  };
  sessions = {
    nothing: await assume(server, assumer, arns.nothing),
    varying: await assume(server, assumer, arns.varying),
    ofMember: await assume(server, await memberOfAssumers(), arns.varying),
    chained: await assume(server, await assume(server, assumer, arns.everything), arns.varying),
    crossAccount: await assume(server, partner, arns.varying),
    wideOfVarying: await assume(server, assumer, arns.varying, { Policy: policy('*') }),
    narrowedToNothing: await assume(server, assumer, arns.everything, { Policy: policy('none:None') }),
    chainedToNothing: await assume(server, await assume(server, assumer, arns.everything), arns.everything, {
      Policy: policy('none:None'),
    }),
    crossAccountToNothing: await assume(server, partner, arns.everything, { Policy: policy('none:None') }),
    forbidding: await assume(server, assumer, arns.everything, { Policy: JSON.stringify(allowedAndDenied('*')) }),
    wideOfNothing: await assume(server, assumer, arns.nothing, { Policy: policy('*') }),
  };
  refused = await clientsWithBadTokens();
});
afterAll(() => server.close());

// Who comes with the token of an identity provider has no policies: test/api/sts/AssumeRoleWithOIDC.test.ts.
const operations = declarations.operations
  .filter(it => !it.identityToken)
  .map(operation => [`${operation.product.code} ${operation.action}`, operation] as const);

describe.each(operations)('%s', (_name, operation) => {
  const { action, dependentActions = [] } = operation.ram;
  const denied = operation.product.dialect.denied.code;

  test('is not there for tokens that have ended, were forged, belong to another key or to a role that is gone', async () => {
    for (const [code, client] of refused) expect([code, await codeOf(client, operation)]).toEqual([code, code]);
  });

  if (action === undefined) {
    test('every session is allowed', async () => {
      for (const client of Object.values(sessions)) expect(await codeOf(client, operation)).toBeUndefined();
    });
    return;
  }

  test('a session of a role without policies is denied, also where its own policy allows everything', async () => {
    for (const client of [sessions.nothing, sessions.wideOfNothing]) {
      expect(await detailOf(client, operation)).toMatchObject({
        AuthAction: action,
        AuthPrincipalType: 'AssumedRoleUser',
        AuthPrincipalOwnerId: server.accountId,
        NoPermissionType: 'ImplicitDeny',
        PolicyType: 'AccountLevelIdentityBasedPolicy',
      });
    }
  });

  test('sessions of a role are allowed by its exact action: of a user, of a member of a group, of another role, of another account, and with a wide policy of their own', async () => {
    await letVarying(allow(action, ...dependentActions));
    const { varying, ofMember, chained, crossAccount, wideOfVarying } = sessions;
    for (const client of [varying, ofMember, chained, crossAccount, wideOfVarying]) {
      expect(await codeOf(client, operation)).not.toBe(denied);
    }
  });

  test('an explicit deny of the role wins', async () => {
    await letVarying(allowedAndDenied(action));
    const { varying, ofMember, chained, crossAccount, wideOfVarying } = sessions;
    for (const client of [varying, ofMember, chained, crossAccount, wideOfVarying]) {
      expect(await detailOf(client, operation)).toMatchObject({ NoPermissionType: 'ExplicitDeny' });
    }
  });

  test('a session policy leaves what it allows, and no more', async () => {
    const { narrowedToNothing, chainedToNothing, crossAccountToNothing, forbidding } = sessions;
    for (const client of [narrowedToNothing, chainedToNothing, crossAccountToNothing]) {
      const told = { PolicyType: 'SessionPolicy', NoPermissionType: 'ImplicitDeny' };
      expect(await detailOf(client, operation)).toMatchObject(told);
    }
    const told = { PolicyType: 'SessionPolicy', NoPermissionType: 'ExplicitDeny' };
    expect(await detailOf(forbidding, operation)).toMatchObject(told);
    const Policy = policy(action, ...dependentActions);
    expect(await codeOf(await assume(server, assumer, arns.everything, { Policy }), operation)).not.toBe(denied);
  });
});

const allowedAndDenied = (action: string) => ({
  Version: '1',
  Statement: [...allow('*').Statement, { Effect: 'Deny', Action: action, Resource: '*' }],
});

const policy = (...actions: string[]) => JSON.stringify(allow(...actions));

async function codeOf(client: SignedClient, operation: Operation): Promise<unknown> {
  return (await callExample(server, client, operation)).body.Code;
}

/** Of a denial; anything else fails. */
async function detailOf(client: SignedClient, operation: Operation): Promise<unknown> {
  const { body } = await callExample(server, client, operation);
  expect(body.Code).toBe(operation.product.dialect.denied.code);
  return body.AccessDeniedDetail;
}

/** Gives the role `varying` this policy and no other. */
async function letVarying(document: object): Promise<void> {
  const PolicyName = 'of-varying';
  const attachment = { RoleName: 'matrix-varying', PolicyName, PolicyType: 'Custom' };
  await server.root.call(RAM, 'DetachPolicyFromRole', attachment);
  await server.root.call(RAM, 'DeletePolicy', { PolicyName });
  await server.root.call(RAM, 'CreatePolicy', { PolicyName, PolicyDocument: JSON.stringify(document) });
  expect((await server.root.call(RAM, 'AttachPolicyToRole', attachment)).status).toBe(200);
}

async function userOfOtherAccount(): Promise<SignedClient> {
  const root = server.otherAccount;
  await root.call(RAM, 'CreateUser', { UserName: 'partner' });
  const attachment = { UserName: 'partner', PolicyName: 'AliyunSTSAssumeRoleAccess', PolicyType: 'System' };
  await root.call(RAM, 'AttachPolicyToUser', attachment);
  const { AccessKey } = (await root.call(RAM, 'CreateAccessKey', { UserName: 'partner' })).body;
  return server.client(AccessKey as Parameters<TestServer['client']>[0]);
}

/** May assume roles because a group may. */
async function memberOfAssumers(): Promise<SignedClient> {
  const member = await server.user('assuming-member');
  const GroupName = 'matrix-assumers';
  const attachment = { GroupName, PolicyName: 'AliyunSTSAssumeRoleAccess', PolicyType: 'System' };
  for (const [action, parameters] of [
    ['CreateGroup', { GroupName }],
    ['AttachPolicyToGroup', attachment],
    ['AddUserToGroup', { GroupName, UserName: 'assuming-member' }],
  ] as const) {
    expect((await server.root.call(RAM, action, parameters)).status).toBe(200);
  }
  return member;
}

/** A session of a role that was deleted, and made again under its name with every permission. */
async function sessionOfDeletedRole(): Promise<SignedClient> {
  const RoleName = 'matrix-deleted';
  const trust = trusting(`acs:ram::${server.accountId}:root`);
  const session = await assume(server, assumer, await makeRole(server.root, RoleName, { trust }));
  expect((await server.root.call(RAM, 'DeleteRole', { RoleName })).status).toBe(200);
  await makeRole(server.root, RoleName, { trust, allowed: ['*'] });
  return session;
}

/** With the code that each is refused with. */
async function clientsWithBadTokens(): Promise<readonly (readonly [code: string, SignedClient])[]> {
  const seal = await openKeyFile(server.data);
  if (!seal) throw new Error('the server has no key file');
  const { Role } = (await server.root.call(RAM, 'GetRole', { RoleName: 'matrix-everything' })).body;
  const begin = (begun: Date, by: Seal = seal) =>
    new Sessions(by, randomIdentifiers).begin(
      {
        role: { id: (Role as { RoleId: string }).RoleId },
        name: 'bad',
        seconds: 900,
        assumedBy: 'acs:ram::1:user/test',
        sourceIdentity: undefined,
        policy: undefined,
      },
      begun,
    );
  const good = await begin(new Date());
  const ended = await begin(new Date(Date.now() - 3_600_000));
  const ofAnotherServer = await begin(
    new Date(),
    new KeyFileSeal({ current: 1, keys: new Map([[1, randomBytes(32)]]) }),
  );
  const client = ({ accessKeyId, accessKeySecret }: typeof good, token?: string) =>
    server.client({ AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret }, token);
  // It would be allowed: what follows is refused for its token alone.
  expect((await client(good, good.securityToken).call('2015-04-01', 'GetCallerIdentity')).status).toBe(200);
  return [
    ['InvalidSecurityToken.Expired', client(ended, ended.securityToken)],
    ['InvalidSecurityToken.Malformed', client(good, `${good.securityToken.slice(0, -4)}AAAA`)],
    ['InvalidSecurityToken.Malformed', client(ofAnotherServer, ofAnotherServer.securityToken)],
    ['InvalidSecurityToken.MismatchWithAccessKey', client(good, ended.securityToken)],
    ['MissingSecurityToken', client(good)],
    [
      'SignatureDoesNotMatch',
      client({ ...good, accessKeySecret: `${good.accessKeySecret.slice(0, -4)}zzzz` }, good.securityToken),
    ],
    ['InvalidAccessKeyId.NotFound', await sessionOfDeletedRole()],
  ];
}
