import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AccessRequest, type AttachedPolicy, evaluate, isSharedBy, type ResourcePolicy } from './evaluate.js';
import { parsePolicy, parseTrustPolicy } from './policy-grammar.js';
import type { CallingPrincipal } from './principals.js';
import { requestContext } from './request-context.js';

const account = '1000000000000001';
const key = `acs:kms:cn-hangzhou:${account}:key/k`;
const context = requestContext({
  now: new Date('2026-01-31T12:00:00Z'),
  secureTransport: true,
  sourceAddress: '192.0.2.1',
  principalArn: `acs:ram::${account}:user/alice`,
});
const elsewhere = { IpAddress: { 'acs:SourceIp': '10.0.0.0/8' } };
const alice = { kind: 'user', accountId: account, name: 'alice' } as const;

type Part = Readonly<Record<string, unknown>>;
const allow = (part: Part = {}) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...part });
const deny = (part: Part = {}) => ({ Effect: 'Deny', Action: '*', Resource: '*', ...part });
const policy = (...statements: readonly object[]) =>
  parsePolicy(JSON.stringify({ Version: '1', Statement: statements }));

function attached(name: string, statements: readonly object[], more: Partial<AttachedPolicy> = {}): AttachedPolicy {
  const defaults = { type: 'Custom', version: 'v1', scope: 'account', attachedTo: 'user alice' } as const;
  return { name, ...defaults, policy: policy(...statements), ...more };
}

function inGroup(name: string, statements: readonly object[], resourceGroupId = 'rg-1'): AttachedPolicy {
  return attached(name, statements, { scope: { resourceGroupId } });
}

function request(identityPolicies: readonly AttachedPolicy[], more: Partial<AccessRequest> = {}): AccessRequest {
  return { action: 'kms:DescribeKey', resources: [key], context, identityPolicies, ...more };
}

/** The outcome in words, e.g. `ExplicitDeny by SessionPolicy`. */
function outcome(asked: AccessRequest): string {
  const { allowed, denial, policyType } = evaluate(asked);
  expect(allowed).toBe(denial === undefined);
  return `${allowed ? 'Allow' : denial} by ${policyType}`;
}

const accountLevel = 'AccountLevelIdentityBasedPolicy';
const groupLevel = 'ResourceGroupLevelIdentityBasedPolicy';

describe('identity policies', () => {
  test('deny what none of them allows', () => {
    expect(outcome(request([]))).toBe(`ImplicitDeny by ${accountLevel}`);
    expect(outcome(request([attached('p', [allow({ Action: 'kms:ListKeys' })])]))).toBe(
      `ImplicitDeny by ${accountLevel}`,
    );
  });

  test('allow by an exact action, by a product, and regardless of case', () => {
    for (const Action of ['kms:DescribeKey', 'kms:*', 'KMS:describekey', ['ram:GetUser', 'kms:Desc*'], '*']) {
      expect(outcome(request([attached('p', [allow({ Action })])]))).toBe(`Allow by ${accountLevel}`);
    }
  });

  test('deny by one matching deny, whatever allows and in whatever order', () => {
    const [allowing, denying] = [attached('a', [allow()]), attached('d', [deny({ Action: 'kms:*' })])];
    for (const policies of [[allowing, denying], [denying, allowing], [attached('both', [allow(), deny()])]]) {
      expect(outcome(request(policies))).toBe(`ExplicitDeny by ${accountLevel}`);
    }
  });

  test('do not deny by a deny whose action, resource or condition does not match', () => {
    for (const part of [{ Action: 'kms:ListKeys' }, { Resource: 'acs:kms:*:*:alias/*' }, { Condition: elsewhere }]) {
      expect(outcome(request([attached('p', [allow(), deny(part)])]))).toBe(`Allow by ${accountLevel}`);
    }
  });

  test('allow only where action, resource and condition match together', () => {
    for (const part of [{ Action: 'kms:ListKeys' }, { Resource: 'acs:kms:*:*:alias/*' }, { Condition: elsewhere }]) {
      expect(outcome(request([attached('p', [allow(part)])]))).toBe(`ImplicitDeny by ${accountLevel}`);
    }
  });

  test('except what NotAction and NotResource list, for either effect', () => {
    const { Action: _a, ...anyAction } = allow();
    const { Resource: _r, ...anyResource } = deny();
    expect(outcome(request([attached('p', [{ ...anyAction, NotAction: 'kms:*' }])]))).toMatch('ImplicitDeny');
    expect(outcome(request([attached('p', [{ ...anyAction, NotAction: 'ram:*' }])]))).toMatch('Allow');
    expect(outcome(request([attached('p', [allow(), { ...anyResource, NotResource: key }])]))).toMatch('Allow');
    expect(outcome(request([attached('p', [allow(), { ...anyResource, NotResource: '*key/other' }])]))).toMatch(
      'ExplicitDeny',
    );
  });
});

