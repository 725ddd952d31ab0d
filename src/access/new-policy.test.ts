import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedPolicy } from './malformed-policy.js';
import { checkNewPolicy, checkNewTrustPolicy } from './new-policy.js';
import { parsePolicy, parseTrustPolicy } from './policy-grammar.js';
import { listSystemPolicies } from './system-policies.js';

const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
const { Action: _action, ...withoutAction } = allow;
const { Resource: _resource, ...withoutResource } = allow;
const documentOf = (...statements: object[]) => JSON.stringify({ Version: '1', Statement: statements });
const anArn =
  'must be "*" or acs:<product>:<region>:<account>:<resource>, with "acs" and the product in lower case and without blanks';

const wrongArns = [
  'ACS:kms:*:*:*',
  'Acs:kms:*:*:*',
  'acs:KMS:*:*:*',
  'acs:kms',
  'acs:kms:*',
  'acs:kms:*:*',
  'acs:kms:*:*:',
  'acs::*:*:*',
  'acs:*',
  'arn:aws:kms:*:*:key/*',
  'kms:*:*:*:key/*',
  '*:*:cn-shanghai:*:*',
  '**',
  '?',
  'key/*',
  ' acs:kms:*:*:*',
  'acs:kms:*:*:* ',
  'acs:kms: *:*:*',
  'acs:kms:*:*:key/a b',
  'acs:kms:*:*:key/\u00a0x',
  'acs:kms:*:*:key/\u200bx',
  'acs:kms:*:*:key/\ufeffx',
  'acs:kms:*:$AccountId:key/x',
  'acs:kms:CN-Hangzhou:*:key/x',
];

const faults: readonly (readonly [statement: object, message: string])[] = [
  ...wrongArns.flatMap(arn => [
    [{ ...allow, Resource: arn }, `Statement[1].Resource ${anArn}`] as const,
    [{ ...allow, Resource: ['*', arn] }, `Statement[1].Resource[1] ${anArn}`] as const,
    [{ ...withoutResource, NotResource: [arn] }, `Statement[1].NotResource[0] ${anArn}`] as const,
  ]),
  [
    { ...withoutAction, NotAction: ['kms:*', '*'] },
    'Statement[1].NotAction[1] must not be "*": the statement would cover nothing',
  ],
  [
    { ...withoutResource, NotResource: '*' },
    'Statement[1].NotResource must not be "*": the statement would cover nothing',
  ],
  // What the grammar refuses is refused here too.
  [{ ...allow, Action: 'kms: List' }, 'Statement[1].Action must be "*" or "<code>:<operation>"'],
  [{ ...allow, Action: ' kms:List' }, 'Statement[1].Action must be "*" or "<code>:<operation>"'],
  [{ ...withoutAction, NotAction: ['kms:List '] }, 'Statement[1].NotAction[0] must be "*" or "<code>:<operation>"'],
  [{ ...allow, Action: [] }, 'Statement[1].Action must not be empty'],
  [{ ...allow, Effect: 'deny' }, 'Statement[1].Effect must be "Allow" or "Deny"'],
];

const conditionFaults: readonly (readonly [condition: object, message: string])[] = [
  [{ StringEquals: { SourceIp: 'x' } }, '.StringEquals.SourceIp must be a condition key such as acs:SourceIp'],
  ...['acs:Source Ip', ' acs:SourceIp', 'acs: SourceIp', 'acs:SourceIp ', 'acs:Source\u200bIp', 'acs:RequestTag/'].map(
    key =>
      [
        { StringLike: { [key]: 'x' } },
        `.StringLike${key === 'acs:RequestTag/' ? `.${key}` : `[${JSON.stringify(key)}]`} must be a condition key such as acs:SourceIp`,
      ] as const,
  ),
  [
    { Bool: { 'acs:SecureTransport': ['true', 'false'] } },
    '.Bool.acs:SecureTransport must have one value: with both true and false it would always hold',
  ],
  [
    { Bool: { 'acs:SecureTransport': [true, true] } },
    '.Bool.acs:SecureTransport must have one value: with both true and false it would always hold',
  ],
  [{ StringEquals: { 'acs:A': 'x', 'ACS:a': 'y' } }, '.StringEquals.ACS:a is given twice'],
  [{ IpAddress: { 'acs:CurrentTime': '::1' } }, '.IpAddress.acs:CurrentTime is never such a value: IpAddress'],
  [{ Bool: { 'acs:sourceip': 'true' } }, '.Bool.acs:sourceip is never such a value: Bool'],
  [{ NumericEquals: { 'acs:MFAPresent': '1' } }, '.NumericEquals.acs:MFAPresent is never such a value: NumericEquals'],
  [
    { StringEquals: { 'acs:SourceIp': '::ffff:127.0.0.1' } },
    '.StringEquals.acs:SourceIp must be an address in its usual spelling: write 127.0.0.1, or use IpAddress',
  ],
  [
    { StringNotEquals: { 'acs:SourceIp': ['127.0.0.1', '2001:DB8::1'] } },
    '.StringNotEquals.acs:SourceIp[1] must be an address in its usual spelling: write 2001:db8::1, or use IpAddress',
  ],
  [
    { StringEquals: { 'acs:SourceIp': '10.0.0.0/8' } },
    '.StringEquals.acs:SourceIp must be an address in its usual spelling: use IpAddress for blocks',
  ],
];

