/**
 * The evaluator against a naive second one, on random policies, contexts, session policies and policies of roles, keys and secrets, and what explanations say of their statements. `npm run oracle` compares
 * 100,000; CI a part of them, others each time.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consideredStatements } from '../../src/access/considered.js';
import { type AccessRequest, type Decision, evaluate, isSharedBy } from '../../src/access/evaluate.js';
import { parsePolicy, parseResourcePolicy, parseTrustPolicy } from '../../src/access/policy-grammar.js';
import { decide, type NaiveDecision, type NaiveDocument, type NaiveRequest, shares } from './naive-evaluation.js';

const RUNS = Number(process.env.CHANCERY_ORACLE_RUNS ?? 3000);

// Few words, so that statements and requests meet often enough.
const ACTIONS = ['kms:Decrypt', 'kms:DescribeKey', 'ram:GetUser', 'sts:AssumeRole', 'KMS:decrypt'];
const ACTION_PATTERNS = [...ACTIONS, '*', 'kms:*', 'kms:De*', 'k?s:Decrypt', '*:GetUser', 'ram:*r', 'kms:*c*p?'];
const KEY = 'acs:kms:cn-hangzhou:1000000000000001:key/a';
const OTHER_KEY = 'acs:kms:cn-hangzhou:1000000000000002:key/b';
const USER = 'acs:ram:*:1000000000000001:user/Alice';
const RESOURCES = [KEY, OTHER_KEY, USER, 'acs:ram:*:1000000000000001:role/deploy', '*'];
const RESOURCE_PATTERNS = [
  ...RESOURCES,
  'acs:kms:*:*:key/*',
  'acs:kms:*:*:key/A',
  'acs:ram::1000000000000001:user/alice',
  'acs:ram:*:*:*/D?ploy',
  'acs:*:*:100000000000000?:*',
];
const PRINCIPALS = [
  'acs:ram::1000000000000001:root',
  'acs:ram::1000000000000001:*',
  'acs:ram::1000000000000001:user/alice',
  'acs:ram::1000000000000002:user/alice',
  'acs:ram::1000000000000001:role/deploy',
  'acs:ram::1000000000000002:root',
];

const oneOrMore = <T>(values: readonly T[]) =>
  fc.oneof(fc.constantFrom(...values), fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }));

