import { describe, expect, test } from 'vitest';
import { MalformedPolicy, parseTrustPolicy } from './policy-grammar.js';
import { type CallingPrincipal, matchPrincipal, type PrincipalMatch } from './principals.js';

const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: 'acs:ram::1000000000000001:root' } };
const { Principal: _principal, ...withoutPrincipal } = trust;

describe('a trust policy', () => {
  test('is read from the form that the documentation shows', () => {
    const text =
      '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"RAM":["acs:ram::1000000000000001:root"]}}],"Version":"1"}';
    const [statement] = parseTrustPolicy(text).statements;
    expect(statement?.principals).toEqual([{ kind: 'account', accountId: '1000000000000001' }]);
    expect(statement?.coversAction('sts:AssumeRole')).toBe(true);
    expect(statement?.coversResource('acs:ram:*:1000000000000001:role/deploy')).toBe(true);
  });

  test.each([
    [withoutPrincipal, 'Statement[0].Principal is missing'],
    [{ ...trust, Resource: '*' }, 'Statement[0].Resource is not allowed in a trust policy'],
    [{ ...trust, NotResource: '*' }, 'Statement[0].NotResource is not allowed in a trust policy'],
    [{ ...trust, Principal: '*' }, 'Statement[0].Principal must be an object with RAM, Service or Federated'],
    [{ ...trust, Principal: {} }, 'Statement[0].Principal must not be empty'],
    [{ ...trust, Principal: { RAM: [] } }, 'Statement[0].Principal.RAM must not be empty'],
    [{ ...trust, Principal: { AWS: '*' } }, 'Statement[0].Principal.AWS is not a known kind of principal'],
    ...['*', '1000000000000001', 'acs:ram::1:user/', 'acs:ram::1:user/*', 'acs:ram:*:1:root', 'acs:ram::x:root'].map(
      arn =>
        [
          { ...trust, Principal: { RAM: [arn] } },
          'Statement[0].Principal.RAM[0] must be the ARN of an account, a user or a role, such as acs:ram::1000000000000001:root',
        ] as const,
    ),
    [
      { ...trust, Principal: { Service: 'ecs aliyuncs' } },
      'Statement[0].Principal.Service must be the name of a cloud service, such as ecs.aliyuncs.com',
    ],
    [
      { ...trust, Principal: { Federated: ['acs:ram::1:user/x'] } },
      'Statement[0].Principal.Federated[0] must be the ARN of an identity provider, such as acs:ram::1000000000000001:oidc-provider/ci',
    ],
  ] as const)('%j is refused', (statement, message) => {
    expect(() => parseTrustPolicy(JSON.stringify({ Version: '1', Statement: [statement] }))).toThrow(
      new MalformedPolicy(message),
    );
  });
});

const alice: CallingPrincipal = { kind: 'user', accountId: '1000000000000001', name: 'alice' };
const deploy: CallingPrincipal = { kind: 'role', accountId: '1000000000000001', name: 'deploy' };
const service: CallingPrincipal = { kind: 'service', name: 'ecs.aliyuncs.com' };
const provider = 'acs:ram::1000000000000001:oidc-provider/ci';
const federated: CallingPrincipal = { kind: 'federated', providerArn: provider };

const matches: readonly [principal: object, caller: CallingPrincipal, match: PrincipalMatch][] = [
  [{ RAM: 'acs:ram::1000000000000001:root' }, alice, 'account'],
  [{ RAM: 'acs:ram::1000000000000001:*' }, deploy, 'account'],
  [{ RAM: 'acs:ram::2000000000000002:root' }, alice, 'none'],
  [{ RAM: 'acs:ram::1000000000000001:user/alice' }, alice, 'named'],
  [{ RAM: 'acs:ram::1000000000000001:user/Alice' }, alice, 'named'],
  [{ RAM: 'acs:ram::1000000000000001:user/bob' }, alice, 'none'],
  [{ RAM: 'acs:ram::2000000000000002:user/alice' }, alice, 'none'],
  [{ RAM: 'acs:ram::1000000000000001:role/alice' }, alice, 'none'],
  [{ RAM: 'acs:ram::1000000000000001:role/deploy' }, deploy, 'named'],
  [{ RAM: ['acs:ram::1000000000000001:root', 'acs:ram::1000000000000001:user/alice'] }, alice, 'named'],
  [{ Service: ['ecs.aliyuncs.com'] }, service, 'named'],
  [{ Service: ['ecs.aliyuncs.com'] }, alice, 'none'],
  [{ RAM: 'acs:ram::1000000000000001:root' }, service, 'none'],
  [{ Federated: provider }, federated, 'named'],
  [{ Federated: [`${provider}2`], RAM: 'acs:ram::1000000000000001:root' }, federated, 'none'],
];

describe('a principal element', () => {
  test.each(matches)('%j for %j: %s', (principal, caller, match) => {
    const text = JSON.stringify({ Version: '1', Statement: [{ ...trust, Principal: principal }] });
    expect(matchPrincipal(parseTrustPolicy(text).statements[0]!.principals, caller)).toBe(match);
  });
});
