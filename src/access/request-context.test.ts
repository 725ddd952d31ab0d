import { expect, test } from 'vitest';
import { requestContext } from './request-context.js';

const facts = {
  now: new Date('2026-01-31T23:59:59.987Z'),
  secureTransport: true,
  sourceAddress: '::ffff:192.0.2.1',
  principalArn: 'acs:ram::1000000000000001:user/alice',
};

test('every request has a time, a transport, an address, a principal, and no second factor', () => {
  expect(Object.fromEntries(requestContext(facts))).toEqual({
    'acs:CurrentTime': ['2026-01-31T23:59:59Z'],
    'acs:SecureTransport': ['true'],
    'acs:SourceIp': ['::ffff:192.0.2.1'],
    'acs:PrincipalARN': ['acs:ram::1000000000000001:user/alice'],
    'acs:MFAPresent': ['false'],
  });
});

test('tags, groups and keys of a product are added where there are any', () => {
  const context = requestContext({
    ...facts,
    mfaPresent: true,
    resourceGroupId: 'rg-1',
    requestTags: { team: 'a' },
    resourceTags: { Team: ['a', 'b'], ['__proto__']: 'x' },
    ownKeys: { 'sts:ExternalId': 'e' },
  });
  expect(context.get('acs:MFAPresent')).toEqual(['true']);
  expect(context.get('acs:ResourceGroupId')).toEqual(['rg-1']);
  expect(context.get('acs:RequestTag/team')).toEqual(['a']);
  expect(context.get('acs:ResourceTag/Team')).toEqual(['a', 'b']);
  expect(context.get('kms:tag/Team')).toEqual(['a', 'b']);
  expect(context.get('acs:ResourceTag/__proto__')).toEqual(['x']);
  expect(context.get('sts:ExternalId')).toEqual(['e']);
});
