/** Who calls, sessions of roles, and what a denial was about. */
import { expect } from 'vitest';
import { codeOf } from '../code-of.js';
import { allow, type Calls, type Prepared, time, trusting } from './scene.js';

const key = {
  AccessKeyId: expect.stringMatching(/^STS\./),
  AccessKeySecret: expect.any(String),
  SecurityToken: expect.any(String),
  Expiration: time,
};

export async function walkSessions({ ram, sts }: Calls, name: string, prepared: Prepared): Promise<void> {
  const { accountId, caller, diagnosticMessage, provider } = prepared;
  expect(await sts('GetCallerIdentity')).toMatchObject({
    IdentityType: 'RAMUser',
    AccountId: accountId,
    Arn: `acs:ram::${accountId}:user/${caller}`,
  });
  const roleOf = async (RoleName: string, principal: object) => {
    await ram('CreateRole', { RoleName, AssumeRolePolicyDocument: trusting(principal) });
    return `acs:ram::${accountId}:role/${RoleName}`;
  };
  const RoleSessionName = 'walking';
  const RoleArn = await roleOf(`${name}-assumed`, { RAM: [`acs:ram::${accountId}:user/${caller}`] });
  const more = { DurationSeconds: 900, Policy: allow('kms:*'), ExternalId: 'e-1', SourceIdentity: 'alice' };
  expect(await sts('AssumeRole', { RoleArn, RoleSessionName, ...more })).toMatchObject({
    AssumedRoleUser: { Arn: `${RoleArn}/${RoleSessionName}` },
    Credentials: key,
    SourceIdentity: 'alice',
  });

  const ofJobs = await roleOf(`${name}-of-jobs`, { Federated: [provider.arn] });
  const job = { RoleArn: ofJobs, OIDCProviderArn: provider.arn, RoleSessionName };
  expect(await sts('AssumeRoleWithOIDC', { ...job, OIDCToken: provider.token })).toMatchObject({
    AssumedRoleUser: { Arn: `${ofJobs}/${RoleSessionName}` },
    Credentials: key,
    OIDCTokenInfo: { ClientIds: 'chancery' },
  });
  const SAMLProviderArn = `acs:ram::${accountId}:saml-provider/idp`;
  expect(await codeOf(sts('AssumeRoleWithSAML', { RoleArn, SAMLProviderArn, SAMLAssertion: 'PHNhbWw+' }))).toBe(
    'UnsupportedOperation',
  );

  const decoded = await ram('DecodeDiagnosticMessage', { EncodedDiagnosticMessage: diagnosticMessage });
  expect(decoded.DecodedDiagnosticMessage).toMatchObject({ AuthAction: 'ram:ListUsers', ExplicitDeny: false });
}
