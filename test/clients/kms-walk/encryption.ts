/** What symmetric keys do: ciphertexts, data keys, data keys for others, authentication codes. */
import { generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { expect } from 'vitest';
import type { Answer, Call } from '../certificate-line.js';
import { codeOf } from '../code-of.js';

export async function walkEncryption(call: Call): Promise<void> {
  const KeyId = await newKey(call, { KeySpec: 'Aliyun_AES_256' });
  const EncryptionContext = { tenant: '租户 1', 'a&b': 'c=d +%' };
  const Plaintext = '"not" Base64 & 密码+\n';
  const encrypted = await call('Encrypt', { KeyId, Plaintext, EncryptionContext });
  expect(encrypted).toMatchObject({ KeyId, KeyVersionId: expect.stringMatching(/^.{36}$/) });
  const { CiphertextBlob, KeyVersionId } = encrypted;
  expect(await call('Decrypt', { CiphertextBlob, EncryptionContext })).toMatchObject({
    KeyId,
    KeyVersionId,
    Plaintext,
  });
  expect(await codeOf(call('Decrypt', { CiphertextBlob, EncryptionContext: { tenant: '2' } }))).toBe(
    'InvalidParameter',
  );

  const other = await newKey(call, { KeySpec: 'Aliyun_SM4' });
  const again = await call('ReEncrypt', {
    CiphertextBlob,
    SourceEncryptionContext: EncryptionContext,
    DestinationKeyId: other,
    DestinationEncryptionContext: { tenant: '2' },
  });
  expect(
    await call('Decrypt', { CiphertextBlob: again.CiphertextBlob, EncryptionContext: { tenant: '2' } }),
  ).toMatchObject({ KeyId: other, Plaintext });

  await walkDataKeys(call, KeyId);
  await walkMacs(call);
}

async function walkDataKeys(call: Call, KeyId: string): Promise<void> {
  const EncryptionContext = { for: 'data' };
  const made = await call('GenerateDataKey', { KeyId, KeySpec: 'AES_128', EncryptionContext });
  expect(Buffer.from(String(made.Plaintext), 'base64')).toHaveLength(16);
  const hidden = await call('GenerateDataKeyWithoutPlaintext', { KeyId, NumberOfBytes: 48, EncryptionContext });
  const opened = await call('Decrypt', { CiphertextBlob: hidden.CiphertextBlob, EncryptionContext });
  expect(Buffer.from(String(opened.Plaintext), 'base64')).toHaveLength(48);

  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const wrapping = {
    PublicKeyBlob: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    WrappingKeySpec: 'RSA_2048',
    WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
    EncryptionContext,
  };
  const unwrapped = ({ ExportedDataKey }: Answer) =>
    privateDecrypt({ key: privateKey, oaepHash: 'sha256' }, Buffer.from(String(ExportedDataKey), 'base64'));
  const exported = await call('ExportDataKey', { CiphertextBlob: made.CiphertextBlob, ...wrapping });
  expect(unwrapped(exported).toString('base64')).toBe(made.Plaintext);
  const both = await call('GenerateAndExportDataKey', { KeyId, NumberOfBytes: 24, ...wrapping });
  expect(await call('Decrypt', { CiphertextBlob: both.CiphertextBlob, EncryptionContext })).toMatchObject({
    Plaintext: unwrapped(both).toString('base64'),
  });
}

async function walkMacs(call: Call): Promise<void> {
  const KeyId = await newKey(call, { KeySpec: 'HMAC_SM3' });
  const asked = { KeyId, Algorithm: 'HMAC_SM3', Message: Buffer.from('The quick brown fox').toString('base64') };
  const { Mac } = await call('GenerateMac', asked);
  expect(await call('VerifyMac', { ...asked, Mac })).toMatchObject({ KeyId, Algorithm: 'HMAC_SM3', Value: true });
  const wrong = Buffer.alloc(32).toString('base64');
  expect(await call('VerifyMac', { ...asked, Mac: wrong })).toMatchObject({ Value: false });
}

export async function newKey(call: Call, parameters: Answer): Promise<string> {
  const { KeyMetadata } = await call('CreateKey', parameters);
  return String((KeyMetadata as Answer).KeyId);
}
