/** What calls to an instance need: client keys that may do more or less, keys of every kind, a secret, and whole calls that succeed. */

import { openKeyFile } from '../../test/api/kms/access-points/key-file.js';
import { type ClientKey, InstanceClient, type Values } from '../../test/instance-client.js';
import type { Random } from '../random.js';
import { KMS, type Make, type World } from '../world.js';

export interface Scene {
  /** Mostly one that may do everything. */
  signer(random: Random): ClientKey;
  /** Calls that succeed, by operation. */
  readonly sound: ReadonlyMap<string, readonly SoundCall[]>;
  readonly keyIds: readonly string[];
  readonly versionIds: readonly string[];
}

export interface SoundCall {
  readonly values: Values;
  readonly headers?: Readonly<Record<string, string>>;
}

const MIGRATION_HEADER = 'x-kms-migrationkeyversionid';
const SecretName = 'fuzz-frames';
const AliasName = 'alias/fuzz-frames';
const ALGORITHMS = ['AES_GCM', 'AES_CBC', 'AES_ECB'];

/** @param make calls an operation as the account itself */
export async function furnishInstance(url: string, world: World, make: Make): Promise<Scene> {
  const kms: Kms = (action, parameters) => make(KMS, action, parameters);
  const newKey = async (parameters: Record<string, unknown>): Promise<string> => {
    const { KeyMetadata } = await kms('CreateKey', parameters);
    const { KeyId } = KeyMetadata as Record<string, string>;
    world.keep(String(KeyId));
    return String(KeyId);
  };
  const symmetric = [await newKey({}), await newKey({ KeySpec: 'Aliyun_SM4' })];
  const encrypting = await Promise.all(
    ['RSA_2048', 'EC_P256', 'EC_SM2'].map(KeySpec => newKey({ KeySpec, KeyUsage: 'ENCRYPT/DECRYPT' })),
  );
  const signing = await Promise.all(['RSA_2048', 'EC_P256', 'EC_SM2'].map(KeySpec => newKey({ KeySpec })));
  const mac = await newKey({ KeySpec: 'HMAC_SHA_256' });
  await kms('CreateAlias', { KeyId: symmetric[0], AliasName });
  await kms('CreateSecret', { SecretName, VersionId: 'v1', SecretData: world.secretMark });
  for (const name of [AliasName, SecretName]) world.keep(name);

  const keys = await clientKeys(world, kms, symmetric[0] ?? '');
  const client = new InstanceClient(url, keys.mighty);
  const plaintext = Buffer.from(`${world.secretMark} in the clear`);
  const sound = new Map<string, SoundCall[]>();
  const versionIds: string[] = [];
  const answerTo = async (operation: string, values: Values, headers?: Record<string, string>) => {
    const answer = await client.call(operation, values, headers ? { before: headers } : {});
    if (answer.status !== 200) throw new Error(`${operation} answered ${answer.status} ${JSON.stringify(answer.body)}`);
    sound.set(operation, [...(sound.get(operation) ?? []), { values, ...(headers && { headers }) }]);
    const version = answer.headers[MIGRATION_HEADER];
    if (typeof version === 'string' && !versionIds.includes(version)) versionIds.push(version);
    return answer.body as Record<string, Buffer> & Record<string, string>;
  };

  for (const Algorithm of ALGORITHMS) {
    const given = { KeyId: symmetric[0]!, Algorithm };
    const Aad = Algorithm === 'AES_GCM' ? Buffer.from('order 12') : undefined;
    const { CiphertextBlob, Iv } = await answerTo('Encrypt', { ...given, Aad, Plaintext: plaintext });
    await answerTo('Decrypt', { ...given, CiphertextBlob, Iv, Aad });
  }
  for (const KeyId of [...symmetric, AliasName, ...encrypting]) {
    const { CiphertextBlob, Iv } = await answerTo('Encrypt', { KeyId, Plaintext: plaintext });
    await answerTo('Decrypt', { CiphertextBlob, KeyId, Iv });
    const [version] = versionIds.slice(-1);
    if (KeyId === symmetric[0]) await answerTo('Decrypt', { CiphertextBlob, Iv }, { [MIGRATION_HEADER]: version! });
  }
  for (const KeyId of symmetric) {
    const { CiphertextBlob } = await answerTo('AdvanceEncrypt', { KeyId, Plaintext: plaintext });
    await answerTo('AdvanceDecrypt', { CiphertextBlob });
    const { CiphertextBlob: dataKey, Iv } = await answerTo('GenerateDataKey', { KeyId, NumberOfBytes: 32 });
    await answerTo('Decrypt', { CiphertextBlob: dataKey, KeyId, Iv });
    await answerTo('AdvanceGenerateDataKey', { KeyId, NumberOfBytes: 32 });
    for (const form of ['', 'Advance']) {
      for (const ending of ['', 'WithoutPlaintext']) {
        const pair = { KeyId, KeyPairSpec: 'EC_P256', KeyFormat: form ? 'DER' : 'PEM' };
        await answerTo(`${form}GenerateDataKeyPair${ending}`, pair);
      }
    }
  }
  for (const KeyId of signing) {
    const { Signature } = await answerTo('Sign', { KeyId, Message: plaintext });
    await answerTo('Verify', { KeyId, Message: plaintext, Signature });
    const digest = { KeyId, Message: Buffer.alloc(32, 7), MessageType: 'DIGEST' };
    await answerTo('Verify', { ...digest, Signature: (await answerTo('Sign', digest)).Signature });
    await answerTo('GetPublicKey', { KeyId });
  }
  await answerTo('Hmac', { KeyId: mac, Message: plaintext });
  await answerTo('GenerateRandom', { Length: 16 });
  await answerTo('GetSecretValue', { SecretName, FetchExtendedConfig: true });

  const { mighty, ...others } = keys;
  return {
    signer: random => (random.chance(0.9) ? mighty : random.pick(Object.values(others))),
    sound,
    keyIds: [...symmetric, ...encrypting, ...signing, mac, AliasName],
    versionIds,
  };
}

