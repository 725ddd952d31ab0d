/** Signatures that openssl verifies, and signatures of openssl that the server verifies: AsymmetricSign, AsymmetricVerify, GetPublicKey. */
import { createHash, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { signSm2Digest } from '../../../../src/crypto/digest-signatures.js';
import { sm2SignerDigest } from '../../../../src/crypto/sm2-signature.js';
import { isMissing, openssl, Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk, missing, ok } from '../kms-calls.js';
import { aliasNotFound, disabled, keyNotFound, makeKey, unsupportedOperation, versionNotFound } from './key-calls.js';
import { makePair, type Pair, publicKeyOf } from './pair-calls.js';

const server = useTestServer();
const scratch = new Scratch();
const MESSAGE = Buffer.from('a message of some length');
const sha256 = createHash('sha256').update(MESSAGE).digest();

const PKEYUTL: Readonly<Record<string, readonly string[]>> = {
  RSA_PSS_SHA_256: ['digest:sha256', 'rsa_padding_mode:pss', 'rsa_pss_saltlen:32'],
  RSA_PKCS1_SHA_256: ['digest:sha256', 'rsa_padding_mode:pkcs1'],
  ECDSA_SHA_256: ['digest:sha256'],
};

/** The answer of openssl; false where it finds the signature wrong. */
function opensslVerifies(pem: string, algorithm: string, signature: Buffer): boolean {
  const [key, sig] = [scratch.write('public.pem', pem), scratch.write('signature', signature)];
  const how =
    algorithm === 'SM2DSA'
      ? ['-rawin', '-digest', 'sm3', '-in', scratch.write('message', MESSAGE), '-pkeyopt', 'distid:1234567812345678']
      : ['-in', scratch.write('digest', sha256), ...(PKEYUTL[algorithm] ?? []).flatMap(it => ['-pkeyopt', it])];
  try {
    return openssl(['pkeyutl', '-verify', '-pubin', '-inkey', key, '-sigfile', sig, ...how]).includes('Success');
  } catch {
    return false;
  }
}

const digestFor = (algorithm: string, der: Buffer): Buffer =>
  algorithm === 'SM2DSA'
    ? createHash('sm3')
        .update(sm2SignerDigest(der.subarray(-64)))
        .update(MESSAGE)
        .digest()
    : sha256;

const SIGNING = [
  ['RSA_2048', 'RSA_PSS_SHA_256'],
  ['RSA_2048', 'RSA_PKCS1_SHA_256'],
  ['RSA_3072', 'RSA_PSS_SHA_256'],
  ['EC_P256', 'ECDSA_SHA_256'],
  ['EC_P256K', 'ECDSA_SHA_256'],
  ['EC_SM2', 'SM2DSA'],
] as const;

test.skipIf(isMissing('openssl', ['version'])).each(SIGNING)('%s with %s', async (KeySpec, Algorithm) => {
  const pair = await makePair(server.root, KeySpec);
  const { pem, der } = await publicKeyOf(server.root, pair);
  const Digest = digestFor(Algorithm, der).toString('base64');
  const answer = await kms(server.root, 'AsymmetricSign', { ...pair, Algorithm, Digest });
  expect(answer).toEqual(ok({ ...pair, Value: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) }));
  const signature = Buffer.from(String(answer.body.Value), 'base64');
  expect(opensslVerifies(pem, Algorithm, signature)).toBe(true);

  const check = async (value: Buffer, digest = Digest) =>
    kms(server.root, 'AsymmetricVerify', { ...pair, Algorithm, Digest: digest, Value: value.toString('base64') });
  expect(await check(signature)).toEqual(ok({ ...pair, Value: true }));
  const changed = Buffer.from(signature);
  changed[changed.length - 1] = (changed[changed.length - 1] as number) ^ 1;
  for (const wrong of [changed, signature.subarray(1), Buffer.of(0), Buffer.alloc(signature.length, 0xff)]) {
    expect(await check(wrong)).toEqual(ok({ ...pair, Value: false }));
    expect(opensslVerifies(pem, Algorithm, wrong)).toBe(false);
  }
  expect(await check(signature, Buffer.alloc(32).toString('base64'))).toEqual(ok({ ...pair, Value: false }));
});

test.each(['ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87'])('%s signs the digest as a message', async name => {
  const pair = await makePair(server.root, name);
  const { pem } = await publicKeyOf(server.root, pair);
  for (const length of [32, 64]) {
    const digest = Buffer.alloc(length, 7);
    const request = { ...pair, Algorithm: name, Digest: digest.toString('base64') };
    const { Value } = await kmsOk(server.root, 'AsymmetricSign', request);
    expect(verify(null, digest, pem, Buffer.from(String(Value), 'base64'))).toBe(true);
    expect(await kmsOk(server.root, 'AsymmetricVerify', { ...request, Value })).toEqual({ ...pair, Value: true });
    expect(await kmsOk(server.root, 'AsymmetricVerify', { ...request, Value: 'AAAA' })).toEqual({
      ...pair,
      Value: false,
    });
  }
});

