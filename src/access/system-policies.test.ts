import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.js';
import { requestContext } from './request-context.js';
import { findSystemPolicy, listSystemPolicies } from './system-policies.js';

const context = requestContext({
  now: new Date(0),
  secureTransport: true,
  sourceAddress: '192.0.2.1',
  principalArn: 'acs:ram::1000000000000001:user/alice',
});

function allows(
  policies: string | readonly string[],
  action: string,
  resource = '*',
  ownKeys?: Record<string, string>,
) {
  return evaluate({
    action,
    resources: [resource],
    context: ownKeys === undefined ? context : new Map(Object.entries(ownKeys).map(([key, value]) => [key, [value]])),
    identityPolicies: [policies].flat().map(name => {
      const { defaultVersion, policy } = findSystemPolicy(name)!;
      return { name, type: 'System', version: defaultVersion, policy, scope: 'account', attachedTo: 'user alice' };
    }),
  }).allowed;
}

/** All operations of a product that read, by their names in the API's contract. */
function readingOperations(contract: string, code: string): readonly string[] {
  const file = new URL(`../api/contracts/${contract}.json`, import.meta.url);
  const names = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object);
  return names.filter(name => /^(Describe|Get|List|Query)/.test(name)).map(name => `${code}:${name}`);
}

const secretKeepers = ['yundun-cert:DescribeCertificatePrivateKey', 'kms:GetSecretValue', 'kms:GetManagedDataKey'];

describe('system policies', () => {
  test('are these', () => {
    expect(listSystemPolicies().map(({ name, defaultVersion }) => `${name} ${defaultVersion}`)).toEqual([
      'AdministratorAccess v1',
      'PowerUserAccess v2',
      'ReadOnlyAccess v1',
      'AliyunSTSAssumeRoleAccess v1',
      'AliyunRAMFullAccess v1',
      'AliyunRAMReadOnlyAccess v3',
      'AliyunKMSFullAccess v3',
      'AliyunKMSReadOnlyAccess v3',
      'AliyunKMSCryptoUserAccess v2',
      'AliyunKMSCryptoAdminAccess v2',
      'AliyunKMSSecretUserAccess v1',
      'AliyunKMSSecretAdminAccess v5',
      'AliyunYundunCertFullAccess v1',
      'AliyunYundunCertReadOnlyAccess v1',
    ]);
  });

  test.each(listSystemPolicies().map(policy => [policy.name, policy] as const))('%s is well formed', (name, policy) => {
    expect(JSON.parse(policy.document)).toMatchObject({ Version: '1' });
    expect(policy.policy.statements.length).toBeGreaterThan(0);
    expect(policy.policy).toBe(policy.policy);
    expect(policy.description).not.toBe('');
    expect(findSystemPolicy(name.toLowerCase())).toBe(policy);
  });

  test('are found by name only', () => {
    expect(findSystemPolicy('NoSuchAccess')).toBeUndefined();
    expect(findSystemPolicy('__proto__')).toBeUndefined();
  });

  test.each([
    ['AdministratorAccess', 'ram:CreateUser', true],
    ['AdministratorAccess', 'yundun-cert:DescribeCertificatePrivateKey', true],
    ['PowerUserAccess', 'yundun-cert:CreateRootCACertificate', true],
    ['PowerUserAccess', 'ram:ListRoles', true],
    ['PowerUserAccess', 'ram:CreateUser', false],
    ['PowerUserAccess', 'ram:CreateAccessKey', false],
    ['PowerUserAccess', 'ims:GetUser', false],
    ['ReadOnlyAccess', 'kms:CreateKey', false],
    ['ReadOnlyAccess', 'kms:Decrypt', false],
    ['ReadOnlyAccess', 'ram:CreateUser', false],
    ['AliyunSTSAssumeRoleAccess', 'ram:GetRole', false],
    ['AliyunRAMFullAccess', 'ram:DeleteUser', true],
    ['AliyunRAMFullAccess', 'kms:ListKeys', false],
    ['AliyunRAMReadOnlyAccess', 'ram:ListUsers', true],
    ['AliyunRAMReadOnlyAccess', 'ram:DeleteUser', false],
    ['AliyunKMSFullAccess', 'kms:GetSecretValue', true],
    ['AliyunKMSFullAccess', 'yundun-cert:ListCert', false],
    ['AliyunKMSReadOnlyAccess', 'kms:DescribeKey', true],
    ['AliyunKMSReadOnlyAccess', 'kms:ListKeys', true],
    ['AliyunKMSReadOnlyAccess', 'kms:GetClientKey', false],
    ['AliyunKMSReadOnlyAccess', 'kms:Encrypt', false],
    ['AliyunKMSCryptoUserAccess', 'kms:VerifyMac', true],
    ['AliyunKMSCryptoUserAccess', 'kms:CreateKey', false],
    ['AliyunKMSSecretUserAccess', 'kms:GetSecretValue', true],
    ['AliyunKMSSecretUserAccess', 'kms:PutSecretValue', false],
    ['AliyunYundunCertFullAccess', 'yundun-cert:DescribeCertificatePrivateKey', true],
    ['AliyunYundunCertFullAccess', 'kms:ListKeys', false],
    ['AliyunYundunCertReadOnlyAccess', 'yundun-cert:CreateClientCertificate', false],
  ])('%s and %s: %s', (name, action, allowed) => {
    expect(allows(name, action)).toBe(allowed);
  });

  test('limit key and secret administrators to their resources', () => {
    const at = (resource: string) => `acs:kms:cn-hangzhou:1000000000000001:${resource}`;
    for (const resource of ['key', 'key/k', 'alias', 'alias/a']) {
      expect(allows('AliyunKMSCryptoAdminAccess', 'kms:CreateKey', at(resource))).toBe(true);
      expect(allows('AliyunKMSSecretAdminAccess', 'kms:CreateKey', at(resource))).toBe(false);
    }
    for (const resource of ['secret', 'secret/s']) {
      expect(allows('AliyunKMSCryptoAdminAccess', 'kms:CreateSecret', at(resource))).toBe(false);
      expect(allows('AliyunKMSSecretAdminAccess', 'kms:CreateSecret', at(resource))).toBe(true);
    }
    expect(allows('AliyunKMSSecretAdminAccess', 'kms:GetRandomPassword')).toBe(true);
  });

  test('let service-linked roles be made for the named services only', () => {
    const create = (service: string) =>
      allows('AliyunKMSFullAccess', 'ram:CreateServiceLinkedRole', '*', { 'ram:ServiceName': service });
    expect(create('keystore.kms.aliyuncs.com')).toBe(true);
    expect(create('ecs.aliyuncs.com')).toBe(false);
  });
});

