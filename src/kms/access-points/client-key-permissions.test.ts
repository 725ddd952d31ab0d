import { describe, expect, test } from 'vitest';
import { type ClientKeyCall, type ClientKeyGrants, decideClientKeyCall } from './client-key-permissions.js';
import { coverageOf } from './network-rules.js';
import type { AccessPointPolicy } from './policies.js';

const INSTANCE = 'kst-hzz62ee817bvyyr5x0001';

function policy(parts: Partial<AccessPointPolicy>): AccessPointPolicy {
  return {
    name: 'p1',
    scope: 'shared',
    permissions: ['SecretUser'],
    resources: ['secret/*'],
    accessControl: undefined,
    description: '',
    createdAt: new Date(0),
    ...parts,
  };
}

const readSecret = (secretName: string, gateway = 'shared', sourceAddress = '192.0.2.1'): ClientKeyCall => ({
  gateway,
  use: { kind: 'read-secret', secretName },
  sourceAddress,
});

const useKey = (keyId: string, gateway = INSTANCE): ClientKeyCall => ({
  gateway,
  use: { kind: 'use-key', keyId },
  sourceAddress: '192.0.2.1',
});

const grants = (...policies: AccessPointPolicy[]): ClientKeyGrants => ({ policies, networkRules: new Map() });
const allowed = (call: ClientKeyCall, given: ClientKeyGrants) => decideClientKeyCall(call, given).allowed;

describe('scope and permission', () => {
  test('nothing bound allows nothing', () => {
    expect(decideClientKeyCall(readSecret('a'), grants())).toEqual({
      allowed: false,
      explanation: 'no policy is bound to the access point',
    });
  });

  test.each([
    ['SecretUser', 'shared', 'shared', true],
    ['SecretUser', INSTANCE, INSTANCE, false],
    ['SecretUser', 'shared', INSTANCE, false],
    ['CryptoServiceSecretUser', 'shared', 'shared', true],
    ['CryptoServiceSecretUser', INSTANCE, INSTANCE, true],
    ['CryptoServiceSecretUser', INSTANCE, 'shared', false],
    ['CryptoServiceSecretUser', INSTANCE, 'kst-hzz62ee817bvyyr5x0002', false],
    ['CryptoServiceKeyUser', INSTANCE, INSTANCE, false],
  ] as const)('%s with scope %s reads a secret through %s: %s', (permission, scope, gateway, expected) => {
    const given = grants(policy({ scope, permissions: [permission] }));
    expect(allowed(readSecret('a', gateway), given)).toBe(expected);
  });

  test.each([
    ['CryptoServiceKeyUser', INSTANCE, INSTANCE, true],
    ['CryptoServiceKeyUser', 'shared', 'shared', false],
    ['CryptoServiceSecretUser', INSTANCE, INSTANCE, false],
    ['SecretUser', 'shared', 'shared', false],
  ] as const)('%s with scope %s uses a key through %s: %s', (permission, scope, gateway, expected) => {
    const given = grants(policy({ scope, permissions: [permission], resources: ['key/*'] }));
    expect(allowed(useKey('key-1', gateway), given)).toBe(expected);
  });

  test('a policy that was left without permissions allows nothing', () => {
    expect(allowed(readSecret('a'), grants(policy({ permissions: [] })))).toBe(false);
  });

  test('one policy has to allow all of it: parts of two do not add up', () => {
    const given = grants(
      policy({ name: 'p1', permissions: ['SecretUser'], resources: ['secret/other'] }),
      policy({ name: 'p2', permissions: ['CryptoServiceKeyUser'], resources: ['secret/a'] }),
    );
    expect(decideClientKeyCall(readSecret('a'), given)).toEqual({
      allowed: false,
      explanation: 'policy p1 does not name secret/a; policy p2 has no permission for it',
    });
  });

  test('the second of two policies may be the one that allows', () => {
    const given = grants(policy({ name: 'p1', scope: INSTANCE }), policy({ name: 'p2' }));
    expect(decideClientKeyCall(readSecret('a'), given)).toMatchObject({ allowed: true, policy: 'p2' });
  });
});

describe('resources', () => {
  test.each([
    ['secret/*', 'a', true],
    ['secret/a', 'a', true],
    ['secret/a', 'A', false],
    ['secret/a', 'ab', false],
    ['secret/a*', 'a', true],
    ['secret/a*', 'abc', true],
    ['secret/a*', 'ba', false],
    ['secret/acs/ram/user/*', 'acs/ram/user/x/y', true],
    ['secret/acs/ram/user/*', 'acs/ram/users', false],
    ['key/*', 'a', false],
  ])('%s covers the secret %s: %s', (pattern, name, expected) => {
    expect(allowed(readSecret(name), grants(policy({ resources: [pattern] })))).toBe(expected);
  });

  test('a pattern of secrets opens no key of that name', () => {
    const given = grants(
      policy({ scope: INSTANCE, permissions: ['CryptoServiceKeyUser'], resources: ['secret/*', 'key/key-a*'] }),
    );
    expect(allowed(useKey('key-abc'), given)).toBe(true);
    expect(allowed(useKey('key-b'), given)).toBe(false);
  });
});

describe('network rules', () => {
  const office = coverageOf({ sourceAddresses: ['10.10.10.10/24', '192.168.17.13', '2001:db8::/32'] });

  function from(address: string, networkRules: readonly string[], rules: ClientKeyGrants['networkRules']): boolean {
    const bound = policy({ accessControl: { networkRules, asReceived: '{}' } });
    return allowed(readSecret('a', 'shared', address), { policies: [bound], networkRules: rules });
  }

  test.each([
    ['10.10.10.1', true],
    ['10.10.11.1', false],
    ['192.168.17.13', true],
    ['192.168.17.14', false],
    ['::ffff:192.168.17.13', true],
    ['2001:db8:1::7', true],
    ['not an address', false],
  ])('a call from %s is covered: %s', (address, expected) => {
    expect(from(address, ['office'], new Map([['office', office]]))).toBe(expected);
  });

  test('without rules any address will do', () => {
    expect(from('203.0.113.9', [], new Map())).toBe(true);
  });

  test('one of several rules is enough, and a rule that does not exist covers nobody', () => {
    expect(from('10.10.10.1', ['gone', 'office'], new Map([['office', office]]))).toBe(true);
    expect(from('10.10.10.1', ['gone'], new Map([['office', office]]))).toBe(false);
  });

  test('a rule without addresses covers nobody', () => {
    expect(from('10.10.10.1', ['empty'], new Map([['empty', coverageOf({ sourceAddresses: [] })]]))).toBe(false);
  });
});
