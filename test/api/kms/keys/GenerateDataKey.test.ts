import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk, missing } from '../kms-calls.js';
import { keyNotFound, makeKey } from './key-calls.js';

const server = useTestServer();
const OPERATIONS = ['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'] as const;

test.each<[object, number]>([
  [{}, 32],
  [{ KeySpec: 'AES_256' }, 32],
  [{ KeySpec: 'AES_128' }, 16],
  [{ NumberOfBytes: 1 }, 1],
  [{ NumberOfBytes: 1024 }, 1024],
  [{ NumberOfBytes: 7, KeySpec: 'AES_128' }, 7],
])('with %j it has %d octets, and Decrypt gives it back', async (parameters, length) => {
  const key = await makeKey(server.root);
  const context = { EncryptionContext: '{"a":"b"}' };
  for (const action of OPERATIONS) {
    const made = await kmsOk(server.root, action, { KeyId: key.KeyId, ...parameters, ...context });
    const CiphertextBlob = String(made.CiphertextBlob);
    const opened = await kmsOk(server.root, 'Decrypt', { CiphertextBlob, ...context });
    expect(Buffer.from(String(opened.Plaintext), 'base64').length).toBe(length);
    expect(made).toEqual({
      KeyId: key.KeyId,
      KeyVersionId: key.PrimaryKeyVersion,
      CiphertextBlob,
      ...(action === 'GenerateDataKey' && { Plaintext: opened.Plaintext }),
    });
    // Encrypted is the Base64 text.
    expect(Buffer.from(CiphertextBlob, 'base64').length).toBe(36 + 12 + String(opened.Plaintext).length + 16);
  }
});

test('no two are the same', async () => {
  const { KeyId } = await makeKey(server.root);
  const made = await Promise.all(Array.from({ length: 20 }, () => kmsOk(server.root, 'GenerateDataKey', { KeyId })));
  expect(new Set(made.map(it => it.Plaintext)).size).toBe(20);
});

test.each(OPERATIONS)('%s refuses', async action => {
  const { KeyId } = await makeKey(server.root);
  const make = (parameters: object, client = server.root) => kms(client, action, parameters as Record<string, unknown>);
  expect(await make({})).toEqual(missing('KeyId'));
  expect(await make({ KeyId, NumberOfBytes: 0 })).toEqual(invalid('NumberOfBytes', 'must be at least 1'));
  expect(await make({ KeyId, NumberOfBytes: 1025 })).toEqual(invalid('NumberOfBytes', 'must be at most 1024'));
  expect(await make({ KeyId, KeySpec: 'AES_192' })).toEqual(invalid('KeySpec', 'must be one of AES_256, AES_128'));
  expect(await make({ KeyId }, server.otherAccount)).toEqual(keyNotFound);
});
