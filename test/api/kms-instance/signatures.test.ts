/** Signatures, key pairs, public keys and MACs at an instance; verified by Node with the public key. */
import { createHash, createHmac, createPrivateKey, createPublicKey, verify } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { openPublicKey } from '../../../src/crypto/public-key.js';
import { sm2SignerDigest, verifySm2 } from '../../../src/crypto/sm2-signature.js';
import type { ClientKey } from '../../instance-client.js';
import { useTestServer } from '../../use-test-server.js';
import { makeKey } from '../kms/keys/key-calls.js';
import { kmsOk } from '../kms/kms-calls.js';
import { instanceCalls, invalid, keyNotFound, makeClientKey, missing, refusal, unsupported } from './use-instance.js';

const server = useTestServer();
let key: ClientKey;
beforeAll(async () => {
  key = await makeClientKey(server.root);
});
const { call, ok } = instanceCalls(server, () => key);
const Message = Buffer.from('the message');
const DIGEST = createHash('sha256').update(Message).digest();

describe.each([
  ['RSA_2048', 'RSA_PSS_SHA_256'],
  ['RSA_2048', 'RSA_PKCS1_SHA_256'],
  ['EC_P256', 'ECDSA_SHA_256'],
  ['EC_P256K', 'ECDSA_SHA_256'],
  ['EC_SM2', 'SM2DSA'],
  ['ML_DSA_44', 'ML_DSA_44'],
])('%s with %s', (KeySpec, Algorithm) => {
  test('signs a message and its digest alike, and tells wrong signatures', async () => {
    const { KeyId } = await makeKey(server.root, { KeySpec, KeyUsage: 'SIGN/VERIFY' });
    const { PublicKey } = await ok('GetPublicKey', { KeyId });
    const spki = createPublicKey(PublicKey).export({ type: 'spki', format: 'der' });
    const isSm2 = KeySpec === 'EC_SM2';
    const digest = isSm2
      ? createHash('sm3')
          .update(sm2SignerDigest(spki.subarray(-64)))
          .update(Message)
          .digest()
      : DIGEST;
    const raw = await ok('Sign', { KeyId, Message, Algorithm });
    expect(raw).toEqual({ KeyId, Signature: expect.any(Buffer), Algorithm, MessageType: 'RAW' });
    const ofDigest = await ok('Sign', { KeyId, Message: digest, MessageType: 'DIGEST', Algorithm });
    expect(ofDigest).toMatchObject({ MessageType: 'DIGEST' });

    const check = (Signature: Buffer, more = {}) => ok('Verify', { KeyId, Message, Signature, Algorithm, ...more });
    expect(await check(raw.Signature)).toEqual({ KeyId, Value: true, Algorithm, MessageType: 'RAW' });
    expect(await check(ofDigest.Signature)).toMatchObject({ Value: true });
    const digests = { Message: digest, MessageType: 'DIGEST' };
    expect(await check(raw.Signature, digests)).toMatchObject({ Value: true, MessageType: 'DIGEST' });
    // False is left out.
    expect(await check(raw.Signature, { Message: Buffer.from('another') })).toEqual({
      KeyId,
      Algorithm,
      MessageType: 'RAW',
    });
    expect(await check(Buffer.from('no signature'))).not.toHaveProperty('Value');

    if (isSm2) expect(verifySm2(openPublicKey(spki), Message, raw.Signature)).toBe(true);
    else if (Algorithm === 'RSA_PSS_SHA_256') {
      const pss = { key: createPublicKey(PublicKey), padding: 6, saltLength: 32 };
      expect(verify('sha256', Message, pss, raw.Signature)).toBe(true);
    } else if (KeySpec !== 'ML_DSA_44') expect(verify('sha256', Message, PublicKey, raw.Signature)).toBe(true);
  });
});

test('a digest as old clients send it', async () => {
  const { KeyId } = await makeKey(server.root, { KeySpec: 'EC_P256' });
  const { Signature, MessageType } = await ok('Sign', { KeyId, Digest: DIGEST });
  expect(MessageType).toBe('DIGEST');
  expect(await ok('Verify', { KeyId, Message, Signature })).toMatchObject({ Value: true });
  expect(await ok('Verify', { KeyId, Digest: DIGEST, Signature })).toMatchObject({ Value: true });
});

test('a version of a pair that the header names, else the first', async () => {
  const { KeyId } = await makeKey(server.root, { KeySpec: 'EC_P256' });
  const { headers, body } = await call('GetPublicKey', { KeyId });
  const version = String(headers['x-kms-migrationkeyversionid']);
  expect(version).toHaveLength(36);
  const before = { 'x-kms-migrationkeyversionid': version };
  expect((await call('GetPublicKey', {}, { before })).body).toEqual(body);
  const { KeyId: other } = await makeKey(server.root, { KeySpec: 'EC_P256' });
  expect(await call('GetPublicKey', { KeyId: other }, { before })).toMatchObject(keyNotFound);
  const { Signature } = await ok('Sign', { KeyId, Message });
  expect(await ok('Verify', { Message, Signature }, { before })).toMatchObject({ KeyId, Value: true });
});

