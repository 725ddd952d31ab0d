/** The budgeted calls of KMS: what they work with, and how many times their bare work they may take. */
import { randomBytes } from 'node:crypto';
import type { CallParameters } from '../test/signed-client.js';
import type { Subject } from './subject.js';

type KmsCallName = 'Encrypt' | 'Decrypt' | 'GenerateDataKey' | 'GetSecretValue' | 'AsymmetricSign';

interface KmsCall {
  readonly aim: number;
  readonly cryptography: 'signature' | undefined;
  readonly parameters: CallParameters;
}

/** Of what is encrypted, kept in a secret, and signed. */
const BYTES = 32;

export async function kmsCall(name: KmsCallName, subject: Subject): Promise<KmsCall> {
  const call = (aim: number, parameters: CallParameters): KmsCall => ({ aim, cryptography: undefined, parameters });
  const data = randomBytes(BYTES).toString('base64');
  switch (name) {
    case 'Encrypt':
      return call(6, { KeyId: await newKey(subject, 'Aliyun_AES_256'), Plaintext: data });
    case 'Decrypt': {
      const KeyId = await newKey(subject, 'Aliyun_AES_256');
      const { CiphertextBlob } = await subject.call('kms', 'Encrypt', { KeyId, Plaintext: data });
      return call(6, { CiphertextBlob });
    }
    case 'GenerateDataKey':
      return call(6.5, { KeyId: await newKey(subject, 'Aliyun_AES_256') });
    case 'GetSecretValue': {
      const SecretName = `bench-${randomBytes(6).toString('hex')}`;
      await subject.call('kms', 'CreateSecret', { SecretName, VersionId: 'v1', SecretData: data });
      return call(7, { SecretName });
    }
    case 'AsymmetricSign': {
      const KeyId = await newKey(subject, 'EC_P256');
      const { KeyVersions } = await subject.call('kms', 'ListKeyVersions', { KeyId });
      const [version] = (KeyVersions as { KeyVersion: { KeyVersionId: string }[] }).KeyVersion;
      const parameters = { KeyId, KeyVersionId: version?.KeyVersionId, Algorithm: 'ECDSA_SHA_256', Digest: data };
      return { aim: 6, cryptography: 'signature', parameters };
    }
  }
}

async function newKey(subject: Subject, KeySpec: string): Promise<string> {
  const { KeyMetadata } = await subject.call('kms', 'CreateKey', { KeySpec });
  return (KeyMetadata as { KeyId: string }).KeyId;
}
