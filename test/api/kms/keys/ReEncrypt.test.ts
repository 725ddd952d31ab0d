import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { error, invalid, kms, kmsOk, missing } from '../kms-calls.js';
import { aliasNotFound, disabled, keyNotFound, makeKey } from './key-calls.js';

const server = useTestServer();
const unsupported = error('UnsupportedOperation', 'This action is not supported.');
const invalidCiphertext = error('InvalidParameter', 'The specified parameter "CiphertextBlob" is not valid.');
const reEncrypt = (parameters: object, client = server.root) =>
  kms(client, 'ReEncrypt', parameters as Record<string, unknown>);

async function encrypted(KeyId: string, EncryptionContext?: string): Promise<string> {
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'plain 文', EncryptionContext });
  return String(CiphertextBlob);
}

test('to another key and another context; told is the key that decrypted', async () => {
  const [from, to] = [await makeKey(server.root), await makeKey(server.root, { KeySpec: 'Aliyun_SM4' })];
  const CiphertextBlob = await encrypted(from.KeyId, '{"a":"1"}');
  const answer = await kmsOk(server.root, 'ReEncrypt', {
    CiphertextBlob,
    SourceEncryptionContext: '{"a":"1"}',
    DestinationKeyId: to.Arn,
    DestinationEncryptionContext: '{"b":"2"}',
  });
  expect(answer).toEqual({
    KeyId: from.KeyId,
    KeyVersionId: from.PrimaryKeyVersion,
    CiphertextBlob: expect.any(String),
  });
  const again = { CiphertextBlob: answer.CiphertextBlob, EncryptionContext: '{"b":"2"}' };
  expect(await kmsOk(server.root, 'Decrypt', again)).toEqual({
    KeyId: to.KeyId,
    KeyVersionId: to.PrimaryKeyVersion,
    Plaintext: 'plain 文',
  });
});

test('it needs a permission on each of the keys', async () => {
  const [from, to] = [await makeKey(server.root), await makeKey(server.root)];
  const CiphertextBlob = await encrypted(from.KeyId);
  const allow = (Action: string, Resource: string | undefined) => ({ Effect: 'Allow', Action, Resource });
  const user = (name: string, ...Statement: object[]) => server.user(name, { Version: '1', Statement });
  const both = await user('both', allow('kms:ReEncryptFrom', from.Arn), allow('kms:ReEncryptTo', to.Arn));
  const swapped = await user('swapped', allow('kms:ReEncryptFrom', to.Arn), allow('kms:ReEncryptTo', from.Arn));
  const onlyFrom = await user('only-from', allow('kms:ReEncryptFrom', '*'));
  const onlyTo = await user('only-to', allow('kms:ReEncryptTo', '*'));
  const all = await user('all', allow('kms:ReEncrypt*', '*'));
  const statusFor = async (client: typeof both) =>
    (await reEncrypt({ CiphertextBlob, DestinationKeyId: to.KeyId }, client)).status;
  const statuses = await Promise.all([both, all, swapped, onlyFrom, onlyTo].map(statusFor));
  expect(statuses).toEqual([200, 200, 403, 403, 403]);
});

test('refused', async () => {
  const [from, to] = [await makeKey(server.root), await makeKey(server.root)];
  const pair = await makeKey(server.root, { KeySpec: 'EC_P256' });
  const CiphertextBlob = await encrypted(from.KeyId, '{"a":"1"}');
  const usual = { CiphertextBlob, DestinationKeyId: to.KeyId, SourceEncryptionContext: '{"a":"1"}' };
  expect(await reEncrypt({ ...usual, CiphertextBlob: undefined })).toEqual(missing('CiphertextBlob'));
  expect(await reEncrypt({ ...usual, DestinationKeyId: undefined })).toEqual(missing('DestinationKeyId'));
  expect(await reEncrypt({ ...usual, SourceEncryptionContext: '{"a":"2"}' })).toEqual(invalidCiphertext);
  expect(await reEncrypt({ ...usual, DestinationKeyId: 'key-none' })).toEqual(keyNotFound);
  expect(await reEncrypt({ ...usual, DestinationKeyId: 'alias/none' })).toEqual(aliasNotFound);
  expect(await reEncrypt({ ...usual, DestinationKeyId: pair.KeyId })).toEqual(unsupported);
  expect(await reEncrypt({ ...usual, SourceKeyId: pair.KeyId })).toEqual(unsupported);
  expect(await reEncrypt({ ...usual, SourceEncryptionAlgorithm: 'SM2PKE' })).toEqual(unsupported);
  expect(await reEncrypt(usual, server.otherAccount)).toEqual(keyNotFound);
  expect(await reEncrypt({ ...usual, DestinationEncryptionContext: '[]' })).toEqual(
    invalid('DestinationEncryptionContext'),
  );
  for (const KeyId of [from.KeyId, to.KeyId]) {
    await kmsOk(server.root, 'DisableKey', { KeyId });
    expect(await reEncrypt(usual)).toEqual(disabled);
    await kmsOk(server.root, 'EnableKey', { KeyId });
  }
  expect(await reEncrypt({ ...usual, DryRun: 'true' })).toMatchObject({ body: { Code: 'DryRunOperationError' } });
});
