import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { AttachedPolicy } from '../access/evaluate.js';
import { parsePolicy, parseTrustPolicy } from '../access/policy-grammar.js';
import { SharedGenerations } from '../caches/generations.js';
import type { Principal } from '../domain/principal.js';
import type { Asked, AskedObject } from '../gateway/asked.js';
import type { Caller, NoCaller } from '../gateway/caller.js';
import type { Role } from '../identity/roles/role.js';
import type { ConsoleSession, RoleSession } from '../identity/sessions/sessions.js';
import type { AccessPointPolicy } from '../kms/access-points/policies.js';
import { accessKeyCallers } from './access-keys.js';
import { callersFrom } from './callers.js';
import { clientKeyCallers } from './client-keys.js';
import { sessionCallers } from './sessions.js';

const NOW = new Date('2026-01-02T03:04:05Z');
const publicKey = createPublicKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);

const root: Principal = {
  kind: 'account',
  accountId: '1',
  id: '1',
  name: 'root',
  arn: 'acs:ram::1:root',
  accessKeyId: 'root-key',
};
const alice: Principal = {
  kind: 'user',
  accountId: '1',
  id: '20',
  name: 'alice',
  arn: 'acs:ram::1:user/alice',
  accessKeyId: 'alice-key',
};
const secretsOfApp: AccessPointPolicy = {
  name: 'p',
  scope: 'shared',
  permissions: ['SecretUser'],
  resources: ['secret/app/*'],
  accessControl: undefined,
  description: '',
  createdAt: new Date(0),
};
const clientKey: Principal = { ...alice, kind: 'client-key', id: 'KAAP.1', name: 'KAAP.1', accessKeyId: 'KAAP.1' };

const noDetails = { displayName: '', email: '', mobilePhone: '', comments: '' };

const deploy: Role = {
  kind: 'role',
  accountId: '1',
  id: '30',
  name: 'deploy',
  description: '',
  trustPolicy: '',
  maxSessionSeconds: 3600,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};

const keys = new Map([
  ['root-key', { principal: root, status: 'Active' as const }],
  ['alice-key', { principal: alice, status: 'Active' as const }],
  ['disabled-key', { principal: alice, status: 'Inactive' as const }],
]);

/** What was looked up, in order. */
let lookups: string[];
let attached: AttachedPolicy[];
let session: RoleSession;
/** What the token `of alice` is of, and the state of her login profile. */
let signedIn: ConsoleSession;
let profile: string | undefined;
/** Whether the role of the session is. */
let isThere: boolean;
beforeEach(() => {
  [lookups, attached, isThere] = [[], [], true];
  session = {
    accessKeyId: 'STS.1',
    roleId: '30',
    name: 'ci',
    endsAt: NOW.getTime() / 1000 + 900,
    assumedBy: alice.arn,
    policy: undefined,
  };
  signedIn = { accessKeyId: 'STS.2', userId: '20', endsAt: session.endsAt, profile: '1', mfaPresent: false };
  profile = '1';
});

const callers = callersFrom(
  {
    lasting: accessKeyCallers({
      generations: new SharedGenerations(),
      credentials: {
        findCredential: async id => {
          lookups.push(`access key ${id}`);
          const found = keys.get(id);
          return (
            found && { ...found, lastUsedAt: undefined, open: async () => Buffer.from('secret'), markUsed: () => [] }
          );
        },
      },
      permissions: {
        attachedPolicies: async ({ name }) => {
          lookups.push(`policies of ${name}`);
          return attached;
        },
      },
    }),
    'client-key': clientKeyCallers({
      generations: new SharedGenerations(),
      credentials: {
        findClientKeyCredential: async id => {
          lookups.push(`client key ${id}`);
          return id === 'KAAP.1'
            ? { principal: clientKey, publicKey, accessPoint: 'app', markUsed: () => [] }
            : undefined;
        },
      },
      grants: {
        findGrants: async () => {
          lookups.push('grants');
          return { policies: [secretsOfApp], networkRules: new Map() };
        },
      },
    }),
    session: sessionCallers({
      generations: new SharedGenerations(),
      sessions: {
        find: async (accessKeyId, token) => {
          lookups.push(`token of ${accessKeyId}`);
          if (token === 'of alice') return signedIn;
          return token === 'good' ? session : (token as 'token-malformed');
        },
        secretOf: async () => Buffer.from('secret of a session'),
      },
      knownRoles: {
        byId: async id => {
          lookups.push(`role ${id}`);
          return id === '30' && isThere ? { role: deploy, trust: { statements: [] } } : undefined;
        },
      },
      usersWithPassword: {
        byId: async id => {
          lookups.push(`login profile of ${id}`);
          return profile === undefined
            ? undefined
            : { user: { ...deploy, kind: 'user', id, name: 'alice', ...noDetails }, profile };
        },
      },
      permissions: {
        attachedPolicies: async ({ session, name }) => {
          lookups.push(`policies of ${session?.roleName ?? name}`);
          return attached;
        },
      },
    }),
  },
  {
    findForInstance: async () => undefined,
    findVouched: async () => ({ refused: 'invalid', reason: 'nobody vouches here' }),
  },
);

