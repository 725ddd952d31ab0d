/** Dry runs of all operations that have them (wire/kms.md section 1.7). */
import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { error, kms, kmsOk } from '../kms-calls.js';
import { keyNotFound, makeKey } from './key-calls.js';
import { makePair } from './pair-calls.js';

const server = useTestServer();
const DIGEST = Buffer.alloc(32).toString('base64');
const signing = async () => ({
  ...(await makePair(server.root, 'EC_P256')),
  Algorithm: 'ECDSA_SHA_256',
  Digest: DIGEST,
});

const encrypting = async () => ({
  ...(await makePair(server.root, 'EC_SM2', 'ENCRYPT/DECRYPT')),
  Algorithm: 'SM2PKE',
  Plaintext: 'AAAA',
});
const authenticating = async () => ({
  KeyId: (await makeKey(server.root, { KeySpec: 'HMAC_SM3' })).KeyId,
  Algorithm: 'HMAC_SM3',
  Message: 'AAAA',
});

const exporting = async (): Promise<Record<string, unknown>> => {
  const { KeyId } = await makeKey(server.root);
  const { CiphertextBlob } = await kmsOk(server.root, 'GenerateDataKey', { KeyId });
  const { PublicKey } = await kmsOk(server.root, 'GetPublicKey', { ...(await makePair(server.root, 'EC_SM2')) });
  const PublicKeyBlob = String(PublicKey).split('\n').slice(1, -2).join('');
  return { CiphertextBlob, PublicKeyBlob, WrappingKeySpec: 'EC_SM2', WrappingAlgorithm: 'SM2PKE' };
};

/** Those that take more than the operations of symmetric keys do. */
const REQUESTS: Readonly<Record<string, () => Promise<Record<string, unknown>>>> = {
  GetPublicKey: async () => ({ ...(await makePair(server.root, 'EC_P256')) }),
  AsymmetricSign: signing,
  AsymmetricVerify: async () => ({ ...(await signing()), Value: 'AAAA' }),
  AsymmetricEncrypt: encrypting,
  AsymmetricDecrypt: async () => {
    const { Plaintext: _, ...request } = await encrypting();
    const { CiphertextBlob } = await kmsOk(server.root, 'AsymmetricEncrypt', { ...request, Plaintext: 'AAAA' });
    return { ...request, CiphertextBlob };
  },
  ExportDataKey: exporting,
  GenerateAndExportDataKey: async () => {
    const { CiphertextBlob: _, ...wrapping } = await exporting();
    return { KeyId: (await makeKey(server.root)).KeyId, ...wrapping };
  },
  GenerateMac: authenticating,
  VerifyMac: async () => ({ ...(await authenticating()), Mac: 'AAAA' }),
};

const OPERATIONS = [
  'Encrypt',
  'Decrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  ...Object.keys(REQUESTS),
];

const wouldSucceed = error('DryRunOperationError', 'The request would have succeeded, but DryRun is set.');

async function request(action: string): Promise<Record<string, unknown>> {
  const own = REQUESTS[action];
  if (own) return own();
  const { KeyId } = await makeKey(server.root);
  if (action !== 'Decrypt') return { KeyId, ...(action === 'Encrypt' && { Plaintext: 'p' }) };
  const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'p' });
  return { CiphertextBlob };
}

test.each(OPERATIONS)('%s says what would have happened', async action => {
  const parameters = await request(action);
  const nobody = await server.user(`nobody-${action}`);
  for (const DryRun of ['true', 'True']) {
    expect(await kms(server.root, action, { ...parameters, DryRun })).toEqual(wouldSucceed);
    expect(await kms(server.root, action, { DryRun })).toMatchObject({
      status: 400,
      body: { Code: 'ValidationError', Message: expect.stringContaining('is needed but not provided') },
    });
    expect(await kms(nobody, action, { ...parameters, DryRun })).toMatchObject({
      status: 403,
      body: { Code: 'AccessDeniedError', AccessDeniedDetail: { AuthAction: `kms:${action}` } },
    });
  }
  for (const DryRun of ['false', 'False', '', undefined]) {
    expect(await kms(server.root, action, { ...parameters, DryRun })).toMatchObject({ status: 200 });
  }
  expect(await kms(server.root, action, { ...parameters, DryRun: 'maybe' })).toMatchObject({
    body: { Code: 'InvalidParameter' },
  });
});

test('what else is wrong has its own code', async () => {
  expect(await kms(server.root, 'Encrypt', { KeyId: 'key-none', Plaintext: 'p', DryRun: 'true' })).toEqual(keyNotFound);
  const { KeyId } = await makeKey(server.root);
  await kmsOk(server.root, 'DisableKey', { KeyId });
  expect(await kms(server.root, 'Encrypt', { KeyId, Plaintext: 'p', DryRun: 'true' })).toMatchObject({
    body: { Code: 'Rejected.Disabled' },
  });
});

test('a ciphertext that does not open is an invalid parameter', async () => {
  expect(await kms(server.root, 'Decrypt', { CiphertextBlob: 'AAAA', DryRun: 'true' })).toMatchObject({
    status: 400,
    body: { Code: 'ValidationError' },
  });
});
