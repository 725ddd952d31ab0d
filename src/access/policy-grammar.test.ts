import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MalformedPolicy,
  maxResourcePolicyBytes,
  parsePolicy,
  parseResourcePolicy,
  parseTrustPolicy,
} from './policy-grammar.js';

const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' };
const { Action: _action, ...withoutAction } = allowAll;
const { Resource: _resource, ...withoutResource } = allowAll;
const { Effect: _effect, ...withoutEffect } = allowAll;

/** Each fault of a document as a whole, with its exact message. */
const documentFaults: readonly [document: unknown, message: string][] = [
  [[], 'The policy document must be a JSON object'],
  ['Version', 'The policy document must be a JSON object'],
  [null, 'The policy document must be a JSON object'],
  [{}, 'Version is missing'],
  [{ Statement: [allowAll] }, 'Version is missing'],
  [{ Version: '2012-10-17', Statement: [allowAll] }, 'Version must be "1"'],
  [{ Version: 1, Statement: [allowAll] }, 'Version must be "1"'],
  [{ version: '1', Statement: [allowAll] }, 'version is not a known element'],
  [{ Version: '1', Id: 'x', Statement: [allowAll] }, 'Id is not a known element'],
  [{ Version: '1', Effect: 'Allow', Statement: [allowAll] }, 'Effect is not a known element'],
  [{ Version: '1' }, 'Statement is missing'],
  [{ Version: '1', Statement: allowAll }, 'Statement must be a list of statements'],
  [{ Version: '1', Statement: [] }, 'Statement must not be empty'],
  [{ Version: '1', Statement: [allowAll, 'x'] }, 'Statement[1] must be an object'],
  [{ Version: '1', Statement: [[allowAll]] }, 'Statement[0] must be an object'],
];

/** Each fault of a statement. It stands second, so the position is 1. */
const statementFaults: readonly [statement: object, message: string][] = [
  [{ ...allowAll, Foo: 1 }, 'Statement[1].Foo is not a known element'],
  [{ ...allowAll, 'x y"': 1 }, 'Statement[1]["x y\\""] is not a known element'],
  [{ ...allowAll, action: '*' }, 'Statement[1].action is not a known element'],
  [{ ...allowAll, Principal: { RAM: '*' } }, 'Statement[1].Principal is not allowed in an identity policy'],
  [{ ...allowAll, NotPrincipal: { RAM: '*' } }, 'Statement[1].NotPrincipal is not a known element'],
  [{ ...allowAll, Sid: 1 }, 'Statement[1].Sid must be a string of at most 128 characters'],
  [{ ...allowAll, Sid: 'x'.repeat(129) }, 'Statement[1].Sid must be a string of at most 128 characters'],
  [withoutEffect, 'Statement[1].Effect is missing'],
  [{ ...allowAll, Effect: 'allow' }, 'Statement[1].Effect must be "Allow" or "Deny"'],
  [{ ...allowAll, Effect: ['Allow'] }, 'Statement[1].Effect must be "Allow" or "Deny"'],

  [withoutAction, 'Statement[1] must have Action or NotAction'],
  [{ ...allowAll, NotAction: 'kms:*' }, 'Statement[1] must not have both Action and NotAction'],
  [{ ...allowAll, Action: [] }, 'Statement[1].Action must not be empty'],
  [{ ...allowAll, Action: 1 }, 'Statement[1].Action must be a string, or a list of such'],
  [{ ...allowAll, Action: null }, 'Statement[1].Action must be a string, or a list of such'],
  [{ ...allowAll, Action: {} }, 'Statement[1].Action must be a string, or a list of such'],
  [{ ...allowAll, Action: ['*', null] }, 'Statement[1].Action[1] must be a string'],
  [{ ...allowAll, Action: [['*']] }, 'Statement[1].Action[0] must be a string'],
  [{ ...allowAll, Action: '' }, 'Statement[1].Action must be "*" or "<code>:<operation>"'],
  [{ ...allowAll, Action: 'ListKeys' }, 'Statement[1].Action must be "*" or "<code>:<operation>"'],
  [{ ...allowAll, Action: ['*', 'kms:'] }, 'Statement[1].Action[1] must be "*" or "<code>:<operation>"'],
  [{ ...allowAll, Action: [':ListKeys'] }, 'Statement[1].Action[0] must be "*" or "<code>:<operation>"'],
  [{ ...allowAll, Action: 'kms:List Keys' }, 'Statement[1].Action must be "*" or "<code>:<operation>"'],
  [{ ...allowAll, Action: '**' }, 'Statement[1].Action must be "*" or "<code>:<operation>"'],
  [{ ...withoutAction, NotAction: ['kms'] }, 'Statement[1].NotAction[0] must be "*" or "<code>:<operation>"'],
  [{ ...withoutAction, NotAction: [] }, 'Statement[1].NotAction must not be empty'],

  [withoutResource, 'Statement[1] must have Resource or NotResource'],
  [{ ...allowAll, NotResource: '*' }, 'Statement[1] must not have both Resource and NotResource'],
  [{ ...allowAll, Resource: [] }, 'Statement[1].Resource must not be empty'],
  [{ ...allowAll, Resource: true }, 'Statement[1].Resource must be a string, or a list of such'],
  [{ ...allowAll, Resource: ['*', 1] }, 'Statement[1].Resource[1] must be a string'],
  [{ ...allowAll, Resource: '' }, 'Statement[1].Resource must be "*" or an ARN pattern'],
  [{ ...allowAll, Resource: ['*', 'acs:kms:\n*'] }, 'Statement[1].Resource[1] must be "*" or an ARN pattern'],
  [{ ...withoutResource, NotResource: [] }, 'Statement[1].NotResource must not be empty'],
  [{ ...withoutResource, NotResource: [''] }, 'Statement[1].NotResource[0] must be "*" or an ARN pattern'],

  [{ ...allowAll, Condition: [] }, 'Statement[1].Condition must be an object'],
  [{ ...allowAll, Condition: 'x' }, 'Statement[1].Condition must be an object'],
];