async function caller(accessKeyId: string, token?: string): Promise<Caller> {
  const found = await callers.find(accessKeyId, token, NOW);
  if (typeof found === 'string') throw new Error(found);
  lookups = [];
  return found;
}

describe('finding', () => {
  test.each<[string, string | undefined, NoCaller, string[]]>([
    ['nobodys-key', undefined, 'unknown-key', ['access key nobodys-key']],
    ['nobodys-key', 'token', 'unknown-key', ['access key nobodys-key']],
    ['disabled-key', undefined, 'disabled-key', ['access key disabled-key']],
    ['disabled-key', 'token', 'disabled-key', ['access key disabled-key']],
    ['alice-key', 'token', 'token-mismatch', ['access key alice-key']],
    ['alice-key', '', 'token-mismatch', ['access key alice-key']],
    ['KAAP.2', undefined, 'unknown-key', ['client key KAAP.2']],
    ['KAAP.1', 'token', 'token-mismatch', ['client key KAAP.1']],
    ['kaap.1', undefined, 'unknown-key', ['access key kaap.1']],
    ['STS.1', undefined, 'token-missing', []],
    ['STS.1', '', 'token-missing', []],
    ['STS.1', 'token-malformed', 'token-malformed', ['token of STS.1']],
    ['STS.1', 'token-mismatch', 'token-mismatch', ['token of STS.1']],
    ['STS.1', 'token-expired', 'token-expired', ['token of STS.1']],
  ])('%s with the token %j leads to nobody: %s', async (accessKeyId, token, expected, expectedLookups) => {
    expect(await callers.find(accessKeyId, token, NOW)).toBe(expected);
    expect(lookups).toEqual(expectedLookups);
  });

  test('an AccessKey is checked with its secret, a client key with its public key', async () => {
    expect(await (await caller('alice-key')).open()).toEqual({ kind: 'secret', secret: Buffer.from('secret') });
    expect(await (await caller('KAAP.1')).open()).toEqual({ kind: 'publicKey', key: publicKey });
  });
});

test('a session is its role, for as long as the role is there', async () => {
  const found = await callers.find('STS.1', 'good', NOW);
  expect(found).toMatchObject({
    principal: {
      kind: 'role',
      accountId: '1',
      id: '30:ci',
      name: 'ci',
      arn: 'acs:ram::1:role/deploy/ci',
      accessKeyId: 'STS.1',
      session: { roleId: '30', roleName: 'deploy', roleArn: 'acs:ram::1:role/deploy', assumedBy: alice.arn },
    },
  });
  expect(await (found as Caller).open()).toEqual({ kind: 'secret', secret: Buffer.from('secret of a session') });
  isThere = false;
  expect(await callers.find('STS.1', 'good', NOW)).toBe('unknown-key');
});

test('a session of a user who has signed in is the user, until the login profile is another one', async () => {
  const found = await callers.find('STS.2', 'of alice', NOW);
  expect(found).toMatchObject({ principal: { ...alice, accessKeyId: 'STS.2', signIn: { mfaPresent: false } } });
  expect((found as Caller).principal).not.toHaveProperty('session');
  expect(lookups).toEqual(['token of STS.2', 'login profile of 20']);
  profile = '2';
  expect(await callers.find('STS.2', 'of alice', NOW)).toBe('unknown-key');
  profile = undefined;
  expect(await callers.find('STS.2', 'of alice', NOW)).toBe('unknown-key');
});

