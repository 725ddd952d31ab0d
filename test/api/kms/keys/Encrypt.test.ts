import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { error, invalid, kms, kmsOk, missing, ok } from '../kms-calls.js';
import { aliasNotFound, keyNotFound, makeKey } from './key-calls.js';

const server = useTestServer();
const encrypt = (parameters: object, client = server.root) =>
  kms(client, 'Encrypt', parameters as Record<string, unknown>);
const decrypt = (CiphertextBlob: unknown, more: object = {}, client = server.root) =>
  kms(client, 'Decrypt', { CiphertextBlob, ...more });

const unsupported = error('UnsupportedOperation', 'This action is not supported.');
const invalidCiphertext = error('InvalidParameter', 'The specified parameter "CiphertextBlob" is not valid.');

test('what is encrypted is decrypted to the letter, Base64 or not', async () => {
  const key = await makeKey(server.root);
  const named = { KeyId: key.KeyId, KeyVersionId: key.PrimaryKeyVersion };
  for (const Plaintext of ['plaintext', 'example', 'SGVsbG8=', 'SGVsbG8', ' 文\n', 'x'.repeat(8192)]) {
    const answer = await encrypt({ KeyId: key.KeyId, Plaintext }, server.root);
    expect(answer).toEqual(ok({ ...named, CiphertextBlob: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) }));
    expect(await decrypt(answer.body.CiphertextBlob)).toEqual(ok({ ...named, Plaintext }));
  }
});

test('the layout is the id of the version, a nonce, the ciphertext and a tag', async () => {
  const { KeyId, PrimaryKeyVersion } = await makeKey(server.root);
  const blobs = await Promise.all([1, 2].map(() => kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'ab' })));
  const [one, other] = blobs.map(({ CiphertextBlob }) => Buffer.from(String(CiphertextBlob), 'base64'));
  expect(one?.length).toBe(36 + 12 + 2 + 16);
  expect(one?.toString('latin1', 0, 36)).toBe(PrimaryKeyVersion);
  expect(one?.subarray(36).equals(other?.subarray(36) as Buffer)).toBe(false);
});

test('a context has to come back, in whatever order', async () => {
  const { KeyId } = await makeKey(server.root);
  const context = (EncryptionContext: string) => ({ EncryptionContext });
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', {
    KeyId,
    Plaintext: 'p',
    ...context('{"a":"1","b":"2"}'),
  });
  expect(await decrypt(CiphertextBlob, context('{"b":"2","a":"1"}'))).toMatchObject({ body: { Plaintext: 'p' } });
  expect(await decrypt(CiphertextBlob, { 'EncryptionContext.b': '2', 'EncryptionContext.a': '1' })).toMatchObject({
    status: 200,
  });
  for (const other of [
    {},
    context('{}'),
    context('{"a":"1"}'),
    context('{"a":"1","b":"3"}'),
    context('{"a":"1&b=2"}'),
  ]) {
    expect(await decrypt(CiphertextBlob, other)).toEqual(invalidCiphertext);
  }
  const bare = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'p', ...context('{}') });
  expect(await decrypt(bare.CiphertextBlob)).toMatchObject({ body: { Plaintext: 'p' } });
});

test('decryption says one thing whatever is wrong with the ciphertext', async () => {
  const { KeyId } = await makeKey(server.root);
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'plaintext' });
  const blob = Buffer.from(String(CiphertextBlob), 'base64');
  const changed = (index: number) => {
    const copy = Buffer.from(blob);
    copy[index] = (copy[index] as number) ^ 1;
    return copy.toString('base64');
  };
  const wrong = [
    changed(36),
    changed(48),
    changed(blob.length - 1),
    blob.subarray(0, -1).toString('base64'),
    blob.subarray(0, 64).toString('base64'),
    blob.subarray(0, 48).toString('base64'),
    Buffer.concat([blob, Buffer.alloc(1)]).toString('base64'),
    Buffer.alloc(100).toString('base64'),
    'AA==',
    '====',
    'A',
  ];
  for (const it of wrong) expect(await decrypt(it)).toEqual(invalidCiphertext);
});

test('a ciphertext of a version that the account has not is not found', async () => {
  const { KeyId } = await makeKey(server.root);
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'p' });
  expect(await decrypt(CiphertextBlob, {}, server.otherAccount)).toEqual(keyNotFound);
  const unknown = Buffer.from(String(CiphertextBlob), 'base64');
  unknown.write('00000000', 0, 'latin1');
  expect(await decrypt(unknown.toString('base64'))).toEqual(keyNotFound);
});