/** Operators with values of their class, and the keys that they are put on. */
const CONDITIONS: readonly (readonly [
  operators: readonly string[],
  keys: readonly string[],
  values: readonly string[],
])[] = [
  [
    [
      'StringEquals',
      'StringNotEquals',
      'StringEqualsIgnoreCase',
      'StringNotEqualsIgnoreCase',
      'StringLike',
      'StringNotLike',
    ],
    ['acs:ResourceTag/Team', 'ACS:resourcetag/Team', 'acs:ResourceTag/team', 'acs:PrincipalARN', 'kms:tag/Team'],
    ['red', 'RED', 'r?d', 'b*', '*', 'acs:ram::*:user/*'],
  ],
  [
    [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    ['kms:Count'],
    ['1', '2', '2.0', '-3'],
  ],
  [
    ['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals'],
    ['acs:CurrentTime'],
    ['2026-03-01T12:00:00Z', '2026-03-01T20:00:00+08:00', '2025-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ],
  [['Bool'], ['acs:SecureTransport', 'acs:MFAPresent'], ['true', 'false']],
  [
    ['IpAddress', 'NotIpAddress'],
    ['acs:SourceIp'],
    ['192.0.2.7', '192.0.2.0/24', '192.0.2.4/30', '10.0.0.0/8', '0.0.0.0/0'],
  ],
];

const block = fc.constantFrom(...CONDITIONS).chain(([operators, keys, values]) =>
  fc.record({
    operator: fc.constantFrom(...operators),
    keys: fc.dictionary(
      fc.constantFrom(...keys),
      operators[0] === 'Bool' ? fc.constantFrom(...values) : oneOrMore(values),
      {
        minKeys: 1,
        maxKeys: 2,
      },
    ),
  }),
);

const condition = fc.option(
  fc
    .array(block, { minLength: 1, maxLength: 2 })
    .map(blocks => Object.fromEntries(blocks.map(it => [it.operator, it.keys]))),
  { nil: undefined, freq: 2 },
);

const either = (name: string, not: string, patterns: readonly string[]) =>
  fc.tuple(fc.nat(5), oneOrMore(patterns)).map(([n, listed]) => ({ [n === 0 ? not : name]: listed }));

const statement = (more: fc.Arbitrary<object>) =>
  fc
    .tuple(
      fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Deny'),
      either('Action', 'NotAction', ACTION_PATTERNS),
      condition,
      more,
    )
    .map(([Effect, action, Condition, rest]) => ({ Effect, ...action, ...rest, ...(Condition && { Condition }) }));

const documentOf = (more: fc.Arbitrary<object>): fc.Arbitrary<NaiveDocument> =>
  fc.array(statement(more), { minLength: 1, maxLength: 3 }).map(Statement => ({ Version: '1', Statement }));

const identityDocument = documentOf(either('Resource', 'NotResource', RESOURCE_PATTERNS));
const named = oneOrMore(PRINCIPALS).map(RAM => ({ Principal: { RAM } }));
/** Of a role, which says nothing of resources and may have any action. */
const trustDocument = documentOf(named);
/** Of a key or a secret: it says "*" and has actions of KMS. */
const keyDocument = fc
  .array(
    fc
      .tuple(
        fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Deny'),
        oneOrMore(['kms:*', 'kms:Decrypt', 'kms:De*', 'kms:*c*p?']),
        condition,
        named,
      )
      .map(([Effect, Action, Condition, principal]) => ({
        Effect,
        Action,
        Resource: '*',
        ...principal,
        ...(Condition && { Condition }),
      })),
    { minLength: 1, maxLength: 3 },
  )
  .map((Statement): NaiveDocument => ({ Version: '1', Statement }));

const context = fc.record(
  {
    'acs:CurrentTime': fc.constant(['2026-03-01T12:00:00Z']),
    'acs:SecureTransport': fc.constantFrom(['true'], ['false']),
    'acs:SourceIp': fc.constantFrom(['192.0.2.7'], ['10.1.2.3']),
    'acs:PrincipalARN': fc.constant(['acs:ram::1000000000000001:user/alice']),
    'acs:MFAPresent': fc.constantFrom(['true'], ['false']),
    'acs:ResourceTag/Team': fc.constantFrom(['red'], ['blue'], ['red', 'blue'], []),
    'kms:tag/Team': fc.constantFrom(['red'], ['RED']),
    'kms:Count': fc.constantFrom(['1'], ['2'], ['x']),
  },
  { requiredKeys: [] },
);

const request: fc.Arbitrary<NaiveRequest> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  resources: fc.uniqueArray(fc.constantFrom(...RESOURCES), { minLength: 1, maxLength: 2 }),
  context: context as fc.Arbitrary<Record<string, string[]>>,
  isRoot: fc.nat(30).map(n => n === 0),
  attached: fc.array(
    fc.record({ document: identityDocument, group: fc.constantFrom(undefined, undefined, 'rg-1', 'rg-2') }),
    { maxLength: 3 },
  ),
  session: fc.option(identityDocument, { nil: undefined, freq: 2 }),
  resourceGroup: fc.constantFrom(undefined, 'rg-1'),
  ofResources: fc.array(
    fc.record({
      document: fc.oneof(trustDocument, keyDocument),
      resource: fc.constantFrom(...RESOURCES),
      owner: fc.constantFrom('1000000000000001', '1000000000000002'),
    }),
    { maxLength: 2 },
  ),
  caller: fc.constantFrom<NaiveRequest['caller']>(
    { kind: 'user', account: '1000000000000001', name: 'Alice' },
    { kind: 'role', account: '1000000000000001', name: 'deploy' },
  ),
});

/** Who asks for what another account has; the account itself too. */
const requestOfOthers = fc.record({
  asked: fc.tuple(request, fc.boolean()).map(([asked, isRoot]) => ({
    ...asked,
    caller: isRoot ? ({ kind: 'root', account: '1000000000000001', name: '' } as const) : asked.caller,
  })),
  shared: fc.record({
    document: keyDocument,
    resource: fc.constant(OTHER_KEY),
    owner: fc.constant('1000000000000002'),
  }),
});

const callerOf = ({ kind, account: accountId, name }: NaiveRequest['caller']): NonNullable<AccessRequest['caller']> =>
  kind === 'root' ? { kind: 'account', accountId } : { kind, accountId, name };

const ofResource = (
  { document, resource, owner }: NaiveRequest['ofResources'][number],
  n: number,
): NonNullable<AccessRequest['resourcePolicies']>[number] => {
  const text = JSON.stringify(document);
  const isOfKey = document.Statement.every(it => it.Resource === '*');
  return {
    name: `policy ${n} of a resource`,
    level: 'ResourceBasedPolicy',
    resource,
    ownerAccountId: owner,
    policy: isOfKey ? parseResourcePolicy(text, 'kms') : parseTrustPolicy(text),
  };
};

function requestOf({
  attached,
  session,
  ofResources,
  caller,
  context,
  resourceGroup,
  ...rest
}: NaiveRequest): AccessRequest {
  return {
    ...rest,
    context: new Map(Object.entries(context)),
    identityPolicies: attached.map(({ document, group }, n) => ({
      name: `P${n}`,
      type: 'Custom',
      version: 'v1',
      policy: parsePolicy(JSON.stringify(document)),
      scope: group === undefined ? 'account' : { resourceGroupId: group },
      attachedTo: 'user alice',
    })),
    ...(session && { sessionPolicy: parsePolicy(JSON.stringify(session)) }),
    ...(resourceGroup !== undefined && { resourceGroupId: resourceGroup }),
    resourcePolicies: ofResources.map(ofResource),
    caller: callerOf(caller),
  };
}

function inWords({ allowed, denial }: Decision): NaiveDecision {
  if (allowed) return 'allow';
  return denial === 'ExplicitDeny' ? 'explicit deny' : 'implicit deny';
}

/** What is told of the statements fits the decision: the one that decided is told to count. */
function expectExplained(asked: AccessRequest, { decidedBy, resource }: Decision): void {
  if (!decidedBy) return;
  const { policy, statement, effect } = decidedBy;
  expect(consideredStatements(asked, resource)).toContainEqual(
    expect.objectContaining({ policy, statement, effect, bearing: 'counts' }),
  );
}

const seen: Record<NaiveDecision, number> = { allow: 0, 'explicit deny': 0, 'implicit deny': 0 };

test(`says of ${RUNS} random requests what the page says`, { timeout: 20 * 60_000 }, () => {
  fc.assert(
    fc.property(request, asked => {
      const expected = decide(asked);
      seen[expected]++;
      const source = requestOf(asked);
      const decision = evaluate(source);
      expect(inWords(decision)).toBe(expected);
      expectExplained(source, decision);
    }),
    { numRuns: RUNS },
  );
});

test('and of each kind there were many', () => {
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 50);
});

test(`and of ${RUNS} things of other accounts whether their policies share them`, { timeout: 20 * 60_000 }, () => {
  const told = { shared: 0, absent: 0 };
  fc.assert(
    fc.property(requestOfOthers, ({ asked, shared }) => {
      const expected = shares(shared, asked);
      told[expected ? 'shared' : 'absent']++;
      expect(isSharedBy(ofResource(shared, 0), requestOf(asked))).toBe(expected);
    }),
    { numRuns: RUNS },
  );
  for (const count of Object.values(told)) expect(count).toBeGreaterThan(RUNS / 50);
});
