/** Policies of keys and of secrets. */
import { expect } from 'vitest';
import type { Call } from '../certificate-line.js';
import { newKey } from './encryption.js';

const statement = (Action: string, account: string) =>
  JSON.stringify({
    Version: '1',
    Statement: [
      { Effect: 'Allow', Action: ['kms:*'], Resource: ['*'], Principal: { RAM: [`acs:ram::${account}:*`] } },
      { Effect: 'Deny', Action: [Action], Resource: ['*'], Principal: { RAM: [`acs:ram::${account}:user/nobody`] } },
    ],
  });

export async function walkPolicies(call: Call, name: string, account: string): Promise<void> {
  const KeyId = await newKey(call, {});
  const keyPolicy = statement('kms:Decrypt', account);
  await call('SetKeyPolicy', { KeyId, PolicyName: 'default', Policy: keyPolicy });
  const { Policy } = await call('GetKeyPolicy', { KeyId, PolicyName: 'default' });
  expect(JSON.parse(String(Policy))).toEqual(JSON.parse(keyPolicy));

  const SecretName = `${name}/with-policy`;
  await call('CreateSecret', { SecretName, VersionId: 'v1', SecretData: 'x' });
  const secretPolicy = statement('kms:GetSecretValue', account);
  await call('SetSecretPolicy', { SecretName, PolicyName: 'default', Policy: secretPolicy });
  const read = await call('GetSecretPolicy', { SecretName, PolicyName: 'default' });
  expect(JSON.parse(String(read.Policy))).toEqual(JSON.parse(secretPolicy));
}
