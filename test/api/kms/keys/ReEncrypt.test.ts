import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { error, invalid, kms, kmsOk, missing, ok } from '../kms-calls.js';
import { aliasNotFound, disabled, keyNotFound, makeKey, unsupportedOperation } from './key-calls.js';
import { makePair } from './pair-calls.js';

const server = useTestServer();
const reEncrypt = (parameters: object, client = server.root) =>
  kms(client, 'ReEncrypt', parameters as Record<string, unknown>);
const invalidCiphertext = error('InvalidParameter', 'The specified parameter "CiphertextBlob" is not valid.');

async function encrypted(KeyId: string, EncryptionContext?: string) {
  const made = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'text', EncryptionContext });
  return String(made.CiphertextBlob);
}

test('what one key encrypted is encrypted with another, under another context', async () => {
  const [one, other] = [await makeKey(server.root), await makeKey(server.root, { KeySpec: 'Aliyun_SM4' })];
  const CiphertextBlob = await encrypted(one.KeyId, '{"a":"1"}');
  const request = { CiphertextBlob, DestinationKeyId: other.KeyId };
  const contexts = { SourceEncryptionContext: '{"a":"1"}', DestinationEncryptionContext: '{"b":"2"}' };
  const answer = await reEncrypt({ ...request, ...contexts });
  const named = { KeyId: one.KeyId, KeyVersionId: one.PrimaryKeyVersion };
  expect(answer).toEqual(ok({ ...named, CiphertextBlob: expect.any(String) }));
  const made = { CiphertextBlob: answer.body.CiphertextBlob, EncryptionContext: '{"b":"2"}' };
  expect(await kmsOk(server.root, 'Decrypt', made)).toEqual({
    KeyId: other.KeyId,
    KeyVersionId: other.PrimaryKeyVersion,
    Plaintext: 'text',
  });
  expect(await reEncrypt(request)).toEqual(invalidCiphertext);
});

test('what a pair encrypted becomes a ciphertext of a symmetric key', async () => {
  const pair = await makePair(server.root, 'EC_SM2', 'ENCRYPT/DECRYPT');
  const { KeyId } = await makeKey(server.root);
  const { CiphertextBlob } = await kmsOk(server.root, 'AsymmetricEncrypt', {
    ...pair,
    Algorithm: 'SM2PKE',
    Plaintext: '/w==',
  });
  const source = {
    SourceKeyId: pair.KeyId,
    SourceKeyVersionId: pair.KeyVersionId,
    SourceEncryptionAlgorithm: 'SM2PKE',
  };
  const whole = { CiphertextBlob, DestinationKeyId: KeyId, ...source };
  const answer = await reEncrypt(whole);
  expect(answer).toEqual(ok({ ...pair, CiphertextBlob: expect.any(String) }));
  expect(await kmsOk(server.root, 'Decrypt', { CiphertextBlob: answer.body.CiphertextBlob })).toMatchObject({
    Plaintext: '/w==',
  });
  for (const parameter of Object.keys(source)) {
    expect(await reEncrypt({ ...whole, [parameter]: '' })).toEqual(missing(parameter));
  }
  expect(await reEncrypt({ ...whole, SourceEncryptionAlgorithm: 'RSAES_OAEP_SHA_1' })).toEqual(
    invalid('SourceEncryptionAlgorithm', 'must be SM2PKE for a key of the spec EC_SM2'),
  );
  expect(await reEncrypt({ ...whole, SourceEncryptionContext: '{"a":"1"}' })).toEqual(
    invalid('SourceEncryptionContext', 'must be left out with a ciphertext of a pair'),
  );
  expect(await reEncrypt({ ...whole, CiphertextBlob: 'AAAA' })).toEqual(invalidCiphertext);
  const signs = await makePair(server.root, 'EC_SM2');
  expect(await reEncrypt({ ...whole, SourceKeyId: signs.KeyId, SourceKeyVersionId: signs.KeyVersionId })).toEqual(
    unsupportedOperation,
  );
});

test('both keys have to be there and work', async () => {
  const [one, other] = [await makeKey(server.root), await makeKey(server.root)];
  const request = { CiphertextBlob: await encrypted(one.KeyId), DestinationKeyId: other.KeyId };
  expect(await reEncrypt({ ...request, CiphertextBlob: '' })).toEqual(missing('CiphertextBlob'));
  expect(await reEncrypt({ ...request, DestinationKeyId: '' })).toEqual(missing('DestinationKeyId'));
  expect(await reEncrypt({ ...request, DestinationKeyId: 'key-none' })).toEqual(keyNotFound);
  expect(await reEncrypt({ ...request, DestinationKeyId: 'alias/none' })).toEqual(aliasNotFound);
  expect(await reEncrypt(request, server.otherAccount)).toEqual(keyNotFound);
  const pair = await makeKey(server.root, { KeySpec: 'EC_P256' });
  expect(await reEncrypt({ ...request, DestinationKeyId: pair.KeyId })).toMatchObject({
    body: { Code: 'UnsupportedOperation' },
  });
  for (const { KeyId } of [one, other]) {
    await kmsOk(server.root, 'DisableKey', { KeyId });
    expect(await reEncrypt(request)).toEqual(disabled);
    await kmsOk(server.root, 'EnableKey', { KeyId });
  }
  expect(await reEncrypt(request)).toMatchObject({ status: 200 });
});

test('the caller needs a permission for each of the two keys', async () => {
  const [one, other] = [await makeKey(server.root), await makeKey(server.root)];
  const request = { CiphertextBlob: await encrypted(one.KeyId), DestinationKeyId: other.KeyId };
  const allow = (Action: string, Resource: string | undefined) => ({ Effect: 'Allow', Action, Resource });
  const from = allow('kms:ReEncryptFrom', one.Arn);
  const to = allow('kms:ReEncryptTo', other.Arn);
  const holder = (name: string, ...Statement: object[]) => server.user(name, { Version: '1', Statement });
  expect(await reEncrypt(request, await holder('both', from, to))).toMatchObject({ status: 200 });
  const wrong = allow('kms:ReEncryptTo', one.Arn);
  for (const client of [await holder('from', from), await holder('to', to), await holder('wrong', from, wrong)]) {
    expect(await reEncrypt(request, client)).toMatchObject({ body: { Code: 'Forbidden.NoPermission' } });
  }
});

test('a dry run says what would have happened', async () => {
  const { KeyId } = await makeKey(server.root);
  const request = { CiphertextBlob: await encrypted(KeyId), DestinationKeyId: KeyId, DryRun: 'true' };
  expect(await reEncrypt(request)).toMatchObject({ status: 400, body: { Code: 'DryRunOperationError' } });
  expect(await reEncrypt({ ...request, CiphertextBlob: 'AAAA' })).toMatchObject({ body: { Code: 'ValidationError' } });
  const nobody = await server.user('nobody');
  expect(await reEncrypt(request, nobody)).toMatchObject({ status: 403, body: { Code: 'AccessDeniedError' } });
});