test('of another key nothing opens, also under the same name', async () => {
  const [one, other] = [await makeKey(server.root), await makeKey(server.root)];
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId: one.KeyId, Plaintext: 'p' });
  const blob = Buffer.from(String(CiphertextBlob), 'base64');
  blob.write(other.PrimaryKeyVersion ?? '', 0, 'latin1');
  expect(await decrypt(blob.toString('base64'))).toEqual(invalidCiphertext);
});

test.each([
  ['RSA_2048', { KeyUsage: 'ENCRYPT/DECRYPT' }],
  ['EC_P256', {}],
  ['HMAC_SHA_256', {}],
  ['ML_KEM_768', {}],
])('%s does not encrypt symmetrically', async (KeySpec, more) => {
  const { KeyId } = await makeKey(server.root, { KeySpec, ...more });
  expect(await encrypt({ KeyId, Plaintext: 'p' })).toEqual(unsupported);
  expect(await kms(server.root, 'GenerateDataKey', { KeyId })).toEqual(unsupported);
});

const deep = JSON.stringify(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`k${i}`, 'v'.repeat(3)])));
test.each<[string, object, unknown]>([
  ['no key', { Plaintext: 'p' }, missing('KeyId')],
  ['no text', { KeyId: 'k' }, missing('Plaintext')],
  ['an unknown key', { KeyId: 'key-none', Plaintext: 'p' }, keyNotFound],
  ['an unknown alias', { KeyId: 'alias/none', Plaintext: 'p' }, aliasNotFound],
  ['a long text', { KeyId: 'k', Plaintext: 'x'.repeat(8193) }, invalid('Plaintext', 'must be at most 8192 bytes long')],
  [
    'a context with a number',
    { KeyId: 'k', Plaintext: 'p', EncryptionContext: '{"a":1}' },
    invalid('EncryptionContext.a'),
  ],
  [
    'a context with a list',
    { KeyId: 'k', Plaintext: 'p', EncryptionContext: '{"a":[]}' },
    invalid('EncryptionContext.a'),
  ],
  [
    'a context that is a list',
    { KeyId: 'k', Plaintext: 'p', EncryptionContext: '["a"]' },
    invalid('EncryptionContext'),
  ],
  ['a context that is no JSON', { KeyId: 'k', Plaintext: 'p', EncryptionContext: 'a=b' }, invalid('EncryptionContext')],
  [
    'a long context',
    { KeyId: 'k', Plaintext: 'p', EncryptionContext: deep },
    invalid('EncryptionContext', 'must be at most 8192 characters long as JSON'),
  ],
])('%s is refused', async (_what, parameters, answer) => {
  expect(await encrypt(parameters)).toEqual(answer);
});

test('Decrypt refuses a recipient, and asks for a ciphertext', async () => {
  const { KeyId } = await makeKey(server.root);
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'p' });
  expect(await decrypt(CiphertextBlob, { Recipient: 'AA==' })).toEqual(unsupported);
  expect(await kms(server.root, 'GenerateDataKey', { KeyId, Recipient: 'AA==' })).toEqual(unsupported);
  expect(await decrypt('')).toEqual(missing('CiphertextBlob'));
  expect(await decrypt('a b')).toEqual(invalid('CiphertextBlob', 'holds characters that are not allowed'));
});

test('a key by ARN and alias, told by its id; a policy on the key counts for its ciphertexts', async () => {
  const [key, other] = [await makeKey(server.root), await makeKey(server.root)];
  expect(await encrypt({ KeyId: key.Arn, Plaintext: 'p' })).toMatchObject({ body: { KeyId: key.KeyId } });
  const Statement = [{ Effect: 'Allow', Action: ['kms:Encrypt', 'kms:Decrypt'], Resource: key.Arn }];
  const user = await server.user('of-one-key', { Version: '1', Statement });
  const { CiphertextBlob } = await kmsOk(user, 'Encrypt', { KeyId: key.KeyId, Plaintext: 'p' });
  expect(await decrypt(CiphertextBlob, {}, user)).toMatchObject({ body: { Plaintext: 'p' } });
  const foreign = await kmsOk(server.root, 'Encrypt', { KeyId: other.KeyId, Plaintext: 'p' });
  expect(await decrypt(foreign.CiphertextBlob, {}, user)).toMatchObject({ body: { Code: 'Forbidden.NoPermission' } });
});

test('no plaintext is in the log or the audit records', async () => {
  const { KeyId } = await makeKey(server.root);
  const Plaintext = 'a-text-that-nobody-logs';
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext });
  await kmsOk(server.root, 'Decrypt', { CiphertextBlob });
  const dataKey = await kmsOk(server.root, 'GenerateDataKey', { KeyId });
  for (const text of [server.log, await server.auditText()]) {
    expect(text).not.toContain(Plaintext);
    expect(text).not.toContain(dataKey.Plaintext);
  }
});