describe('attachments to a resource group', () => {
  test('count when the resource is in the group', () => {
    const policies = [inGroup('p', [allow()])];
    expect(outcome(request(policies, { resourceGroupId: 'rg-1' }))).toBe(`Allow by ${groupLevel}`);
    expect(outcome(request(policies, { resourceGroupId: 'rg-2' }))).toBe(`ImplicitDeny by ${accountLevel}`);
    expect(outcome(request(policies))).toBe(`ImplicitDeny by ${accountLevel}`);
  });

  test('are asked only when no attachment with account scope decides', () => {
    const more = { resourceGroupId: 'rg-1' };
    expect(outcome(request([attached('a', [allow()]), inGroup('d', [deny()])], more))).toBe(`Allow by ${accountLevel}`);
    expect(outcome(request([attached('d', [deny()]), inGroup('a', [allow()])], more))).toBe(
      `ExplicitDeny by ${accountLevel}`,
    );
    const undecided = attached('other', [allow({ Action: 'kms:ListKeys' })]);
    expect(outcome(request([undecided, inGroup('a', [allow()]), inGroup('d', [deny()])], more))).toBe(
      `ExplicitDeny by ${groupLevel}`,
    );
    const useless = inGroup('u', [allow({ Action: 'kms:ListKeys' })]);
    expect(outcome(request([undecided, useless], more))).toBe(`ImplicitDeny by ${groupLevel}`);
  });
});

describe('a session policy', () => {
  const everything = [attached('a', [allow()], { attachedTo: 'role deploy' })];

  test('narrows what the role may do, and adds nothing', () => {
    expect(outcome(request(everything, { sessionPolicy: policy(allow()) }))).toBe(`Allow by ${accountLevel}`);
    expect(outcome(request(everything, { sessionPolicy: policy(allow({ Action: 'kms:ListKeys' })) }))).toBe(
      'ImplicitDeny by SessionPolicy',
    );
    expect(outcome(request([], { sessionPolicy: policy(allow()) }))).toBe(`ImplicitDeny by ${accountLevel}`);
  });

  test('ends the evaluation with its deny', () => {
    const sessionPolicy = policy(allow(), deny());
    expect(outcome(request([attached('d', [deny()])], { sessionPolicy }))).toBe('ExplicitDeny by SessionPolicy');
  });
});

describe('several resources', () => {
  const [user, group] = [`acs:ram:*:${account}:user/u`, `acs:ram:*:${account}:group/g`];
  const about = (...statements: readonly object[]) =>
    evaluate(request([attached('p', statements)], { action: 'ram:AddUserToGroup', resources: [user, group] }));

  test('need an allow for each', () => {
    expect(about(allow({ Resource: [user, group] })).allowed).toBe(true);
    expect(
      about(allow({ Resource: 'acs:ram::*:user/*' }), allow({ Resource: `acs:ram::${account}:group/g` })).allowed,
    ).toBe(true);
    expect(about(allow({ Resource: user }))).toMatchObject({ allowed: false, denial: 'ImplicitDeny', resource: group });
    expect(about(allow({ Resource: group }))).toMatchObject({ allowed: false, denial: 'ImplicitDeny', resource: user });
  });

  test('are denied by a deny on any of them', () => {
    expect(about(deny({ Resource: group }))).toMatchObject({ denial: 'ExplicitDeny', resource: group });
    expect(about(allow(), deny({ Resource: user }))).toMatchObject({ denial: 'ExplicitDeny', resource: user });
  });

  test('of number none need an allow for all resources', () => {
    expect(evaluate(request([attached('p', [allow({ Resource: 'acs:ram:*' })])], { resources: [] })).allowed).toBe(
      false,
    );
    expect(evaluate(request([attached('p', [allow()])], { resources: [] }))).toMatchObject({
      allowed: true,
      resource: '*',
    });
  });
});

describe('root keys', () => {
  test('may do everything, whatever policies say', () => {
    const decision = evaluate(request([attached('d', [deny()])], { isRoot: true }));
    expect(decision).toEqual({
      allowed: true,
      resource: key,
      explanation: 'The root of the account may do everything.',
    });
  });

  test('may not assume roles', () => {
    expect(evaluate(request([], { isRoot: true, action: 'sts:AssumeRole' }))).toMatchObject({
      allowed: false,
      denial: 'ImplicitDeny',
      told: 'Roles may not be assumed by root accounts.',
    });
  });
});

