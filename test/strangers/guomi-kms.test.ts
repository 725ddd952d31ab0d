/**
 * Bouncy Castle opens what KMS encrypts with SM2 and SM4, verifies what it signs with SM2 and authenticates with HMAC-SM3, and the other
 * way round. The keys of SM4 and HMAC are imported ones, so that both have them.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sm2SignerDigest } from '../../src/crypto/sm2-signature.js';
import { makeImported } from '../api/kms/import/import-calls.js';
import { makeKey } from '../api/kms/keys/key-calls.js';
import { makePair, onlyVersion, publicKeyOf } from '../api/kms/keys/pair-calls.js';
import { kmsOk } from '../api/kms/kms-calls.js';
import { useTestServer } from '../use-test-server.js';
import { hybridMaterial } from './imported-pair.js';
import { bouncyCastlePath, isBouncyCastleMissing } from './java.js';

const base64 = (octets: Uint8Array | string) => Buffer.from(octets).toString('base64');
const octets = (text: unknown) => Buffer.from(String(text), 'base64');

describe.skipIf(isBouncyCastleMissing())('Bouncy Castle', () => {
  const server = useTestServer();
  const message = Buffer.from('message digest');
  let ask: (command: string, ...given: (Uint8Array | string)[]) => Promise<string>;
  let stop: () => void;

  beforeAll(() => {
    const program = join(import.meta.dirname, '../java/GuomiWorker.java');
    const child = spawn('java', ['-cp', bouncyCastlePath, program], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    ask = async (command, ...given) => {
      child.stdin.write(`${[command, ...given.map(base64)].join(' ')}\n`);
      return String((await lines.next()).value);
    };
    stop = () => child.kill();
  });
  afterAll(() => stop());

  /** SM3(ZA ‖ M), which callers of AsymmetricSign make themselves (GB/T 32918.2 section 5.5). */
  function digestOf(spkiDer: Buffer): string {
    const xy = spkiDer.subarray(-64);
    return createHash('sm3').update(sm2SignerDigest(xy)).update(message).digest('base64');
  }

  /** A pair of Bouncy Castle's, imported. */
  async function theirPair(KeyUsage: string) {
    const [pkcs8 = '', spki = ''] = (await ask('pair')).split(' ');
    const { KeyId } = await makeKey(server.root, { KeySpec: 'EC_SM2', KeyUsage, Origin: 'EXTERNAL' });
    await kmsOk(server.root, 'ImportKeyMaterial', {
      KeyId,
      ...(await hybridMaterial(server.root, KeyId, octets(pkcs8))),
    });
    const named = { KeyId, KeyVersionId: await onlyVersion(server.root, KeyId) };
    return { named, pkcs8Der: octets(pkcs8), spkiDer: octets(spki) };
  }

  test('verifies what a pair on SM2 signs', async () => {
    const pair = await makePair(server.root, 'EC_SM2');
    const { der } = await publicKeyOf(server.root, pair);
    const asked = { ...pair, Algorithm: 'SM2DSA', Digest: digestOf(der) };
    const { Value } = await kmsOk(server.root, 'AsymmetricSign', asked);
    expect(await ask('verify', der, message, octets(Value))).toBe('true');
    expect(await ask('verify', der, Buffer.from('another'), octets(Value))).toBe('false');
  });

  test('signs what AsymmetricVerify verifies, and verifies what is signed with its own pair', async () => {
    const { named, pkcs8Der, spkiDer } = await theirPair('SIGN/VERIFY');
    const asked = { ...named, Algorithm: 'SM2DSA', Digest: digestOf(spkiDer) };
    const theirs = await ask('sign', pkcs8Der, message);
    expect(await kmsOk(server.root, 'AsymmetricVerify', { ...asked, Value: theirs })).toMatchObject({ Value: true });
    const { Value } = await kmsOk(server.root, 'AsymmetricSign', asked);
    expect(await ask('verify', spkiDer, message, octets(Value))).toBe('true');
  });

  test('encrypts with SM2 what AsymmetricDecrypt opens, and opens what AsymmetricEncrypt encrypts', async () => {
    const { named, pkcs8Der, spkiDer } = await theirPair('ENCRYPT/DECRYPT');
    const asked = { ...named, Algorithm: 'SM2PKE' };
    // Coordinates with a leading zero octet are one in 128: they come up within so many.
    for (let length = 1; length <= 64; length++) {
      const plaintext = randomBytes(length);
      const CiphertextBlob = await ask('encrypt', spkiDer, plaintext);
      const opened = await kmsOk(server.root, 'AsymmetricDecrypt', { ...asked, CiphertextBlob });
      expect(opened).toMatchObject({ Plaintext: base64(plaintext) });
      const ours = await kmsOk(server.root, 'AsymmetricEncrypt', { ...asked, Plaintext: base64(plaintext) });
      expect(await ask('decrypt', pkcs8Der, octets(ours.CiphertextBlob))).toBe(base64(plaintext));
    }
  });

  test('opens with SM4 in GCM what Encrypt encrypts, and seals what Decrypt opens', async () => {
    const material = randomBytes(16);
    const { KeyId } = await makeImported(server.root, { KeySpec: 'Aliyun_SM4' }, material);
    const context = { EncryptionContext: '{"b":"2","a":"1"}' };
    const additional = createHash('sha256').update('a=1&b=2').digest();
    const { CiphertextBlob, KeyVersionId } = await kmsOk(server.root, 'Encrypt', {
      KeyId,
      Plaintext: '明文',
      ...context,
    });
    const blob = octets(CiphertextBlob);
    const [nonce, sealed] = [blob.subarray(36, 48), blob.subarray(48)];
    expect(octets(await ask('open-sm4', material, nonce, sealed, additional)).toString()).toBe('明文');
    const theirs = octets(await ask('seal-sm4', material, nonce, Buffer.from('theirs'), additional));
    const made = base64(Buffer.concat([Buffer.from(String(KeyVersionId)), nonce, theirs]));
    expect(await kmsOk(server.root, 'Decrypt', { CiphertextBlob: made, ...context })).toMatchObject({
      Plaintext: 'theirs',
    });
  });

  test('authenticates with HMAC-SM3 as GenerateMac does', async () => {
    const material = randomBytes(32);
    const { KeyId } = await makeImported(server.root, { KeySpec: 'HMAC_SM3' }, material);
    const asked = { KeyId, Algorithm: 'HMAC_SM3', Message: base64(message) };
    const theirs = await ask('mac', material, message);
    expect(await kmsOk(server.root, 'GenerateMac', asked)).toMatchObject({ Mac: theirs });
    expect(await kmsOk(server.root, 'VerifyMac', { ...asked, Mac: theirs })).toMatchObject({ Value: true });
  });
});