test('two signatures are of two random numbers, and of one key only', async () => {
  const [one, other] = [await makePair(server.root, 'EC_P256'), await makePair(server.root, 'EC_P256')];
  const request = { Algorithm: 'ECDSA_SHA_256', Digest: sha256.toString('base64') };
  const values = await Promise.all([1, 2].map(() => kmsOk(server.root, 'AsymmetricSign', { ...one, ...request })));
  expect(values[0]?.Value).not.toBe(values[1]?.Value);
  const { Value } = values[0] ?? {};
  expect(await kmsOk(server.root, 'AsymmetricVerify', { ...other, ...request, Value })).toEqual({
    ...other,
    Value: false,
  });
});

test('the public key is PEM in lines of 64 characters', async () => {
  const pair = await makePair(server.root, 'RSA_2048', 'ENCRYPT/DECRYPT');
  const { pem } = await publicKeyOf(server.root, pair);
  expect(pem).toMatch(
    /^-----BEGIN PUBLIC KEY-----\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/=]{1,64}\n-----END PUBLIC KEY-----\n$/,
  );
});

const OPERATIONS = ['GetPublicKey', 'AsymmetricSign', 'AsymmetricVerify'] as const;
const whole = (pair: Partial<Pair>) => ({
  ...pair,
  Algorithm: 'ECDSA_SHA_256',
  Digest: sha256.toString('base64'),
  Value: 'AAAA',
});
const accepted = (action: string, { Digest, Value, Algorithm, ...named }: ReturnType<typeof whole>) => ({
  ...named,
  ...(action !== 'GetPublicKey' && { Algorithm, Digest }),
  ...(action === 'AsymmetricVerify' && { Value }),
});

test.each(OPERATIONS)('%s refuses', async action => {
  const pair = await makePair(server.root, 'EC_P256');
  const call = (more: object, client = server.root) =>
    kms(client, action, { ...accepted(action, whole(pair)), ...more });
  expect(await call({ KeyId: '' })).toEqual(missing('KeyId'));
  expect(await call({ KeyVersionId: '' })).toEqual(missing('KeyVersionId'));
  expect(await call({ KeyId: 'key-none' })).toEqual(keyNotFound);
  expect(await call({ KeyId: 'alias/none' })).toEqual(aliasNotFound);
  expect(await call({ KeyVersionId: 'none' })).toEqual(versionNotFound);
  expect(await call({}, server.otherAccount)).toEqual(keyNotFound);
  const symmetric = await makeKey(server.root);
  expect(await call({ KeyId: symmetric.KeyId, KeyVersionId: symmetric.PrimaryKeyVersion })).toEqual(
    unsupportedOperation,
  );
  await kmsOk(server.root, 'DisableKey', { KeyId: pair.KeyId });
  expect(await call({})).toEqual(disabled);
});

test.each(['AsymmetricSign', 'AsymmetricVerify'])('%s refuses algorithms and digests that do not fit', async action => {
  const pair = await makePair(server.root, 'EC_P256');
  const call = (more: object) => kms(server.root, action, { ...accepted(action, whole(pair)), ...more });
  expect(await call({ Algorithm: 'SM2DSA' })).toEqual(
    invalid('Algorithm', 'must be ECDSA_SHA_256 for a key of the spec EC_P256'),
  );
  expect(await call({ Algorithm: 'ECDSA_SHA_1' })).toMatchObject({ body: { Code: 'InvalidParameter' } });
  for (const length of [20, 31, 33, 64]) {
    expect(await call({ Digest: Buffer.alloc(length).toString('base64') })).toEqual(
      invalid('Digest', 'must be 32 octets for ECDSA_SHA_256'),
    );
  }
  expect(await call({ Digest: 'no base64!' })).toMatchObject({ body: { Code: 'InvalidParameter' } });
  const encrypts = await makePair(server.root, 'RSA_2048', 'ENCRYPT/DECRYPT');
  expect(await call({ ...encrypts, Algorithm: 'RSA_PSS_SHA_256' })).toEqual(unsupportedOperation);
});

test('what another SM2 key signed is wrong', async () => {
  const pair = await makePair(server.root, 'EC_SM2');
  const { der } = await publicKeyOf(server.root, pair);
  const Digest = digestFor('SM2DSA', der).toString('base64');
  const foreign = signSm2Digest(Buffer.alloc(32, 5), Buffer.from(Digest, 'base64'));
  const request = { ...pair, Algorithm: 'SM2DSA', Digest };
  expect(await kmsOk(server.root, 'AsymmetricVerify', { ...request, Value: foreign.toString('base64') })).toEqual({
    ...pair,
    Value: false,
  });
});
