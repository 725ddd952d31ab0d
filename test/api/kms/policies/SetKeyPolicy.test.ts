/** SetKeyPolicy, GetKeyPolicy, SetSecretPolicy and GetSecretPolicy, and `Policy` of what makes keys and secrets: what is kept and shown. */
import { describe, expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { aliasUnsupported, keyNotFound, makeKey, pendingDeletion } from '../keys/key-calls.js';
import { error, invalid, kms, kmsOk, missing, notFound, ok } from '../kms-calls.js';
import { inDeleteWindow, makeSecret } from '../secrets/secret-calls.js';
import { everybody, policyOf, statement, user } from './policy-calls.js';

const server = useTestServer();

const kinds = {
  key: {
    selector: 'KeyId',
    set: 'SetKeyPolicy',
    get: 'GetKeyPolicy',
    make: async (parts: object = {}) => (await makeKey(server.root, parts)).KeyId as string,
    leave: (KeyId: string) => kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 }),
    absent: keyNotFound,
    leaving: pendingDeletion,
    otherName: error('Forbidden.ResourceNotFound', 'Policy not found.', 404),
  },
  secret: {
    selector: 'SecretName',
    set: 'SetSecretPolicy',
    get: 'GetSecretPolicy',
    make: (parts: object = {}) => makeSecret(server.root, parts),
    leave: (SecretName: string) => kmsOk(server.root, 'DeleteSecret', { SecretName }),
    absent: notFound,
    leaving: inDeleteWindow,
    otherName: notFound,
  },
} as const;

const arn = (kind: string, id: string, accountId = server.accountId) =>
  `acs:kms:cn-hangzhou:${accountId}:${kind}/${id}`;

describe.each(['key', 'secret'] as const)('of a %s', kind => {
  const { selector, set, get, make, leave, absent, leaving, otherName } = kinds[kind];
  const setPolicy = (id: string, Policy: unknown, more: object = {}, client = server.root) =>
    kms(client, set, { [selector]: id, Policy, ...more });
  const getPolicy = (id: string, more: object = {}, client = server.root) =>
    kms(client, get, { [selector]: id, ...more });

  test('is the usual one: everybody in the account', async () => {
    const Statement = [
      {
        Sid: `kms default ${kind} policy`,
        Effect: 'Allow',
        Principal: { RAM: [everybody(server.accountId)] },
        Action: ['kms:*'],
        Resource: ['*'],
      },
    ];
    const usual = ok({ Policy: JSON.stringify({ Version: '1', Statement }) });
    const id = await make();
    for (const more of [{}, { PolicyName: 'default' }]) expect(await getPolicy(id, more)).toEqual(usual);
    expect(await getPolicy(arn(kind, id))).toEqual(usual);
  });

  test('is what was given, to the letter, when it was made and later', async () => {
    const given = `\n  ${policyOf(statement(everybody(server.accountId))).replaceAll(',', ' ,\n\t')} `;
    const id = await make({ Policy: given });
    expect(await getPolicy(id)).toEqual(ok({ Policy: given }));
    const other = policyOf(statement(user(server.accountId, 'alice'), { Sid: 'üblich', Action: 'kms:Get*' }));
    expect(await setPolicy(arn(kind, id), other, { PolicyName: 'default' })).toEqual(ok());
    expect(await getPolicy(id)).toEqual(ok({ Policy: other }));
  });

  test('stays as it is while the thing waits for its deletion, and is shown', async () => {
    const id = await make();
    await leave(id);
    expect(await setPolicy(id, policyOf(statement(everybody(server.accountId))))).toEqual(leaving);
    expect((await getPolicy(id)).status).toBe(200);
  });

  test('has the name default', async () => {
    const id = await make();
    const policy = policyOf(statement(everybody(server.accountId)));
    for (const PolicyName of ['Default', 'mine']) {
      expect(await setPolicy(id, policy, { PolicyName })).toEqual(otherName);
      expect(await getPolicy(id, { PolicyName })).toEqual(otherName);
    }
  });

  test('is nobody else’s', async () => {
    const id = await make();
    for (const name of [id, arn(kind, id)]) {
      expect(await setPolicy(name, policyOf(statement('acs:ram::1:*')), {}, server.otherAccount)).toEqual(absent);
      expect(await getPolicy(name, {}, server.otherAccount)).toEqual(absent);
    }
  });

  test('may have 32,768 bytes', async () => {
    const text = policyOf(statement(everybody(server.accountId)));
    const id = await make();
    expect(await setPolicy(id, text.padEnd(32_768, ' '))).toEqual(ok());
    expect(await setPolicy(id, text.padEnd(32_769, ' '))).toEqual(
      invalid('Policy', 'must be at most 32768 bytes long'),
    );
  });

  test.each<[string, string | undefined, string | undefined]>([
    ['nothing', undefined, undefined],
    ['no JSON', 'x', 'is no policy: '],
    ['another version', '{"Version":"2","Statement":[]}', 'is no policy: Version must be "1"'],
    ['no statement', '{"Version":"1","Statement":[]}', 'is no policy: Statement must not be empty'],
    [
      'no principal',
      policyOf({ Effect: 'Allow', Action: 'kms:*', Resource: '*' }),
      'Statement[0].Principal is missing',
    ],
    ['a service', policyOf(statement('x', { Principal: { Service: 'ecs.aliyuncs.com' } })), 'is not a known kind'],
    ['an action of another product', policyOf(statement('acs:ram::1:*', { Action: 'ram:*' })), 'Statement[0].Action'],
    ['a resource', policyOf(statement('acs:ram::1:*', { Resource: 'acs:kms:*:*:key/*' })), 'Statement[0].Resource'],
    [
      'a condition that cannot be meant',
      policyOf(statement('acs:ram::1:*', { Condition: { Bool: { 'acs:SourceIp': 'true' } } })),
      'Statement[0].Condition.Bool',
    ],
    ['a member twice', '{"Version":"1","Version":"1","Statement":[]}', 'is no policy: '],
  ])('%s is refused, and nothing is changed', async (_what, Policy, rule) => {
    const id = await make();
    const before = await getPolicy(id);
    const answer = await setPolicy(id, Policy);
    if (rule === undefined) expect(answer).toEqual(missing('Policy'));
    else expect([answer, String(answer.body.Message)]).toEqual([invalid('Policy'), expect.stringContaining(rule)]);
    expect(await getPolicy(id)).toEqual(before);
  });
});

test('an alias names no key here', async () => {
  expect(await kms(server.root, 'GetKeyPolicy', { KeyId: 'alias/x' })).toEqual(aliasUnsupported);
  const Policy = policyOf(statement(everybody(server.accountId)));
  expect(await kms(server.root, 'SetKeyPolicy', { KeyId: 'alias/x', Policy })).toEqual(aliasUnsupported);
});
