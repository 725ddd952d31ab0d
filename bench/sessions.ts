/**
 * npm run bench -- --sessions [--seconds 1]
 *
 * What sessions of roles cost, and large policies: AssumeRole beside bare node:http, a call of KMS that a session signs beside the same call by a user
 * with the same policies, and by a user with twenty policies of the largest size beside one with two small ones. In turns, on one server.
 */
import { startBareServer } from './bare.js';
import { costOf, type LoadResult } from './load.js';
import { atMost, columns, median, table } from './report.js';
import { type Caller, Subject, times } from './subject.js';
import { type Contender, inTurns, type TurnSettings } from './turns.js';

/** Times the processor time of the same call by a user. */
const SESSION_AIM = 1.2;
/** Of the answer of AssumeRole. */
const ANSWER_BYTES = 900;
/** The most that a custom policy may have. */
const LARGEST_POLICY = 6144;
/** A user has ten policies of its own, and five of each of its groups. */
const LARGE = { own: 10, groups: 2, ofEach: 5 } as const;

const NAMES = ['AssumeRole', 'by a user', 'by a session', 'narrowed', 'large policies', 'bare node:http'] as const;

/** @param account calls as the account itself */
export async function sessions(account: Subject, settings: TurnSettings): Promise<string> {
  const made = await account.call('kms', 'CreateKey', {});
  const { KeyId } = made.KeyMetadata as Record<string, string>;
  const user = await userWith(account, 'user', await smallPolicies(account, 'user'));
  const RoleArn = await roleWith(account, 'role', await smallPolicies(account, 'role'));
  const assumed = { RoleArn, RoleSessionName: 'bench' };
  const session = await assume(user, assumed);
  const narrowed = await assume(user, { ...assumed, Policy: allow(['kms:*']) });
  const large = await userWithLargePolicies(account, KeyId ?? '');

  const bare = await startBareServer(ANSWER_BYTES);
  const read = (subject: Subject) => () => subject.request('kms', 'DescribeKey', { KeyId });
  const requests: readonly (() => Buffer)[] = [
    () => user.request('sts', 'AssumeRole', assumed),
    read(user),
    read(session),
    read(narrowed),
    read(large),
  ];
  const { address, pid } = account;
  const contenders: Contender[] = requests.map((request, i) => ({
    name: NAMES[i]!,
    address,
    pid,
    requests: async count => times(count, request),
  }));
  const exchange: Contender = {
    name: NAMES[5],
    address: bare.address,
    pid: bare.process.pid,
    requests: async count => times(count, requests[1]!),
  };
  try {
    const results = await inTurns([...contenders, exchange], settings);
    return report(results);
  } finally {
    bare.process.kill();
  }
}

function report(results: readonly (readonly LoadResult[])[]): string {
  const [assumeRole = [], byUser = [], bySession = [], byNarrowed = [], byLarge = [], bare = []] = results;
  const rows = results.map((rounds, i) => [
    NAMES[i]!,
    median(rounds.map(it => it.perSecond)).toFixed(0),
    median(rounds.map(it => it.p99Ms)).toFixed(1),
    median(rounds.map(costOf)).toFixed(0),
    shown(multiples(rounds, bare)),
  ]);
  const middle = (of: readonly LoadResult[]) => median(multiples(of, byUser));
  return [
    columns([['call', 'a second', 'p99 ms', 'µs of processor', 'times bare node:http'], ...rows]),
    table([
      atMost('a call by a session, to one by a user', middle(bySession), SESSION_AIM, '×'),
      atMost('… by one with a session policy', middle(byNarrowed), SESSION_AIM, '×'),
    ]),
    `twenty policies of the largest size, to two small ones: ${shown(multiples(byLarge, byUser))}`,
    `AssumeRole, to a call by a user: ${shown(multiples(assumeRole, byUser))}`,
  ].join('\n\n');
}

