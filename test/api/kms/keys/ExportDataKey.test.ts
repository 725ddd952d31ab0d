/** openssl opens the data keys that are handed over: ExportDataKey and GenerateAndExportDataKey. */
import { expect, test } from 'vitest';
import { isMissing, openssl, Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { error, invalid, kms, kmsOk, missing } from '../kms-calls.js';
import { aliasNotFound, disabled, keyNotFound, makeKey } from './key-calls.js';
import { opensslDecrypts } from './openssl-encryption.js';

const server = useTestServer();
const scratch = new Scratch();
const invalidCiphertext = error('InvalidParameter', 'The specified parameter "CiphertextBlob" is not valid.');
const unsupported = error('UnsupportedOperation', 'This action is not supported.');

/** A key pair of openssl: the file of its PKCS #8, and what the operations take of it. */
function receiver(WrappingKeySpec: string, ...options: string[]) {
  const file = scratch.path(`${WrappingKeySpec}-${options.join('-').replaceAll(':', '-')}.der`);
  const pkeyopts = options.slice(1).flatMap(it => ['-pkeyopt', it]);
  openssl(['genpkey', '-algorithm', options[0] ?? '', ...pkeyopts, '-outform', 'DER', '-out', file]);
  const pem = openssl(['pkey', '-inform', 'DER', '-in', file, '-pubout']);
  const PublicKeyBlob = pem.split('\n').slice(1, -2).join('');
  return { file, asked: { WrappingKeySpec, PublicKeyBlob } };
}

const CASES = [
  ['RSAES_OAEP_SHA_256', 190, ['RSA_2048', 'RSA', 'rsa_keygen_bits:2048']],
  ['RSAES_OAEP_SHA_1', 214, ['RSA_2048', 'RSA', 'rsa_keygen_bits:2048']],
  ['SM2PKE', 1024, ['EC_SM2', 'SM2']],
] as const;

const withoutOpenssl = isMissing('openssl', ['version']);

test.skipIf(withoutOpenssl).each(CASES)('%s', async (WrappingAlgorithm, longest, [spec, ...options]) => {
  const { KeyId, PrimaryKeyVersion } = await makeKey(server.root);
  const { file, asked } = receiver(spec, ...options);
  const wrapping = { ...asked, WrappingAlgorithm };
  const EncryptionContext = '{"a":"b"}';
  for (const NumberOfBytes of [1, 32, longest]) {
    const made = await kmsOk(server.root, 'GenerateDataKey', { KeyId, NumberOfBytes, EncryptionContext });
    const { CiphertextBlob } = made;
    const exported = await kmsOk(server.root, 'ExportDataKey', { CiphertextBlob, EncryptionContext, ...wrapping });
    const named = { KeyId, KeyVersionId: PrimaryKeyVersion, ExportedDataKey: expect.any(String) };
    expect(exported).toEqual(named);
    const open = (text: unknown) =>
      opensslDecrypts(scratch, file, WrappingAlgorithm, Buffer.from(String(text), 'base64'));
    expect(open(exported.ExportedDataKey).toString('base64')).toBe(made.Plaintext);

    const both = await kmsOk(server.root, 'GenerateAndExportDataKey', {
      KeyId,
      NumberOfBytes,
      EncryptionContext,
      ...wrapping,
    });
    expect(both).toEqual({ ...named, CiphertextBlob: expect.any(String) });
    const { Plaintext } = await kmsOk(server.root, 'Decrypt', {
      CiphertextBlob: both.CiphertextBlob,
      EncryptionContext,
    });
    expect(open(both.ExportedDataKey).toString('base64')).toBe(Plaintext);
  }
});

test.skipIf(withoutOpenssl)('what does not fit is refused by name', async () => {
  const { KeyId } = await makeKey(server.root);
  const { CiphertextBlob } = await kmsOk(server.root, 'GenerateDataKey', { KeyId });
  const rsa = receiver('RSA_2048', 'RSA', 'rsa_keygen_bits:2048').asked;
  const short = receiver('RSA_2048', 'RSA', 'rsa_keygen_bits:1024').asked;
  const sm2 = receiver('EC_SM2', 'SM2').asked;
  const p256 = receiver('EC_SM2', 'EC', 'ec_paramgen_curve:P-256').asked;
  const notOnCurve = Buffer.from(sm2.PublicKeyBlob, 'base64');
  notOnCurve[notOnCurve.length - 1] = (notOnCurve[notOnCurve.length - 1] as number) ^ 1;
  for (const [action, named] of [
    ['ExportDataKey', { CiphertextBlob }],
    ['GenerateAndExportDataKey', { KeyId }],
  ] as const) {
    const whole = { ...named, ...rsa, WrappingAlgorithm: 'RSAES_OAEP_SHA_256' };
    const call = (more: object, client = server.root) => kms(client, action, { ...whole, ...more });
    const badKey = (spec: string) => invalid('PublicKeyBlob', `must be the DER of a public key of the spec ${spec}`);
    expect(await call({ PublicKeyBlob: '' })).toEqual(missing('PublicKeyBlob'));
    expect(await call({ PublicKeyBlob: 'AAAA' })).toEqual(badKey('RSA_2048'));
    expect(await call(short)).toEqual(badKey('RSA_2048'));
    const toSm2 = { WrappingAlgorithm: 'SM2PKE' };
    expect(await call({ ...p256, ...toSm2 })).toEqual(badKey('EC_SM2'));
    expect(await call({ ...sm2, ...toSm2, PublicKeyBlob: rsa.PublicKeyBlob })).toEqual(badKey('EC_SM2'));
    expect(await call({ ...sm2, ...toSm2, PublicKeyBlob: notOnCurve.toString('base64') })).toEqual(badKey('EC_SM2'));
    expect(await call(toSm2)).toEqual(
      invalid('WrappingAlgorithm', 'must be RSAES_OAEP_SHA_256 or RSAES_OAEP_SHA_1 with RSA_2048'),
    );
    expect(await call({ WrappingKeySpec: 'RSA_4096' })).toMatchObject({ body: { Code: 'InvalidParameter' } });
    expect(await call({}, server.otherAccount)).toEqual(keyNotFound);
  }
  const make = (more: object) =>
    kms(server.root, 'GenerateAndExportDataKey', { KeyId, ...rsa, WrappingAlgorithm: 'RSAES_OAEP_SHA_256', ...more });
  expect(await make({ NumberOfBytes: 191 })).toEqual(
    invalid('NumberOfBytes', 'must be at most 190 with RSAES_OAEP_SHA_256'),
  );
  expect(await make({ KeyId: 'alias/none' })).toEqual(aliasNotFound);
  const pair = await makeKey(server.root, { KeySpec: 'EC_P256' });
  expect(await make({ KeyId: pair.KeyId })).toEqual(unsupported);
});

test.skipIf(withoutOpenssl)('ExportDataKey says one thing whatever is wrong with the ciphertext', async () => {
  const { KeyId } = await makeKey(server.root);
  const wrapping = {
    ...receiver('RSA_2048', 'RSA', 'rsa_keygen_bits:2048').asked,
    WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
  };
  const exportOf = (CiphertextBlob: unknown, more: object = {}) =>
    kms(server.root, 'ExportDataKey', { CiphertextBlob, ...wrapping, ...more });
  const { CiphertextBlob } = await kmsOk(server.root, 'GenerateDataKey', { KeyId });
  const long = await kmsOk(server.root, 'GenerateDataKey', { KeyId, NumberOfBytes: 191 });
  const text = await kmsOk(server.root, 'Encrypt', { KeyId, Plaintext: 'no data key' });
  for (const answer of [
    await exportOf('AAAA'),
    await exportOf(CiphertextBlob, { EncryptionContext: '{"a":"b"}' }),
    await exportOf(long.CiphertextBlob),
    await exportOf(text.CiphertextBlob),
  ]) {
    expect(answer).toEqual(invalidCiphertext);
  }
  await kmsOk(server.root, 'DisableKey', { KeyId });
  expect(await exportOf(CiphertextBlob)).toEqual(disabled);
});
