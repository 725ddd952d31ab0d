/** openssl encrypts for our pairs, and decrypts what we encrypt for its own: AsymmetricEncrypt and AsymmetricDecrypt. */
import { expect, test } from 'vitest';
import { isMissing, Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { error, invalid, kms, kmsOk, missing, ok } from '../kms-calls.js';
import { aliasNotFound, disabled, keyNotFound, makeKey, unsupportedOperation, versionNotFound } from './key-calls.js';
import { opensslDecrypts, opensslEncrypts } from './openssl-encryption.js';
import { makePair, publicKeyOf } from './pair-calls.js';
import { materialOf } from './unsealed-material.js';

const server = useTestServer();
const scratch = new Scratch();
const invalidCiphertext = error('InvalidParameter', 'The specified parameter "CiphertextBlob" is not valid.');

const encrypt = (parameters: object, client = server.root) =>
  kms(client, 'AsymmetricEncrypt', parameters as Record<string, unknown>);
const decrypt = (parameters: object, client = server.root) =>
  kms(client, 'AsymmetricDecrypt', parameters as Record<string, unknown>);

const CASES = [
  ['RSA_2048', 'RSAES_OAEP_SHA_256', 190],
  ['RSA_2048', 'RSAES_OAEP_SHA_1', 214],
  ['RSA_3072', 'RSAES_OAEP_SHA_256', 318],
  ['EC_SM2', 'SM2PKE', 6047],
] as const;

test.skipIf(isMissing('openssl', ['version'])).each(CASES)('%s with %s', async (KeySpec, Algorithm, longest) => {
  const pair = await makePair(server.root, KeySpec, 'ENCRYPT/DECRYPT');
  const { pem } = await publicKeyOf(server.root, pair);
  const privateKey = scratch.write('private.der', await materialOf(server, pair.KeyVersionId));
  for (const plaintext of [Buffer.from('x'), Buffer.alloc(32, 7), Buffer.alloc(longest, 'y')]) {
    const Plaintext = plaintext.toString('base64');
    const answer = await encrypt({ ...pair, Algorithm, Plaintext });
    expect(answer).toEqual(ok({ ...pair, CiphertextBlob: expect.any(String) }));
    const CiphertextBlob = String(answer.body.CiphertextBlob);
    expect(await decrypt({ ...pair, Algorithm, CiphertextBlob })).toEqual(ok({ ...pair, Plaintext }));
    expect(opensslDecrypts(scratch, privateKey, Algorithm, Buffer.from(CiphertextBlob, 'base64'))).toEqual(plaintext);
    const theirs = opensslEncrypts(scratch, pem, Algorithm, plaintext).toString('base64');
    expect(await decrypt({ ...pair, Algorithm, CiphertextBlob: theirs })).toEqual(ok({ ...pair, Plaintext }));
  }
  expect(await encrypt({ ...pair, Algorithm, Plaintext: Buffer.alloc(longest + 1).toString('base64') })).toEqual(
    invalid('Plaintext', `must be at most ${longest} octets for ${KeySpec} with ${Algorithm}`),
  );
});

test.each([
  ['RSA_2048', 'RSAES_OAEP_SHA_256'],
  ['EC_SM2', 'SM2PKE'],
])('of %s decryption says one thing whatever is wrong', async (KeySpec, Algorithm) => {
  const pair = await makePair(server.root, KeySpec, 'ENCRYPT/DECRYPT');
  const other = await makePair(server.root, KeySpec, 'ENCRYPT/DECRYPT');
  const { CiphertextBlob } = await kmsOk(server.root, 'AsymmetricEncrypt', { ...pair, Algorithm, Plaintext: 'AAAA' });
  const blob = Buffer.from(String(CiphertextBlob), 'base64');
  const changed = Buffer.from(blob);
  changed[blob.length - 1] = (changed[blob.length - 1] as number) ^ 1;
  const wrong = [changed, blob.subarray(1), Buffer.alloc(256), Buffer.alloc(256, 0xff), Buffer.of(0)];
  for (const it of wrong) {
    expect(await decrypt({ ...pair, Algorithm, CiphertextBlob: it.toString('base64') })).toEqual(invalidCiphertext);
  }
  expect(await decrypt({ ...other, Algorithm, CiphertextBlob })).toEqual(invalidCiphertext);
  if (KeySpec === 'RSA_2048') {
    expect(await decrypt({ ...pair, Algorithm: 'RSAES_OAEP_SHA_1', CiphertextBlob })).toEqual(invalidCiphertext);
  }
});

test.each(['AsymmetricEncrypt', 'AsymmetricDecrypt'])('%s refuses', async action => {
  const pair = await makePair(server.root, 'RSA_2048', 'ENCRYPT/DECRYPT');
  const given = action === 'AsymmetricEncrypt' ? 'Plaintext' : 'CiphertextBlob';
  const whole = { ...pair, Algorithm: 'RSAES_OAEP_SHA_256', [given]: 'AAAA' };
  const call = (more: object, client = server.root) => kms(client, action, { ...whole, ...more });
  expect(await call({ KeyId: '' })).toEqual(missing('KeyId'));
  expect(await call({ KeyVersionId: '' })).toEqual(missing('KeyVersionId'));
  expect(await call({ [given]: '' })).toEqual(missing(given));
  expect(await call({ [given]: 'no base64!' })).toMatchObject({ body: { Code: 'InvalidParameter' } });
  expect(await call({ Algorithm: 'SM2PKE' })).toEqual(
    invalid('Algorithm', 'must be RSAES_OAEP_SHA_256 or RSAES_OAEP_SHA_1 for a key of the spec RSA_2048'),
  );
  expect(await call({ Algorithm: 'RSAES_PKCS1_V1_5' })).toMatchObject({ body: { Code: 'InvalidParameter' } });
  expect(await call({ KeyId: 'key-none' })).toEqual(keyNotFound);
  expect(await call({ KeyId: 'alias/none' })).toEqual(aliasNotFound);
  expect(await call({ KeyVersionId: 'none' })).toEqual(versionNotFound);
  expect(await call({}, server.otherAccount)).toEqual(keyNotFound);
  const symmetric = await makeKey(server.root);
  expect(await call({ KeyId: symmetric.KeyId })).toEqual(unsupportedOperation);
  expect(await call(await makePair(server.root, 'RSA_2048'))).toEqual(unsupportedOperation);
  expect(await call(await makePair(server.root, 'ML_KEM_768', 'ENCRYPT/DECRYPT'))).toEqual(unsupportedOperation);
  await kmsOk(server.root, 'DisableKey', { KeyId: pair.KeyId });
  expect(await call({})).toEqual(disabled);
});

test('no plaintext is in the log or the audit records', async () => {
  const pair = await makePair(server.root, 'EC_SM2', 'ENCRYPT/DECRYPT');
  const Plaintext = Buffer.from('a-text-that-nobody-logs').toString('base64');
  const { CiphertextBlob } = await kmsOk(server.root, 'AsymmetricEncrypt', { ...pair, Algorithm: 'SM2PKE', Plaintext });
  await kmsOk(server.root, 'AsymmetricDecrypt', { ...pair, Algorithm: 'SM2PKE', CiphertextBlob });
  for (const text of [server.log, await server.auditText()]) expect(text).not.toContain(Plaintext);
});
