/** What official clients of instances find: keys, a secret, and client keys with policies that allow and that do not. */
import type { Call } from './certificate-line.js';
import { forbidden, type Refused, unknownClientKey } from './instance-refusals.js';

/** That of the programs in docs/clients.md, as are the alias and a secret below. */
const PASSWORD = 'choose-0ne';
const KEYS = 'RbacPermission/Template/CryptoServiceKeyUser';
const SECRETS = 'RbacPermission/Template/CryptoServiceSecretUser';

/** The plaintext of `before`: OpenAPI operations encrypt the text that they are given, and clients give Base64. */
const BEFORE = 'YmVmb3Jl';

export interface ClientKeyFile {
  readonly KeyId: string;
  readonly PrivateKeyData: string;
}

/** As programs of other languages read it. */
export interface Scene {
  readonly password: string;
  /** Client key files by name. */
  readonly keys: Readonly<Record<string, ClientKeyFile>>;
  /** What each client is to be refused. */
  readonly refused: readonly Refused[];
  readonly [name: string]: unknown;
}

export interface MakesScene {
  readonly kms: Call;
  /** Gives a symmetric key its next version, and answers its id. */
  readonly rotate: (keyId: string) => Promise<string>;
  /** The last moment of a client key that has expired when clients come. */
  readonly expiry: Date;
}

export async function makeScene({ kms, rotate, expiry }: MakesScene): Promise<Scene> {
  const made = async (parameters: object = {}) => {
    const { KeyMetadata } = await kms('CreateKey', parameters as Record<string, unknown>);
    return KeyMetadata as Readonly<Record<'KeyId' | 'PrimaryKeyVersion', string>>;
  };
  const uses =
    (KeyUsage: string) =>
    async ([KeySpec, ...algorithms]: readonly string[]) => {
      const { KeyId: key } = await made({ KeySpec, KeyUsage });
      return algorithms.map(algorithm => ({ key, spec: KeySpec, algorithm }));
    };
  const { KeyId: key } = await made();
  await kms('CreateAlias', { KeyId: key, AliasName: 'alias/instance' });
  await kms('CreateAlias', { KeyId: key, AliasName: 'alias/orders' });
  const { KeyId: rotated, PrimaryKeyVersion: first } = await made();
  const { CiphertextBlob: before } = await kms('Encrypt', { KeyId: rotated, Plaintext: BEFORE });
  const newest = await rotate(rotated);
  const { KeyId: disabled } = await made();
  await kms('DisableKey', { KeyId: disabled });
  await kms('CreateSecret', { SecretName: 'instance/password', VersionId: 'v1', SecretData: 'correct horse' });
  await kms('CreateSecret', { SecretName: 'payments/database', VersionId: 'v1', SecretData: 'battery staple' });
  await kms('CreateSecret', { SecretName: 'another/password', VersionId: 'v1', SecretData: 'of others' });
  const signers = await Promise.all(SIGNERS.map(uses('SIGN/VERIFY')));
  const encrypters = await Promise.all(ENCRYPTERS.map(uses('ENCRYPT/DECRYPT')));
  return {
    password: PASSWORD,
    key,
    rotated,
    first,
    newest,
    before: { text: BEFORE, blob: before },
    signers: signers.flat(),
    encrypters: encrypters.flat(),
    keys: await clientKeys(kms, expiry),
    refused: [
      { client: 'all', keyId: 'alias/none', status: 404, code: 'Forbidden.KeyNotFound', message: 'does not exist' },
      { client: 'all', keyId: disabled, status: 409, code: 'Rejected.Disabled', message: 'key state is Disabled' },
      { client: 'all', keyId: key, octets: 3 << 20, status: 413, code: 'InvalidParameter', message: '' },
      { client: 'keys only', ...forbidden },
      { client: 'secrets only', keyId: key, ...forbidden },
      { client: 'another network', ...forbidden },
      { client: 'not valid yet', ...forbidden },
      { client: 'expired', ...forbidden },
      { client: 'deleted', ...unknownClientKey },
    ],
  };
}

/** Specs of keys, and what they sign with (wire/kms-instance.md section 4.2). */
const SIGNERS = [
  ['RSA_2048', 'RSA_PSS_SHA_256', 'RSA_PKCS1_SHA_256'],
  ['RSA_3072', 'RSA_PSS_SHA_256', 'RSA_PKCS1_SHA_256'],
  ['RSA_4096', 'RSA_PSS_SHA_256', 'RSA_PKCS1_SHA_256'],
  ['EC_P256', 'ECDSA_SHA_256'],
  ['EC_P256K', 'ECDSA_SHA_256'],
  ['EC_SM2', 'SM2DSA'],
] as const;

const ENCRYPTERS = [
  ['RSA_2048', 'RSAES_OAEP_SHA_256', 'RSAES_OAEP_SHA_1'],
  ['EC_P256', 'ECIES_DH_SHA_1_XOR_HMAC'],
  ['EC_P256K', 'ECIES_DH_SHA_1_XOR_HMAC'],
  ['EC_SM2', 'SM2PKE'],
] as const;

async function clientKeys(kms: Call, expiry: Date): Promise<Scene['keys']> {
  const { DefaultKmsInstanceId } = await kms('GetDefaultKmsInstance');
  await kms('CreateNetworkRule', { Name: 'far', Type: 'Private', SourcePrivateIp: '["192.0.2.1"]' });
  const policy = (Name: string, permissions: readonly string[], more = {}) =>
    kms('CreatePolicy', {
      Name,
      KmsInstance: String(DefaultKmsInstanceId),
      Permissions: JSON.stringify(permissions),
      Resources: '["key/*","secret/instance*","secret/kept*","secret/payments*"]',
      ...more,
    });
  await policy('all', [KEYS, SECRETS]);
  await policy('keys-only', [KEYS]);
  await policy('secrets-only', [SECRETS]);
  await policy('far', [KEYS, SECRETS], { AccessControlRules: '{"NetworkRules":["far"]}' });
  await policy('shared', [SECRETS], { KmsInstance: 'shared' });
  const accessPoint = (name: string, policies: readonly string[] = [name]) =>
    kms('CreateApplicationAccessPoint', { Name: `app-${name}`, Policies: JSON.stringify(policies) });
  await accessPoint('all');
  await accessPoint('keys-only');
  await accessPoint('secrets-only');
  await accessPoint('far');
  // At the instance, and at the address that is shared.
  await accessPoint('both', ['all', 'shared']);
  const clientKey = async (accessPointName: string, times = {}) => {
    const AapName = `app-${accessPointName}`;
    const { ClientKeyId, PrivateKeyData } = await kms('CreateClientKey', { AapName, Password: PASSWORD, ...times });
    return { KeyId: String(ClientKeyId), PrivateKeyData: String(PrivateKeyData) };
  };
  const deleted = await clientKey('all');
  await kms('DeleteClientKey', { ClientKeyId: deleted.KeyId });
  const NotAfter = expiry.toISOString().replace(/\.\d+/, '');
  return {
    all: await clientKey('all'),
    'keys only': await clientKey('keys-only'),
    'secrets only': await clientKey('secrets-only'),
    'another network': await clientKey('far'),
    'not valid yet': await clientKey('all', { NotBefore: '2090-01-01T00:00:00Z', NotAfter: '2091-01-01T00:00:00Z' }),
    expired: await clientKey('all', { NotBefore: '2020-01-01T00:00:00Z', NotAfter }),
    both: await clientKey('both'),
    deleted,
  };
}