describe('a new policy', () => {
  test.each(faults)('with the statement %j is refused', (statement, message) => {
    expect(() => checkNewPolicy(documentOf(allow, statement))).toThrow(new MalformedPolicy(message));
  });

  test.each(conditionFaults)('with the condition %j is refused, of a role too', (condition, message) => {
    const trust = {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { RAM: 'acs:ram::1000000000000001:root' },
      Condition: condition,
    };
    expect(() => checkNewPolicy(documentOf({ ...allow, Condition: condition }))).toThrow(
      `Statement[0].Condition${message}`,
    );
    expect(() => checkNewTrustPolicy(documentOf(trust))).toThrow(`Statement[0].Condition${message}`);
  });

  test.each([
    { ...allow, Resource: ['acs:kms:*:*:*', 'acs:kms:cn-hangzhou:1000000000000001:key/key-x', 'acs:*:*:*:*'] },
    { ...allow, Resource: 'acs:ram::1000000000000001:user/alice' },
    { ...allow, Resource: 'acs:ram:*:system:policy/*' },
    { ...allow, Resource: 'acs:oss::123456789012****:sample_bucket/file1.txt' },
    { ...allow, Resource: 'acs:kms:*:*:secret/acs/ram/user/a:b@c' },
    { ...allow, Resource: 'acs:log:*:*:project/中文*' },
    { ...allow, Action: ['oss:GetObject', 'ecs:*', '*:ListTagResources', 'KMS:describe?ey'] },
    { ...withoutAction, NotAction: ['ram:*', 'nobody:*'] },
    { ...withoutResource, NotResource: 'acs:kms:*:*:key/*' },
    { ...allow, Condition: {} },
    {
      ...allow,
      Condition: { StringEquals: { 'oss:Prefix': ['a', ''], 'acs:Unknown': 'x', 'acs:RequestTag/a b': 'c d' } },
    },
    { ...allow, Condition: { Bool: { 'acs:SecureTransport': ['true'], 'acs:MFAPresent': false } } },
    { ...allow, Condition: { StringEquals: { 'acs:SourceIp': ['127.0.0.1', '2001:db8::1'] } } },
    { ...allow, Condition: { StringLike: { 'acs:SourceIp': '10.*', 'acs:CurrentTime': '2026-*' } } },
    { ...allow, Condition: { StringEquals: { 'acs:ResourceTag/A': 'x', 'acs:ResourceTag/a': 'x' } } },
  ])('with the statement %j is stored', statement => {
    expect(() => checkNewPolicy(documentOf(statement))).not.toThrow();
  });

  test('of the system could be stored', () => {
    for (const { document } of listSystemPolicies()) expect(() => checkNewPolicy(document)).not.toThrow();
  });

  test('of whatever text is refused with MalformedPolicy where the grammar refuses it, and throws nothing else', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('*', 'acs:kms:*:*:*', 'acs:kms', 'kms:*', 'true', '::1'));
    const values = fc.oneof(text, fc.array(text, { maxLength: 3 }));
    const condition = fc.dictionary(
      fc.constantFrom('StringEquals', 'Bool', 'IpAddress'),
      fc.dictionary(fc.constantFrom('acs:SourceIp', 'acs:a/b', 'acs:SecureTransport', 'x'), values, { minKeys: 1 }),
    );
    const statement = fc.record({
      Effect: fc.constant('Deny'),
      Action: values,
      Resource: values,
      Condition: condition,
    });
    const documents = fc.oneof(
      fc.json(),
      fc.array(statement).map(it => documentOf(...it)),
    );
    const outcome = (check: (text: string) => unknown, document: string) => {
      try {
        check(document);
        return undefined;
      } catch (fault) {
        expect(fault).toBeInstanceOf(MalformedPolicy);
        return (fault as Error).message;
      }
    };
    fc.assert(
      fc.property(documents, document => {
        const byGrammar = outcome(parsePolicy, document);
        const whenStored = outcome(checkNewPolicy, document);
        if (byGrammar !== undefined) expect(whenStored).toBe(byGrammar);
        const trust = outcome(parseTrustPolicy, document);
        if (trust !== undefined) expect(outcome(checkNewTrustPolicy, document)).toBe(trust);
      }),
      { numRuns: 1000 },
    );
  });
});

test('a document that was stored before the rules counts as it did', () => {
  for (const Resource of ['acs:kms:*', 'acs:*', 'ACS:kms:*:*:*']) {
    const [statement] = parsePolicy(documentOf({ ...allow, Effect: 'Deny', Resource })).statements;
    expect(statement?.coversResource('acs:kms:cn-hangzhou:1:key/x')).toBe(Resource.startsWith('acs'));
  }
});