describe('read-only system policies', () => {
  const certificates = readingOperations('cas-2020-06-30', 'yundun-cert');
  const everything = [
    ...certificates,
    ...readingOperations('kms-2016-01-20', 'kms'),
    ...readingOperations('ram-2015-05-01', 'ram'),
  ];

  test('read everything that can be read', () => {
    expect(certificates.length).toBeGreaterThan(10);
    expect(everything.length).toBeGreaterThan(70);
    const open = (action: string) => !secretKeepers.includes(action);
    expect(everything.filter(open).filter(action => !allows('ReadOnlyAccess', action))).toEqual([]);
    expect(certificates.filter(open).filter(action => !allows('AliyunYundunCertReadOnlyAccess', action))).toEqual([]);
  });

  test('hand out no private key and no secret', () => {
    const readOnly = listSystemPolicies().filter(({ name }) => name.endsWith('ReadOnlyAccess'));
    expect(readOnly).toHaveLength(4);
    for (const { name } of readOnly) {
      for (const action of secretKeepers) expect([name, action, allows(name, action)]).toEqual([name, action, false]);
    }
  });

  test('do not stand in the way of another policy that hands them out', () => {
    const both = [
      'ReadOnlyAccess',
      'AliyunYundunCertReadOnlyAccess',
      'AliyunKMSSecretUserAccess',
      'AliyunYundunCertFullAccess',
    ];
    expect(allows(both, 'kms:GetSecretValue')).toBe(true);
    expect(allows(both, 'yundun-cert:DescribeCertificatePrivateKey')).toBe(true);
  });
});