/** Each fault of a condition, with what the message says after `Statement[1].Condition`. */
const conditionFaults: readonly [condition: object, message: string][] = [
  [{ Null: { 'acs:SourceIp': 'true' } }, '.Null is not a known condition operator'],
  [{ StringEqualsIfExists: { 'acs:A': 'a' } }, '.StringEqualsIfExists is not a known condition operator'],
  [{ 'ForAnyValue:StringEquals': { 'acs:A': 'a' } }, '.ForAnyValue:StringEquals is not a known condition operator'],
  [{ 'ForAllValues:StringEquals': { 'acs:A': 'a' } }, '.ForAllValues:StringEquals is not a known condition operator'],
  [{ stringEquals: { 'acs:A': 'a' } }, '.stringEquals is not a known condition operator'],
  [{ constructor: { 'acs:A': 'a' } }, '.constructor is not a known condition operator'],
  [{ StringEquals: {} }, '.StringEquals must not be empty'],
  [{ StringEquals: 'a' }, '.StringEquals must be an object'],
  [{ StringEquals: ['a'] }, '.StringEquals must be an object'],
  [{ StringEquals: { '': 'a' } }, '.StringEquals[""] must be a condition key such as acs:SourceIp'],
  [{ StringEquals: { SourceIp: 'a' } }, '.StringEquals.SourceIp must be a condition key such as acs:SourceIp'],
  [{ StringEquals: { 'acs:': 'a' } }, '.StringEquals.acs: must be a condition key such as acs:SourceIp'],
  [{ StringEquals: { 'acs:A': [] } }, '.StringEquals.acs:A must not be empty'],
  [
    { StringEquals: { 'acs:A': null } },
    '.StringEquals.acs:A must be a string, a number or a boolean, or a list of such',
  ],
  [{ StringEquals: { 'acs:A': {} } }, '.StringEquals.acs:A must be a string, a number or a boolean, or a list of such'],
  [{ StringEquals: { 'acs:A': ['a', null] } }, '.StringEquals.acs:A[1] must be a string, a number or a boolean'],
  [
    { StringEquals: { 'acs:RequestTag/a b': [[]] } },
    '.StringEquals["acs:RequestTag/a b"][0] must be a string, a number or a boolean',
  ],
  ...['', 'ten', '1e999', '0x10', ' 1', '1 ', '1,5'].map(
    value =>
      [{ NumericEquals: { 'acs:A': value } }, '.NumericEquals.acs:A must be a decimal number'] as [object, string],
  ),
  [{ NumericLessThan: { 'acs:A': [1, true] } }, '.NumericLessThan.acs:A[1] must be a decimal number'],
  ...[
    'now',
    '2026-01-31',
    '2026-01-31T23:59:59',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T23:60:00Z',
    '2026-01-31T23:59:60Z',
    '2026-01-31T23:59:59+24:00',
    '2026-01-31T23:59:59+08:60',
    '2026-01-31T23:59:59+0800',
    '2026-01-31 23:59:59Z',
  ].map(
    value =>
      [
        { DateLessThan: { 'acs:CurrentTime': value } },
        '.DateLessThan.acs:CurrentTime must be a date such as 2026-01-31T23:59:59Z or 2026-01-31T23:59:59+08:00',
      ] as [object, string],
  ),
  [{ Bool: { 'acs:SecureTransport': 'True' } }, '.Bool.acs:SecureTransport must be true or false'],
  [{ Bool: { 'acs:SecureTransport': 1 } }, '.Bool.acs:SecureTransport must be true or false'],
  ...['10.0.0', '10.0.0.0/33', '010.0.0.1', 'localhost', '', '10.0.0.0/8,11.0.0.0/8'].map(
    value =>
      [{ IpAddress: { 'acs:SourceIp': value } }, '.IpAddress.acs:SourceIp must be an IP address or a CIDR block'] as [
        object,
        string,
      ],
  ),
  [
    { NotIpAddress: { 'acs:SourceIp': ['::1', '::/129'] } },
    '.NotIpAddress.acs:SourceIp[1] must be an IP address or a CIDR block',
  ],
];