describe('a policy of the resource', () => {
  function keyPolicy(principal: string, effect = 'Allow', more: Partial<ResourcePolicy> = {}): ResourcePolicy {
    const statement = { Effect: effect, Action: 'kms:*', Principal: { RAM: `acs:ram::${account}:${principal}` } };
    return {
      name: 'key policy of k',
      level: 'ResourceBasedPolicy',
      resource: key,
      ownerAccountId: account,
      policy: parseTrustPolicy(JSON.stringify({ Version: '1', Statement: [statement] })),
      ...more,
    };
  }
  const [allowing, denying, silent] = [[attached('a', [allow()])], [attached('d', [deny()])], []];
  const asked = (identityPolicies: readonly AttachedPolicy[], ...resourcePolicies: readonly ResourcePolicy[]) =>
    outcome(request(identityPolicies, { caller: alice, resourcePolicies }));

  test('of the same account allows by itself when it names the caller', () => {
    expect(asked(silent, keyPolicy('user/alice'))).toBe('Allow by ResourceBasedPolicy');
    expect(asked(silent, keyPolicy('user/bob'))).toBe(`ImplicitDeny by ${accountLevel}`);
    expect(asked(allowing, keyPolicy('user/bob'))).toBe(`Allow by ${accountLevel}`);
  });

  test('of the same account leaves "everybody" to the identity policies', () => {
    for (const everybody of ['*', 'root']) {
      expect(asked(silent, keyPolicy(everybody))).toBe(`ImplicitDeny by ${accountLevel}`);
      expect(asked(allowing, keyPolicy(everybody))).toBe(`Allow by ${accountLevel}`);
      expect(asked(allowing, keyPolicy(everybody, 'Deny'))).toBe('ExplicitDeny by ResourceBasedPolicy');
    }
  });

  test('and the identity policies each deny for both', () => {
    expect(asked(denying, keyPolicy('user/alice'))).toBe(`ExplicitDeny by ${accountLevel}`);
    expect(asked(allowing, keyPolicy('user/alice', 'Deny'))).toBe('ExplicitDeny by ResourceBasedPolicy');
  });

  test('of another account is needed besides the identity policies', () => {
    const foreign = { ownerAccountId: '2000000000000002' };
    expect(asked(allowing, keyPolicy('user/alice', 'Allow', foreign))).toBe('Allow by ResourceBasedPolicy');
    expect(asked(allowing, keyPolicy('root', 'Allow', foreign))).toBe('Allow by ResourceBasedPolicy');
    expect(asked(allowing, keyPolicy('user/bob', 'Allow', foreign))).toBe('ImplicitDeny by ResourceBasedPolicy');
    expect(asked(silent, keyPolicy('user/alice', 'Allow', foreign))).toBe(`ImplicitDeny by ${accountLevel}`);
  });

  test('of another account is one half of the decision, also about the account itself', () => {
    const foreign = { ownerAccountId: '2000000000000002' };
    const shares = (principal: string, caller: CallingPrincipal | undefined, effect: 'Allow' | 'Deny' = 'Allow') =>
      isSharedBy(keyPolicy(principal, effect, foreign), { ...request(silent), caller });
    const self = { kind: 'account', accountId: account } as const;
    const deploying = { kind: 'role', accountId: account, name: 'deploy' } as const;
    expect([shares('user/alice', alice), shares('root', alice), shares('*', alice)]).toEqual([true, true, true]);
    expect([shares('user/bob', alice), shares('role/alice', alice), shares('root', undefined)]).toEqual([
      false,
      false,
      false,
    ]);
    expect([shares('root', self), shares('*', self), shares('user/alice', self)]).toEqual([true, true, false]);
    expect([shares('role/deploy', deploying), shares('user/deploy', deploying)]).toEqual([true, false]);
    expect(shares('user/alice', alice, 'Deny')).toBe(false);
  });

  test('concerns its own resource only, and nobody when the caller is not known', () => {
    expect(asked(silent, keyPolicy('user/alice', 'Allow', { resource: `${key}2` }))).toMatch('ImplicitDeny');
    expect(outcome(request(silent, { resourcePolicies: [keyPolicy('user/alice')] }))).toMatch('ImplicitDeny');
  });
});

