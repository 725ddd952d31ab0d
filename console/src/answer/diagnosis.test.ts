import { describe, expect, test } from 'vitest';
import { allowingPolicy, readDenial } from './diagnosis';

const encoded = (diagnosis: unknown) => Buffer.from(JSON.stringify(diagnosis)).toString('base64url');
const detail = (EncodedDiagnosticMessage: string) => ({
  AuthAction: 'kms:GetClientKey',
  AuthResource: 'acs:kms:r:1:applicationaccesspoint/shop',
  NoPermissionType: 'ExplicitDeny',
  EncodedDiagnosticMessage,
});

describe('a denial', () => {
  test('names the statement that decided, also in Chinese', () => {
    const message = encoded({
      MatchedPolicies: [
        {
          Effect: 'Deny',
          PolicyIdentifier: 'no-keys',
          PolicyType: 'Custom',
          PolicyVersion: 'v2',
          Statement: 3,
          Sid: '禁止',
        },
      ],
    });
    expect(readDenial(detail(message), '')).toEqual({
      action: 'kms:GetClientKey',
      resource: 'acs:kms:r:1:applicationaccesspoint/shop',
      isExplicit: true,
      decidedBy: { policy: 'no-keys', policyType: 'Custom', version: 'v2', index: 3, sid: '禁止' },
      facts: [
        ['AuthAction', 'kms:GetClientKey'],
        ['AuthResource', 'acs:kms:r:1:applicationaccesspoint/shop'],
        ['NoPermissionType', 'ExplicitDeny'],
      ],
    });
  });

  test('that nothing matched has no deciding statement, and a statement that would allow it', () => {
    const { action, resource, decidedBy } = readDenial(detail(encoded({ MatchedPolicies: [] })), '');
    expect(decidedBy).toBeUndefined();
    expect(JSON.parse(allowingPolicy({ action, resource }))).toEqual({
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'kms:GetClientKey', Resource: 'acs:kms:r:1:applicationaccesspoint/shop' }],
    });
  });

  test.each(['AQEopaque', '%%%', encoded([1]), encoded('x'), encoded(null)])('with %s is shown as it is', message => {
    const read = readDenial(detail(message), '');
    expect(read.decidedBy).toBeUndefined();
    expect(read.facts).toContainEqual(['EncodedDiagnosticMessage', message]);
  });

  test.each([
    {},
    { MatchedPolicies: 1 },
    { MatchedPolicies: [null] },
    { MatchedPolicies: [{ PolicyIdentifier: 1, Statement: 0 }] },
  ])('with an odd diagnosis %j still reads', diagnosis => {
    expect(readDenial(detail(encoded(diagnosis)), '').decidedBy).toBeUndefined();
  });

  test('without a detail is about the action of the operation', () => {
    expect(readDenial({}, 'cas:Try')).toMatchObject({ action: 'cas:Try', resource: '*', isExplicit: false, facts: [] });
  });
});
