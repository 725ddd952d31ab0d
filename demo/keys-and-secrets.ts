/** Chapter: a key that stays in the server encrypts and signs, and a secret has two versions. */
import { createHash } from 'node:crypto';
import type { Answer, OfficialClients } from './official-clients.js';
import type { Scene } from './scene.js';

/** What is encrypted and kept, for those who may open it. */
export interface Kept {
  readonly keyId: string;
  readonly plaintext: string;
  readonly ciphertext: string;
  /** The encryption context as it is hashed. */
  readonly context: string;
  readonly secretName: string;
  /** Its current value. */
  readonly secret: string;
}

export async function tellOfKeysAndSecrets(scene: Scene): Promise<Kept> {
  scene.story.chapter('Keys that stay here, and a secret');
  const encrypted = await encrypt(scene);
  await sign(scene);
  return { ...encrypted, ...(await rotateSecret(scene)) };
}

async function encrypt({ story, root, secrets }: Scene) {
  const KeyId = await newKey(root, { KeySpec: 'Aliyun_AES_256', Description: 'order numbers' });
  await root.kms('CreateAlias', { KeyId, AliasName: 'alias/orders' });
  const Plaintext = 'card 4111 1111 1111 1111';
  secrets.add(Plaintext);
  const context = (order: string) => JSON.stringify({ order });
  const { CiphertextBlob } = await root.kms('Encrypt', {
    KeyId: 'alias/orders',
    Plaintext,
    EncryptionContext: context('1001'),
  });
  story.says(
    `CreateKey made ${KeyId}, an AES key of 256 bits that never leaves the server; its alias is alias/orders.`,
  );
  story.keep('kms/ciphertext.b64', String(CiphertextBlob), 'what Encrypt answered, for the order 1001');
  const opened = await root.kms('Decrypt', { CiphertextBlob, EncryptionContext: context('1001') });
  story.check('Decrypt gives the text back', opened.Plaintext === Plaintext);
  const refusal = await story.refusal('for another order it is refused', () =>
    root.kms('Decrypt', { CiphertextBlob, EncryptionContext: context('1002') }),
  );
  story.check('for another order it is refused', refusal.code === 'InvalidParameterError', refusal);
  return { keyId: KeyId, plaintext: Plaintext, ciphertext: String(CiphertextBlob), context: 'order=1001' };
}

async function sign({ story, openssl, root }: Scene): Promise<void> {
  const KeyId = await newKey(root, { KeySpec: 'EC_P256', KeyUsage: 'SIGN/VERIFY' });
  const { KeyVersions } = await root.kms('ListKeyVersions', { KeyId });
  const [version] = (KeyVersions as { KeyVersion: Answer[] }).KeyVersion;
  const pair = { KeyId, KeyVersionId: version?.KeyVersionId };
  const message = 'release 1.0 of our program\n';
  const Digest = createHash('sha256').update(message).digest('base64');
  const { Value } = await root.kms('AsymmetricSign', { ...pair, Algorithm: 'ECDSA_SHA_256', Digest });
  const { PublicKey } = await root.kms('GetPublicKey', pair);
  const signed = story.keep('kms/release.txt', message, 'what was signed');
  const signature = story.keep('kms/release.sig', Buffer.from(String(Value), 'base64'), 'its signature');
  const key = story.keep('kms/public-key.pem', String(PublicKey), 'the public key that it was made for');
  const verified = openssl.run('dgst', '-sha256', '-verify', key, '-signature', signature, signed);
  story.check('openssl verifies the signature with the public key', verified.trim() === 'Verified OK', verified);
}

async function rotateSecret({ story, root, secrets }: Scene) {
  const SecretName = 'payments/database';
  const [first, second] = ['first-Passw0rd', 'second-Passw0rd'] as const;
  secrets.add(first).add(second);
  await root.kms('CreateSecret', { SecretName, VersionId: '1', SecretData: first });
  await root.kms('PutSecretValue', { SecretName, VersionId: '2', SecretData: second });
  const read = async (VersionStage: string) =>
    (await root.kms('GetSecretValue', { SecretName, VersionStage })).SecretData;
  story.says(`The secret ${SecretName} has two versions: the second became the current one as it was stored.`);
  const values = [await read('ACSCurrent'), await read('ACSPrevious')];
  story.check(
    'programs that ask read the new password, and the one before it while they change over',
    values[0] === second && values[1] === first,
  );
  return { secretName: SecretName, secret: second };
}

async function newKey(root: OfficialClients, parameters: Answer): Promise<string> {
  const { KeyMetadata } = await root.kms('CreateKey', parameters);
  return String((KeyMetadata as Answer).KeyId);
}