describe('assuming a role', () => {
  const role = `acs:ram:*:${account}:role/deploy`;
  const mayAssume = [attached('AliyunSTSAssumeRoleAccess', [allow({ Action: 'sts:AssumeRole' })])];
  function assume(identityPolicies: readonly AttachedPolicy[], principal?: string, part: Part = {}) {
    const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: principal }, ...part };
    const trust: ResourcePolicy | undefined =
      principal === undefined
        ? undefined
        : {
            name: 'trust policy of role deploy',
            level: 'AssumeRolePolicy',
            resource: role,
            ownerAccountId: account,
            policy: parseTrustPolicy(JSON.stringify({ Version: '1', Statement: [statement] })),
          };
    return evaluate(
      request(identityPolicies, {
        action: 'sts:AssumeRole',
        resources: [role],
        caller: alice,
        resourcePolicies: trust === undefined ? [] : [trust],
      }),
    );
  }

  test('needs the allow of the caller and of the role, even in one account', () => {
    const trusted = `acs:ram::${account}:root`;
    expect(assume(mayAssume, trusted)).toMatchObject({ allowed: true, policyType: 'AssumeRolePolicy' });
    expect(assume([], trusted)).toMatchObject({ denial: 'ImplicitDeny', policyType: accountLevel });
    expect(assume([], `acs:ram::${account}:user/alice`)).toMatchObject({ denial: 'ImplicitDeny' });
    expect(assume(mayAssume, 'acs:ram::2000000000000002:root')).toMatchObject({
      denial: 'ImplicitDeny',
      policyType: 'AssumeRolePolicy',
    });
    expect(assume(mayAssume)).toMatchObject({ denial: 'ImplicitDeny', policyType: 'AssumeRolePolicy' });
  });

  test('is subject to the conditions of the trust policy', () => {
    const decision = assume(mayAssume, `acs:ram::${account}:root`, {
      Condition: { StringEquals: { 'sts:ExternalId': 'agreed' } },
    });
    expect(decision).toMatchObject({ denial: 'ImplicitDeny', policyType: 'AssumeRolePolicy' });
    expect(decision.explanation).toBe(
      `No statement allows sts:AssumeRole on ${role}; considered were the trust policy of role deploy; but for a condition, statement 0 of trust policy of role deploy (StringEquals on sts:ExternalId) would.`,
    );
    const foreign = assume(mayAssume, 'acs:ram::2000000000000002:root', { Condition: elsewhere });
    expect(foreign.explanation).not.toContain('but for a condition');
  });
});

describe('the explanation', () => {
  test('names the statement, the policy, its version and attachment', () => {
    const administrator = attached('AdministratorAccess', [allow()], { type: 'System', attachedTo: 'group admins' });
    const decision = evaluate(request([attached('none', [allow({ Action: 'ram:*' })]), administrator]));
    expect(decision).toEqual({
      allowed: true,
      policyType: accountLevel,
      resource: key,
      decidedBy: {
        policy: 'AdministratorAccess',
        policyType: 'System',
        version: 'v1',
        attachedTo: 'group admins',
        statement: 0,
        effect: 'Allow',
      },
      explanation: `Statement 0 of the system policy AdministratorAccess (v1) attached to group admins allows kms:DescribeKey on ${key}.`,
    });
  });

  test('names the statement that denies, with the group it is attached for', () => {
    const decision = evaluate(request([inGroup('no-keys', [allow(), deny()])], { resourceGroupId: 'rg-1' }));
    expect(decision).toMatchObject({
      denial: 'ExplicitDeny',
      decidedBy: { policy: 'no-keys', statement: 1, effect: 'Deny' },
    });
    expect(decision.explanation).toBe(
      `Statement 1 of the custom policy no-keys (v1) attached to user alice for resource group rg-1 denies kms:DescribeKey on ${key}.`,
    );
  });

  test('names the first of several statements that deny, and the first of several that allow', () => {
    const statements = [allow({ Condition: elsewhere }), allow(), allow(), deny({ Condition: elsewhere })];
    expect(evaluate(request([attached('p', statements)])).decidedBy?.statement).toBe(1);
    expect(evaluate(request([attached('p', [...statements, deny(), deny()])])).decidedBy?.statement).toBe(4);
  });

  test('does not call a deny that failed for a condition a missed allow', () => {
    const decision = evaluate(request([attached('p', [deny({ Condition: elsewhere })])]));
    expect(decision.explanation).not.toContain('but for a condition');
  });

  test('of a session policy has no version', () => {
    const decision = evaluate(request([], { sessionPolicy: policy(deny()) }));
    expect(decision.explanation).toBe(`Statement 0 of the session policy denies kms:DescribeKey on ${key}.`);
    expect(decision.decidedBy).toEqual({ policy: 'session policy', statement: 0, effect: 'Deny' });
  });

  test('tells what was considered and which condition stood in the way', () => {
    expect(evaluate(request([])).explanation).toBe(
      `No statement allows kms:DescribeKey on ${key}: there is no policy to consider.`,
    );
    const lists = attached('lists', [allow({ Action: 'kms:List*' })]);
    expect(evaluate(request([lists])).explanation).toBe(
      `No statement allows kms:DescribeKey on ${key}; considered were the custom policy lists (v1) attached to user alice.`,
    );
    const office = attached('office', [allow({ Action: 'ram:*' }), allow({ Condition: elsewhere })]);
    expect(evaluate(request([lists, office])).explanation).toBe(
      `No statement allows kms:DescribeKey on ${key}; considered were the custom policy lists (v1) attached to user alice, the custom policy office (v1) attached to user alice; but for a condition, statement 1 of office (IpAddress on acs:SourceIp) would.`,
    );
  });

  test('does not list policies without end', () => {
    const many = Array.from({ length: 30 }, (_, index) => attached(`p${index}`, [allow({ Action: 'ram:*' })]));
    expect(evaluate(request(many)).explanation).toMatch(/p7 \(v1\) attached to user alice and 22 more\.$/);
  });
});