describe('refusals of signatures', () => {
  test('digests of another length, types and algorithms that there are not, nothing to sign', async () => {
    const { KeyId } = await makeKey(server.root, { KeySpec: 'EC_P256' });
    const long = { KeyId, Message: Buffer.alloc(33), MessageType: 'DIGEST' };
    const rule = 'Message must be 32 octets for ECDSA_SHA_256 with DIGEST';
    expect(await call('Sign', long)).toMatchObject(invalid(rule));
    expect(await call('Verify', { ...long, Signature: Message })).toMatchObject(invalid(rule));
    expect(await call('Sign', { KeyId, Message, MessageType: 'HASH' })).toMatchObject(
      invalid('MessageType must be RAW or DIGEST'),
    );
    expect(await call('Sign', { KeyId, Message, Algorithm: 'SM2DSA' })).toMatchObject(
      invalid('Algorithm must be ECDSA_SHA_256 for a key of the spec EC_P256'),
    );
    expect(await call('Sign', { KeyId })).toMatchObject(missing('Message'));
    expect(await call('Sign', { Message })).toMatchObject(missing('KeyId'));
    expect(await call('Verify', { KeyId, Message })).toMatchObject(missing('Signature'));
  });

  test('keys that are for something else', async () => {
    const { KeyId } = await makeKey(server.root);
    expect(await call('Sign', { KeyId, Message })).toMatchObject(unsupported);
    expect(await call('Verify', { KeyId, Message, Signature: Message })).toMatchObject(unsupported);
    expect(await call('GetPublicKey', { KeyId })).toMatchObject(unsupported);
    expect(await call('Hmac', { KeyId, Message })).toMatchObject(unsupported);
    const { KeyId: pair } = await makeKey(server.root, { KeySpec: 'EC_SM2', KeyUsage: 'ENCRYPT/DECRYPT' });
    expect(await call('Sign', { KeyId: pair, Message })).toMatchObject(unsupported);
    await kmsOk(server.root, 'DisableKey', { KeyId: pair });
    expect(await call('GetPublicKey', { KeyId: pair })).toMatchObject(refusal(409, 'Rejected.Disabled'));
  });
});

test('Hmac is GenerateMac', async () => {
  const { KeyId } = await makeKey(server.root, { KeySpec: 'HMAC_SHA_256' });
  const { Signature } = await ok('Hmac', { KeyId, Message });
  const { Mac } = await kmsOk(server.root, 'GenerateMac', {
    KeyId,
    Algorithm: 'HMAC_SHA_256',
    Message: Message.toString('base64'),
  });
  expect(Signature.toString('base64')).toBe(Mac);
  expect(Signature).toHaveLength(createHmac('sha256', '').digest().length);
});

describe.each([
  ['RSA_2048', 'rsa'],
  ['EC_P256', 'ec'],
  ['EC_P256K', 'ec'],
])('a data key pair %s', (KeyPairSpec, type) => {
  test.each(['PEM', 'DER'])('as %s', async KeyFormat => {
    const { KeyId } = await makeKey(server.root);
    const Aad = Buffer.from('of the order');
    const made = await ok('GenerateDataKeyPair', { KeyId, KeyPairSpec, KeyFormat, Aad });
    expect(made).toMatchObject({ KeyId, KeyPairSpec, Algorithm: 'AES_GCM' });
    const read = (octets: Buffer) =>
      createPrivateKey(
        KeyFormat === 'PEM' ? { key: octets, format: 'pem' } : { key: octets, format: 'der', type: 'pkcs8' },
      );
    const opened = read(made.PrivateKeyPlaintext);
    expect(opened.asymmetricKeyType).toBe(type);
    const shown =
      KeyFormat === 'PEM'
        ? createPublicKey({ key: made.PublicKey, format: 'pem' })
        : createPublicKey({ key: made.PublicKey, format: 'der', type: 'spki' });
    expect(shown.equals(createPublicKey(opened))).toBe(true);
    const decrypted = await ok('Decrypt', { KeyId, CiphertextBlob: made.PrivateKeyCiphertextBlob, Iv: made.Iv, Aad });
    expect(decrypted.Plaintext.equals(made.PrivateKeyPlaintext)).toBe(true);

    const without = await ok('AdvanceGenerateDataKeyPairWithoutPlaintext', { KeyId, KeyPairSpec, KeyFormat, Aad });
    expect(without).not.toHaveProperty('PrivateKeyPlaintext');
    const { Plaintext } = await ok('AdvanceDecrypt', { CiphertextBlob: without.PrivateKeyCiphertextBlob, Aad });
    expect(read(Plaintext).asymmetricKeyType).toBe(type);
  });
});

test('the four operations of pairs answer what they say, and refuse what they do not know', async () => {
  const { KeyId } = await makeKey(server.root);
  const asked = { KeyId, KeyPairSpec: 'EC_P256', KeyFormat: 'DER' };
  const advanced = await ok('AdvanceGenerateDataKeyPair', asked);
  expect(Object.keys(advanced)).toContain('KeyVersionId');
  const { Plaintext } = await ok('AdvanceDecrypt', { CiphertextBlob: advanced.PrivateKeyCiphertextBlob });
  expect(Plaintext.equals(advanced.PrivateKeyPlaintext)).toBe(true);
  const { headers, body } = await call('GenerateDataKeyPairWithoutPlaintext', asked);
  expect(headers['x-kms-migrationkeyversionid']).toBe(advanced.KeyVersionId);
  expect(body).not.toHaveProperty('PrivateKeyPlaintext');
  for (const operation of ['GenerateDataKeyPair', 'AdvanceGenerateDataKeyPairWithoutPlaintext']) {
    expect(await call(operation, { ...asked, KeyPairSpec: 'EC_SM2' })).toMatchObject({
      body: { ErrorCode: 'InvalidParameter' },
    });
    expect(await call(operation, { ...asked, KeyFormat: undefined })).toMatchObject(missing('KeyFormat'));
    expect(await call(operation, { ...asked, KeyId: 'alias/none' })).toMatchObject(keyNotFound);
  }
  expect(server.log).not.toContain(advanced.PrivateKeyPlaintext.toString('base64'));
});