describe('a policy', () => {
  test.each(documentFaults)('%j is refused', (document, message) => {
    expect(() => parsePolicy(JSON.stringify(document))).toThrow(new MalformedPolicy(message));
  });

  test.each(statementFaults)('with the statement %j is refused', (statement, message) => {
    expect(() => parsePolicy(policyOf(allowAll, statement))).toThrow(new MalformedPolicy(message));
  });

  test.each(conditionFaults)('with the condition %j is refused', (condition, message) => {
    expect(() => parsePolicy(policyOf(allowAll, { ...allowAll, Condition: condition }))).toThrow(
      new MalformedPolicy(`Statement[1].Condition${message}`),
    );
  });

  test('with an element that is given twice is refused', () => {
    const text = '{"Version":"1","Statement":[{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}]}';
    expect(() => parsePolicy(text)).toThrow(new MalformedPolicy('Statement[0].Effect is given twice'));
  });

  test('that is not JSON is refused', () => {
    expect(() => parsePolicy('{"Version":"1",}')).toThrow(
      new MalformedPolicy('The policy document is not valid JSON: unexpected text at character 16'),
    );
  });

  test('has 1 to 6144 characters, counted as characters', () => {
    const fault = new MalformedPolicy('The policy document must be 1 to 6144 characters long');
    const padded = (characters: number) => policyOf(allowAll).padEnd(characters);
    expect(() => parsePolicy('')).toThrow(fault);
    expect(() => parsePolicy(padded(6145))).toThrow(fault);
    expect(parsePolicy(padded(6144)).statements).toHaveLength(1);

    const keys = '🔑'.repeat(3000);
    const astral = policyOf({ ...allowAll, Resource: keys });
    expect(astral.length).toBeLessThan(6144);
    expect(parsePolicy(policyOf({ ...allowAll, Resource: [keys, '🔑'.repeat(100)] })).statements).toHaveLength(1);
    expect(() => parsePolicy('🔑'.repeat(6145))).toThrow(fault);
    expect(() => parsePolicy('['.repeat(50_000_000))).toThrow(fault);
  });

  test('may have an empty condition, a Sid with blanks and codes of other products', () => {
    const statement = { ...allowAll, Condition: {}, Sid: 'kms default key policy', Action: ['oss:GetObject', 'log:*'] };
    expect(parsePolicy(policyOf(statement)).statements[0]).toMatchObject({
      sid: 'kms default key policy',
      effect: 'Allow',
      conditions: [],
    });
  });

  test('cuts long names in messages', () => {
    const name = `${'x'.repeat(64)}yyy`;
    expect(() => parsePolicy(policyOf({ ...allowAll, [name]: 1 }))).toThrow(
      new MalformedPolicy(`Statement[0]["${'x'.repeat(64)}…"] is not a known element`),
    );
  });

  test('of whatever JSON or text throws nothing but MalformedPolicy', () => {
    const condition = fc.dictionary(
      fc.constantFrom('StringLike', 'NumericEquals', 'DateEquals', 'Bool', 'IpAddress', 'Null'),
      fc.dictionary(fc.constantFrom('acs:SourceIp', 'acs:A/__proto__', 'x'), fc.jsonValue()),
    );
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom('Allow', 'Deny', '*', 'kms:*', 'acs:kms:*:*:key/?', '::/0', '1'),
    );
    const value = fc.oneof(texts, fc.array(texts, { maxLength: 3 }), fc.jsonValue());
    const statement = fc.record(
      { Effect: value, Action: value, NotAction: value, Resource: value, Condition: fc.oneof(condition, value) },
      { requiredKeys: [] },
    );
    const document = fc.record({
      Version: fc.constantFrom('1', '2', 1),
      Statement: fc.array(statement, { maxLength: 3 }),
    });
    const inputs = fc.oneof(
      fc.string(),
      fc.json(),
      document.map(value => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(inputs, text => {
        for (const parse of [parsePolicy, parseTrustPolicy]) {
          try {
            parse(text);
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedPolicy);
            expect((error as Error).message.length).toBeLessThan(400);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a statement', () => {
  const actionsOf = (part: object) => parsePolicy(policyOf({ ...withoutAction, ...part })).statements[0]!.coversAction;
  const resourcesOf = (part: object) =>
    parsePolicy(policyOf({ ...withoutResource, ...part })).statements[0]!.coversResource;

  test('covers actions without regard to case', () => {
    const covers = actionsOf({ Action: ['KMS:describe*', '*:ListTagResources'] });
    expect(['kms:DescribeKey', 'KMS:DESCRIBEKEY', 'ram:listtagresources'].every(covers)).toBe(true);
    expect(['kms:GetKey', 'kmsx:DescribeKey'].some(covers)).toBe(false);
  });

  test('with NotAction covers all actions but those', () => {
    const covers = actionsOf({ NotAction: ['ram:*', 'kms:Decrypt'] });
    expect(['kms:Encrypt', 'yundun-cert:ListCert'].every(covers)).toBe(true);
    expect(['RAM:GetUser', 'kms:decrypt'].some(covers)).toBe(false);
  });

  test('covers resources with regard to case', () => {
    const covers = resourcesOf({ Resource: ['acs:kms:*:*:key/*', 'acs:kms:*:*:alias'] });
    expect(['acs:kms:cn-hangzhou:1:key/k', 'acs:kms:cn-hangzhou:1:alias'].every(covers)).toBe(true);
    expect(['acs:kms:cn-hangzhou:1:KEY/k', 'acs:kms:cn-hangzhou:1:key', '*'].some(covers)).toBe(false);
  });

  test('covers resources of RAM without regard to case, as its names are found', () => {
    const covers = resourcesOf({ Resource: ['acs:ram::1:user/Alice', 'acs:*:*:*:policy/Read*'] });
    expect(['acs:ram:*:1:user/alice', 'acs:ram:*:1:user/ALICE', 'acs:ram:*:1:policy/reaDer'].every(covers)).toBe(true);
    expect(['acs:ram:*:1:user/bob', 'acs:kms:cn-hangzhou:1:policy/reader'].some(covers)).toBe(false);
    expect(resourcesOf({ NotResource: 'acs:ram:*:*:user/alice' })('acs:ram:*:1:user/ALICE')).toBe(false);
    expect(resourcesOf({ Resource: ['ACS:ram:*:*:*', 'acs:RAM:*:*:*'] })('acs:ram:*:1:user/alice')).toBe(false);
  });

  test('with NotResource covers all resources but those', () => {
    const covers = resourcesOf({ NotResource: ['acs:kms:*:*:key/root-*', 'acs:ram::1:user/root'] });
    expect(['acs:kms:cn-hangzhou:1:key/k', '*'].every(covers)).toBe(true);
    expect(['acs:kms:cn-hangzhou:1:key/root-1', 'acs:ram:*:1:user/root'].some(covers)).toBe(false);
  });

  test('takes an empty region of RAM as any region, and of no other product', () => {
    const covers = resourcesOf({ Resource: ['acs:ram::1000000000000001:user/*', 'acs:kms::1000000000000001:key/*'] });
    expect(covers('acs:ram:*:1000000000000001:user/alice')).toBe(true);
    expect(covers('acs:ram::1000000000000001:user/alice')).toBe(true);
    expect(covers('acs:ram:*:2000000000000002:user/alice')).toBe(false);
    expect(covers('acs:kms:cn-hangzhou:1000000000000001:key/k')).toBe(false);
  });

  test('with an ARN pattern does not cover an operation without resources', () => {
    expect(resourcesOf({ Resource: 'acs:yundun-cert:*:*:*' })('*')).toBe(false);
    expect(resourcesOf({ Resource: '*' })('*')).toBe(true);
    expect(resourcesOf({ Resource: '?' })('*')).toBe(true);
  });
});

function policyOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '1', Statement: statements });
}

describe('the policy of a key', () => {
  const whole = { Effect: 'Allow', Principal: { RAM: 'acs:ram::1:root' }, Action: 'kms:*', Resource: '*' };
  const parse = (statement: object) => parseResourcePolicy(policyOf(statement), 'kms');

  test('names accounts, users and roles, alone or in lists', () => {
    const RAM = ['acs:ram::1:*', 'acs:ram::1:root', 'acs:ram::2:user/a.b-c', 'acs:ram::2:role/d_e'];
    const [statement] = parse({
      ...whole,
      Sid: 'kms default key policy',
      Principal: { RAM },
      Resource: ['*'],
    }).statements;
    expect(statement?.principals.map(it => it.kind)).toEqual(['account', 'account', 'user', 'role']);
    expect(statement?.sid).toBe('kms default key policy');
    expect([statement?.coversAction('KMS:encrypt'), statement?.coversAction('ram:GetUser')]).toEqual([true, false]);
    expect(statement?.coversResource('acs:kms:x:1:key/a')).toBe(true);
  });

  test.each<[object, string]>([
    [{ Principal: undefined }, 'Statement[0].Principal is missing'],
    [{ Principal: 'acs:ram::1:root' }, 'Statement[0].Principal must be an object with RAM'],
    [{ Principal: { Service: 'ecs.aliyuncs.com' } }, 'Statement[0].Principal.Service is not a known kind of principal'],
    [{ Principal: { RAM: '*' } }, 'Statement[0].Principal.RAM must be'],
    [{ Principal: { RAM: 'acs:ram::1:group/a' } }, 'Statement[0].Principal.RAM must be'],
    [{ Principal: { RAM: [] } }, 'Statement[0].Principal.RAM must not be empty'],
    [{ Action: undefined }, 'Statement[0].Action is missing'],
    [{ Action: '*' }, 'Statement[0].Action must be "kms:<operation>"'],
    [{ Action: ['kms:Encrypt', 'ram:*'] }, 'Statement[0].Action[1] must be "kms:<operation>"'],
    [{ Resource: undefined }, 'Statement[0].Resource is missing'],
    [{ Resource: 'acs:kms:*:*:*' }, 'Statement[0].Resource must be "*"'],
    [{ Resource: ['*', 'x'] }, 'Statement[0].Resource[1] must be "*"'],
    [{ NotAction: 'kms:Encrypt' }, 'Statement[0].NotAction is not allowed in the policy of a key or a secret'],
    [{ NotResource: 'x' }, 'Statement[0].NotResource is not allowed in the policy of a key or a secret'],
    [{ Effect: 'allow' }, 'Statement[0].Effect must be "Allow" or "Deny"'],
    [{ Condition: { Null: { 'acs:SourceIp': 'true' } } }, 'Statement[0].Condition.Null'],
  ])('%j is malformed: %s', (part, message) => {
    expect(() => parse({ ...whole, ...part })).toThrow(message);
  });

  test('has as many bytes as it may have', () => {
    const text = policyOf(whole);
    const filled = (bytes: number) => text.replace('{', `{${' '.repeat(bytes - text.length)}`);
    expect(() => parseResourcePolicy(filled(maxResourcePolicyBytes), 'kms')).not.toThrow();
    expect(() => parseResourcePolicy(filled(maxResourcePolicyBytes + 1), 'kms')).toThrow('32768 bytes long');
  });
});