/** Of processor time for a call, round by round. */
const multiples = (of: readonly LoadResult[], beside: readonly LoadResult[]) =>
  of.map((it, round) => costOf(it) / costOf(beside[round]!));
const shown = (all: readonly number[]) => `${all.map(it => it.toFixed(1)).join(', ')}: ${median(all).toFixed(1)} ×`;

/** Two that allow what is called, and to assume roles. */
async function smallPolicies(account: Subject, name: string): Promise<readonly string[]> {
  return [
    await policy(account, `${name}-keys`, allow(['kms:*'])),
    await policy(account, `${name}-roles`, allow(['sts:AssumeRole'])),
  ];
}

/** All of them are about the call's action, and none but the last about its key. */
async function userWithLargePolicies(account: Subject, keyId: string): Promise<Subject> {
  const count = LARGE.own + LARGE.groups * LARGE.ofEach;
  const names: string[] = [];
  for (let i = 0; i < count; i++) {
    names.push(await policy(account, `large-${i}`, largest(i, i === count - 1 ? [`*/${keyId}`] : [])));
  }
  const user = await userWith(account, 'large', names.splice(0, LARGE.own));
  for (let i = 0; i < LARGE.groups; i++) {
    const GroupName = `large-${i}`;
    await account.call('ram', 'CreateGroup', { GroupName });
    await account.call('ram', 'AddUserToGroup', { GroupName, UserName: 'large' });
    for (const PolicyName of names.splice(0, LARGE.ofEach)) {
      await account.call('ram', 'AttachPolicyToGroup', { GroupName, PolicyName, PolicyType: 'Custom' });
    }
  }
  return user;
}

/** With as many other keys as there is room for. */
function largest(number: number, keys: readonly string[]): string {
  const arn = (key: string) => `acs:kms:*:*:${key}`;
  const resources: string[] = [];
  const document = () => allow(['kms:DescribeKey'], [...resources, ...keys.map(arn)]);
  while (document().length < LARGEST_POLICY - 60) resources.push(arn(`key/key-${number}-${resources.length}-*`));
  return document();
}

const allow = (Action: readonly string[], Resource: string | readonly string[] = '*') =>
  JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action, Resource }] });

async function policy(account: Subject, PolicyName: string, PolicyDocument: string): Promise<string> {
  await account.call('ram', 'CreatePolicy', { PolicyName, PolicyDocument });
  return PolicyName;
}

async function userWith(account: Subject, UserName: string, policies: readonly string[]): Promise<Subject> {
  await account.call('ram', 'CreateUser', { UserName });
  for (const PolicyName of policies) {
    await account.call('ram', 'AttachPolicyToUser', { UserName, PolicyName, PolicyType: 'Custom' });
  }
  const { AccessKey } = await account.call('ram', 'CreateAccessKey', { UserName });
  return new Subject(account.server, callerOf(AccessKey));
}

async function roleWith(account: Subject, RoleName: string, policies: readonly string[]): Promise<string> {
  const Principal = { RAM: [`acs:ram::${account.server.accountId}:root`] };
  const trust = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] };
  const { Role } = await account.call('ram', 'CreateRole', {
    RoleName,
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
  for (const PolicyName of policies) {
    await account.call('ram', 'AttachPolicyToRole', { RoleName, PolicyName, PolicyType: 'Custom' });
  }
  return String((Role as Record<string, string>).Arn);
}

async function assume(user: Subject, parameters: Readonly<Record<string, string>>): Promise<Subject> {
  const { Credentials } = await user.call('sts', 'AssumeRole', parameters);
  return new Subject(user.server, callerOf(Credentials));
}

function callerOf(answered: unknown): Caller {
  const { AccessKeyId = '', AccessKeySecret = '', SecurityToken } = answered as Record<string, string>;
  return {
    accessKeyId: AccessKeyId,
    accessKeySecret: AccessKeySecret,
    ...(SecurityToken !== undefined && { securityToken: SecurityToken }),
  };
}
