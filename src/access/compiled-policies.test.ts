import { expect, test } from 'vitest';
import { CompiledPolicies } from './compiled-policies.js';
import { MalformedPolicy, parsePolicy } from './policy-grammar.js';

const policyFor = (action: string) =>
  JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });

test('a policy is parsed once, until it is the longest unused of too much text', () => {
  const policies = new CompiledPolicies(parsePolicy, 2 * policyFor('kms:A').length);
  const first = policies.policyOf(policyFor('kms:A'));
  const second = policies.policyOf(policyFor('kms:B'));
  expect(policies.policyOf(policyFor('kms:A'))).toBe(first);
  policies.policyOf(policyFor('kms:C'));
  expect(policies.policyOf(policyFor('kms:A'))).toBe(first);
  expect(policies.policyOf(policyFor('kms:B'))).not.toBe(second);
});

test('a malformed policy is refused each time', () => {
  const policies = new CompiledPolicies(parsePolicy);
  expect(() => policies.policyOf('{}')).toThrow(MalformedPolicy);
  expect(() => policies.policyOf('{}')).toThrow(MalformedPolicy);
});
