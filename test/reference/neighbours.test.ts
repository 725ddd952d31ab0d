import { describe, expect, test } from 'vitest';
import { neighboursOf, wayTo } from '../../src/reference/neighbours.js';
import { declarations } from '../derived/declarations.js';

const makersOf = (product: string, action: string) => {
  const operation = declarations.operations.find(other => other.product.code === product && other.action === action);
  return operation && neighboursOf(declarations, operation).before.map(other => other.action);
};

describe('before an operation is called', () => {
  test.each([
    ['cas', 'CreateRootCACertificate', []],
    ['cas', 'CreateSubCACertificate', ['CreateRootCACertificate']],
    ['cas', 'CreateClientCertificate', ['CreateSubCACertificate']],
    ['cas', 'CreateServerCertificateWithCsr', ['CreateSubCACertificate']],
    ['cas', 'DescribeCertificatePrivateKey', ['CreateClientCertificate', 'CreateServerCertificate']],
    ['cas', 'ListClientCertificate', []],
    ['cas', 'CreateExternalCACertificate', ['CreateRootCACertificate']],
    ['kms', 'CreateApplicationAccessPoint', ['CreatePolicy']],
    ['kms', 'CreateClientKey', ['CreateApplicationAccessPoint']],
    ['kms', 'GetClientKey', ['CreateClientKey']],
    ['kms', 'UpdatePolicy', ['CreatePolicy']],
    ['kms', 'DeleteNetworkRule', ['CreateNetworkRule']],
    ['ram', 'CreateUser', []],
    ['ram', 'GetUser', ['CreateUser']],
    ['ram', 'AttachPolicyToUser', ['CreateUser', 'CreatePolicy']],
    ['ram', 'GetAccessKeyLastUsed', ['CreateAccessKey']],
    ['sts', 'GetCallerIdentity', []],
  ])('%s %s: %j', (product, action, makers) => {
    expect(makersOf(product, action)).toEqual(makers);
  });

  test.each(['DescribeCACertificate', 'DescribeClientCertificate'])('%s: every way to make what it shows', action => {
    const made =
      action === 'DescribeCACertificate' ? /^Create(Root|Sub)CACertificate$/ : /^Create(Client|Server)Certificate/;
    const makers = declarations.operations.map(other => other.action).filter(name => made.test(name));
    expect(makersOf('cas', action)?.toSorted()).toEqual(expect.arrayContaining(makers.toSorted()));
  });
});

test.each([
  [
    'cas',
    'DescribeCertificatePrivateKey',
    ['CreateRootCACertificate', 'CreateSubCACertificate', 'CreateClientCertificate'],
  ],
  ['kms', 'GetClientKey', ['CreatePolicy', 'CreateApplicationAccessPoint', 'CreateClientKey']],
  ['ram', 'DetachPolicyFromUser', ['CreateUser', 'CreatePolicy']],
  ['sts', 'GetCallerIdentity', []],
])('from an empty account to %s %s: %j', (product, action, way) => {
  const goal = declarations.operations.find(other => other.product.code === product && other.action === action);
  expect(wayTo(declarations, goal!).map(step => step.action)).toEqual(way);
});

test('nothing that takes away is on the way to anything', () => {
  for (const operation of declarations.operations) {
    expect(wayTo(declarations, operation).filter(step => step.destructive)).toEqual([]);
  }
});

test('every way ends, and nothing is on the way to itself', () => {
  for (const operation of declarations.operations) {
    expect(wayTo(declarations, operation), operation.action).not.toContain(operation);
  }
});

/** `chancery data-key add` makes those. */
const MADE_BY_COMMAND = ['kms.data-key'];

test('what makes a thing is an operation of the product that declares its kind, there or planned, or a command', () => {
  for (const [kind, makers] of Object.entries(declarations.kinds)) {
    const product = declarations.products.find(({ code }) => kind.startsWith(`${code}.`));
    const known = new Set([
      ...(product?.planned ?? []),
      ...declarations.operations.filter(other => other.product.code === product?.code).map(other => other.action),
    ]);
    expect(makers.length === 0, kind).toBe(MADE_BY_COMMAND.includes(kind));
    expect(makers.filter(name => !known.has(name))).toEqual([]);
  }
});