describe('for whatever policies', () => {
  const part = fc.record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: fc.constantFrom('*', 'kms:*', 'kms:DescribeKey', 'kms:ListKeys', 'ram:*', 'kms:D?scribe*'),
    Resource: fc.constantFrom('*', key, 'acs:kms:*:*:key/*', 'acs:kms:*:*:alias/*'),
    Condition: fc.constantFrom(
      {},
      elsewhere,
      { NotIpAddress: elsewhere.IpAddress },
      { Bool: { 'acs:SecureTransport': true } },
    ),
  });
  const policies = fc.array(fc.array(part, { minLength: 1, maxLength: 4 }), { maxLength: 4 });
  const attachedOf = (lists: readonly (readonly object[])[]) => lists.map((list, index) => attached(`p${index}`, list));

  test('a matching deny of the same level wins, wherever it stands', () => {
    fc.assert(
      fc.property(policies, fc.nat(), (lists, at) => {
        const all = attachedOf(lists);
        all.splice(at % (all.length + 1), 0, attached('denying', [deny({ Action: 'kms:Describe*' })]));
        expect(evaluate(request(all)).denial).toBe('ExplicitDeny');
      }),
    );
  });

  test('without an allow everything is denied, and without a deny nothing is denied explicitly', () => {
    fc.assert(
      fc.property(policies, lists => {
        const only = (effect: string) =>
          attachedOf(lists.map(list => list.filter(({ Effect }) => Effect === effect)).filter(list => list.length > 0));
        expect(evaluate(request(only('Deny'))).allowed).toBe(false);
        expect(evaluate(request(only('Allow'))).denial).not.toBe('ExplicitDeny');
      }),
    );
  });

  test('the order of policies and statements does not matter', () => {
    fc.assert(
      fc.property(policies, lists => {
        const reversed = lists.map(list => list.toReversed()).toReversed();
        const [one, other] = [evaluate(request(attachedOf(lists))), evaluate(request(attachedOf(reversed)))];
        expect([other.allowed, other.denial]).toEqual([one.allowed, one.denial]);
      }),
    );
  });

  test('a session policy never adds a permission', () => {
    fc.assert(
      fc.property(policies, fc.array(part, { minLength: 1 }), (lists, session) => {
        const narrowed = evaluate(request(attachedOf(lists), { sessionPolicy: policy(...session) }));
        if (narrowed.allowed) expect(evaluate(request(attachedOf(lists))).allowed).toBe(true);
      }),
    );
  });

  test('the statement that is said to decide is one that matches, with the effect it is said to have', () => {
    fc.assert(
      fc.property(policies, lists => {
        const { decidedBy, allowed } = evaluate(request(attachedOf(lists)));
        if (decidedBy === undefined) return;
        const chosen = lists[Number(decidedBy.policy.slice(1))]![decidedBy.statement]!;
        expect(chosen.Effect).toBe(allowed ? 'Allow' : 'Deny');
        expect(outcome(request([attached('alone', [{ ...chosen, Effect: 'Allow' }])]))).toMatch('Allow');
      }),
    );
  });
});