describe('deciding', () => {
  const object = (name: string, parts: Partial<AskedObject> = {}): AskedObject => ({
    resources: [{ arn: `acs:kms:here:1:key/${name}`, told: 'acs:kms:here:1:key/*' }],
    resourceGroupId: undefined,
    requestTags: undefined,
    resourceTags: undefined,
    ...parts,
  });
  const asking = (action: string | undefined, ...objects: AskedObject[]): Asked => ({
    operation: 'DescribeKey',
    action,
    now: NOW,
    secureTransport: true,
    sourceAddress: '192.0.2.1',
    objects: async () => {
      lookups.push('objects');
      return objects;
    },
  });
  const attach = (...statements: object[]) => {
    attached = [
      {
        name: 'p',
        type: 'Custom',
        version: 'v1',
        policy: parsePolicy(JSON.stringify({ Version: '1', Statement: statements })),
        scope: 'account',
        attachedTo: 'user alice',
      },
    ];
  };
  const allow = (resource: string) => ({ Effect: 'Allow', Action: 'kms:DescribeKey', Resource: resource });

  test('root is allowed without a look at objects or policies', async () => {
    const decision = await (await caller('root-key')).decide(asking('kms:DescribeKey', object('a')));
    expect(decision).toMatchObject({ allowed: true, explanation: 'The root of the account may do everything.' });
    expect(lookups).toEqual([]);
  });

  test('root may not assume a role', async () => {
    expect(await (await caller('root-key')).decide(asking('sts:AssumeRole', object('a')))).toMatchObject({
      allowed: false,
    });
  });

  test('a user needs no permission for an operation without an action, and nothing is looked up', async () => {
    expect(await (await caller('alice-key')).decide(asking(undefined))).toMatchObject({ allowed: true });
    expect(lookups).toEqual([]);
  });

  test('a user is denied what no policy allows, and is not told what was looked up', async () => {
    expect(await (await caller('alice-key')).decide(asking('kms:DescribeKey', object('a')))).toMatchObject({
      allowed: false,
      denial: 'ImplicitDeny',
      resource: 'acs:kms:here:1:key/*',
    });
    expect(lookups).toEqual(['objects', 'policies of alice']);
  });

  test('every object has to be allowed, and an explicit deny is what is told first', async () => {
    const user = await caller('alice-key');
    attach(allow('acs:kms:*:*:key/a'));
    expect(await user.decide(asking('kms:DescribeKey', object('a')))).toMatchObject({ allowed: true });
    expect(await user.decide(asking('kms:DescribeKey', object('a'), object('b')))).toMatchObject({ allowed: false });
    attach(allow('acs:kms:*:*:key/a'), { ...allow('acs:kms:*:*:key/c'), Effect: 'Deny' });
    expect(await user.decide(asking('kms:DescribeKey', object('a'), object('b'), object('c')))).toMatchObject({
      allowed: false,
      denial: 'ExplicitDeny',
    });
  });

  test('conditions see the request and the object', async () => {
    const user = await caller('alice-key');
    attach({
      ...allow('*'),
      Condition: {
        IpAddress: { 'acs:SourceIp': '192.0.2.0/24' },
        StringEquals: { 'acs:ResourceTag/team': 'red', 'acs:PrincipalARN': alice.arn },
      },
    });
    const red = object('a', { resourceTags: { team: 'red' } });
    expect(await user.decide(asking('kms:DescribeKey', red))).toMatchObject({ allowed: true });
    expect(await user.decide(asking('kms:DescribeKey', object('a')))).toMatchObject({ allowed: false });
  });

  test('a session may do what its role may, and what its own policy leaves of that', async () => {
    attach(allow('*'));
    expect(await (await caller('STS.1', 'good')).decide(asking('kms:DescribeKey', object('a')))).toMatchObject({
      allowed: true,
    });
    expect(lookups).toEqual(['objects', 'policies of deploy']);
    const narrowed = parsePolicy(JSON.stringify({ Version: '1', Statement: [allow('acs:kms:*:*:key/b')] }));
    session = { ...session, policy: narrowed };
    const narrow = await caller('STS.1', 'good');
    expect(await narrow.decide(asking('kms:DescribeKey', object('b')))).toMatchObject({ allowed: true });
    expect(await narrow.decide(asking('kms:DescribeKey', object('a')))).toMatchObject({
      allowed: false,
      policyType: 'SessionPolicy',
    });
    attached = [];
    expect(await narrow.decide(asking('kms:DescribeKey', object('b')))).toMatchObject({
      allowed: false,
      policyType: 'AccountLevelIdentityBasedPolicy',
    });
  });

  test.each([
    ['acs:PrincipalARN', 'acs:ram::1:role/deploy'],
    ['acs:SourceIdentity', 'bob'],
    ['acs:MFAPresent', 'false'],
  ])('a condition of a session sees %s as %s', async (key, value) => {
    session = { ...session, sourceIdentity: 'bob' };
    const ofRole = await caller('STS.1', 'good');
    attach({ ...allow('*'), Condition: { StringEquals: { [key]: value } } });
    expect(await ofRole.decide(asking('kms:DescribeKey', object('a')))).toMatchObject({ allowed: true });
    attach({ ...allow('*'), Condition: { StringEquals: { [key]: 'another' } } });
    expect(await ofRole.decide(asking('kms:DescribeKey', object('a')))).toMatchObject({ allowed: false });
  });

  test.each([true, false])(
    'a condition of a user who has signed in sees whether a code was given: %s',
    async mfaPresent => {
      signedIn = { ...signedIn, mfaPresent };
      const user = await caller('STS.2', 'of alice');
      attach({ ...allow('*'), Condition: { Bool: { 'acs:MFAPresent': 'true' } } });
      expect(await user.decide(asking('kms:DescribeKey', object('a')))).toMatchObject({ allowed: mfaPresent });
    },
  );

  test.each([
    ['change-password', ['ram:ChangePassword user/alice']],
    [
      'bind-mfa-device',
      [
        'ram:BindMFADevice user/alice',
        'ram:CreateVirtualMFADevice mfa/*',
        'ram:DeleteVirtualMFADevice mfa/alice',
        'ram:GetUserMFAInfo user/alice',
      ],
    ],
  ] as const)(
    'a session with the duty %s may do that and nothing else, and not what a policy denies',
    async (mustDo, duty) => {
      signedIn = { ...signedIn, mustDo };
      attach({ Effect: 'Allow', Action: '*', Resource: '*' });
      const asked = [
        ...['ram:ChangePassword', 'ram:BindMFADevice', 'ram:UnbindMFADevice', 'ram:GetUserMFAInfo'].flatMap(action =>
          ['user/alice', 'user/bob'].map(thing => [action, thing] as const),
        ),
        ...['ram:CreateVirtualMFADevice', 'ram:DeleteVirtualMFADevice'].flatMap(action =>
          ['mfa/*', 'mfa/alice', 'mfa/bob'].map(thing => [action, thing] as const),
        ),
        ['ram:ListUsers', 'user/*'],
        ['sts:AssumeRole', 'role/deploy'],
      ] as const;
      const allowed = async () => {
        const user = await caller('STS.2', 'of alice');
        const answers = await Promise.all(
          asked.map(async ([action, thing]) => {
            const arn = `acs:ram:*:1:${thing}`;
            const { allowed: may } = await user.decide(
              asking(action, object('a', { resources: [{ arn, told: arn }] })),
            );
            return may ? [`${action} ${thing}`] : [];
          }),
        );
        return answers.flat().toSorted();
      };
      const may = [
        ...duty,
        ...(mustDo === 'bind-mfa-device' ? ['mfa/alice', 'mfa/bob'].map(it => `ram:CreateVirtualMFADevice ${it}`) : []),
      ];
      expect(await allowed()).toEqual(may.toSorted());
      attached = [];
      expect(await allowed()).toEqual(may.toSorted());
      attach({ Effect: 'Deny', Action: 'ram:*', Resource: '*' });
      expect(await allowed()).toEqual([]);
    },
  );

  test.each<[string, string, object, boolean]>([
    ['alice-key', 'a user that is named', { RAM: alice.arn }, true],
    ['alice-key', 'another user', { RAM: 'acs:ram::1:user/bob' }, false],
    ['STS.1', 'a role that is named', { RAM: 'acs:ram::1:role/Deploy' }, true],
    ['STS.1', 'another role', { RAM: 'acs:ram::1:role/other' }, false],
    ['STS.1', 'a user of the name of the session', { RAM: 'acs:ram::1:user/ci' }, false],
  ])('the policy of the object decides about %s: %s', async (key, _who, Principal, allowed) => {
    const policy = parseTrustPolicy(
      JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: 'kms:*', Principal }] }),
    );
    const resource = 'acs:kms:here:1:key/a';
    const own = { name: 'key policy', level: 'ResourceBasedPolicy', resource, ownerAccountId: '1', policy } as const;
    const who = await caller(key, key === 'STS.1' ? 'good' : undefined);
    expect(await who.decide(asking('kms:DescribeKey', object('a', { policy: own })))).toMatchObject({ allowed });
  });

  test('a client key reads the secrets that a policy of its access point opens, all of them or none', async () => {
    const key = await caller('KAAP.1');
    const secret = (name: string) =>
      object(name, { resources: [{ arn: `acs:kms:here:1:secret/${name}`, told: name }] });
    const decide = (...objects: AskedObject[]) =>
      key.decide({ ...asking('kms:GetSecretValue', ...objects), operation: 'GetSecretValue' });
    const dependent = object('k', { dependentAction: 'kms:Decrypt' });
    expect(await decide(secret('app/a'), dependent)).toMatchObject({ allowed: true, resource: 'app/a' });
    expect(await decide(secret('app/a'), secret('other'))).toMatchObject({ allowed: false, resource: 'other' });
    expect(await decide(object('app/a'))).toMatchObject({ allowed: false });
    expect(await decide(dependent)).toMatchObject({ allowed: false, resource: '*' });
    expect(lookups).toContain('grants');
  });

  test.each(['kms:DescribeKey', undefined])(
    'a client key may call no other operation, here one of action %s',
    async action => {
      expect(await (await caller('KAAP.1')).decide(asking(action, object('a')))).toEqual({
        allowed: false,
        denial: 'ImplicitDeny',
        resource: '*',
        explanation: 'client keys may not call DescribeKey',
      });
      expect(lookups).toEqual([]);
    },
  );
});