type Kms = (action: string, parameters: Record<string, unknown>) => Promise<Record<string, unknown>>;

async function clientKeys(
  world: World,
  kms: Kms,
  keyId: string,
): Promise<{ mighty: ClientKey } & Record<string, ClientKey>> {
  const { DefaultKmsInstanceId: KmsInstance } = await kms('GetDefaultKmsInstance', {});
  const Password = `${world.secretMark}-Aa1`;
  const make = async (
    Name: string,
    roles: readonly string[],
    resources: readonly string[],
    times = {},
  ): Promise<ClientKey> => {
    const Permissions = JSON.stringify(roles.map(role => `RbacPermission/Template/CryptoService${role}User`));
    await kms('CreatePolicy', { Name, KmsInstance, Permissions, Resources: JSON.stringify(resources) });
    await kms('CreateApplicationAccessPoint', { Name, Policies: JSON.stringify([Name]) });
    const { ClientKeyId, PrivateKeyData } = await kms('CreateClientKey', { AapName: Name, Password, ...times });
    const opened = openKeyFile(String(PrivateKeyData), Password);
    if (!opened) throw new Error('the openssl command cannot open the client key');
    for (const name of [Name, String(ClientKeyId)]) world.keep(name);
    return { id: String(ClientKeyId), privateKey: opened.privateKey };
  };
  const mighty = await make('fuzz-all', ['Key', 'Secret'], ['key/*', 'secret/*']);
  const [NotBefore, NotAfter] = [1, 2].map(years => `${new Date().getUTCFullYear() + years}-06-01T00:00:00Z`);
  return {
    mighty,
    oneKey: await make('fuzz-one-key', ['Key'], [`key/${keyId}`]),
    secrets: await make('fuzz-secrets', ['Secret'], ['secret/*']),
    notYet: await make('fuzz-not-yet', ['Key'], ['key/*'], { NotBefore, NotAfter }),
    // Signed with a key that is another one's.
    forged: { id: mighty.id, privateKey: (await make('fuzz-forger', ['Key'], ['key/none'])).privateKey },
    unknown: { id: `KAAP.${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`, privateKey: mighty.privateKey },
  };
}
