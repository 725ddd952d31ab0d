/** What official clients of instances find: keys, a secret, and client keys with policies that allow and that do not. */
import type { Call } from './certificate-line.js';

const PASSWORD = 'aap-Passw0rd';
const KEYS = 'RbacPermission/Template/CryptoServiceKeyUser';
const SECRETS = 'RbacPermission/Template/CryptoServiceSecretUser';

/** As programs of other languages read it. */
export interface Scene {
  readonly password: string;
  /** Client key files by name. */
  readonly keys: Readonly<Record<string, { readonly KeyId: string; readonly PrivateKeyData: string }>>;
  readonly [name: string]: unknown;
}

/** @param rotate gives a symmetric key its next version, and answers its id */
export async function makeScene(kms: Call, rotate: (keyId: string) => Promise<string>): Promise<Scene> {
  const made = async (parameters: object = {}) => {
    const { KeyMetadata } = await kms('CreateKey', parameters as Record<string, unknown>);
    return KeyMetadata as Readonly<Record<'KeyId' | 'PrimaryKeyVersion', string>>;
  };
  const idOf = async (KeySpec: string, KeyUsage: string) => (await made({ KeySpec, KeyUsage })).KeyId;
  const { KeyId: key } = await made();
  await kms('CreateAlias', { KeyId: key, AliasName: 'alias/instance' });
  const { KeyId: rotated, PrimaryKeyVersion: first } = await made();
  const newest = await rotate(rotated);
  const { KeyId: disabled } = await made();
  await kms('DisableKey', { KeyId: disabled });
  await kms('CreateSecret', { SecretName: 'instance/password', VersionId: 'v1', SecretData: 'correct horse' });
  return {
    password: PASSWORD,
    key,
    rotated,
    first,
    newest,
    disabled,
    rsa: await idOf('RSA_2048', 'SIGN/VERIFY'),
    ec: await idOf('EC_P256', 'SIGN/VERIFY'),
    k1: await idOf('EC_P256K', 'SIGN/VERIFY'),
    sm2: await idOf('EC_SM2', 'SIGN/VERIFY'),
    oaep: await idOf('RSA_2048', 'ENCRYPT/DECRYPT'),
    ecies: await idOf('EC_P256', 'ENCRYPT/DECRYPT'),
    ecies_k1: await idOf('EC_P256K', 'ENCRYPT/DECRYPT'),
    keys: await clientKeys(kms),
  };
}

async function clientKeys(kms: Call): Promise<Scene['keys']> {
  const { DefaultKmsInstanceId } = await kms('GetDefaultKmsInstance');
  await kms('CreateNetworkRule', { Name: 'far', Type: 'Private', SourcePrivateIp: '["192.0.2.1"]' });
  const policy = (Name: string, permissions: readonly string[], more = {}) =>
    kms('CreatePolicy', {
      Name,
      KmsInstance: String(DefaultKmsInstanceId),
      Permissions: JSON.stringify(permissions),
      Resources: '["key/*","secret/*"]',
      ...more,
    });
  await policy('all', [KEYS, SECRETS]);
  await policy('keys-only', [KEYS]);
  await policy('far', [KEYS, SECRETS], { AccessControlRules: '{"NetworkRules":["far"]}' });
  const clientKey = async (policyName: string, times = {}) => {
    const AapName = `app-${policyName}`;
    const { ClientKeyId, PrivateKeyData } = await kms('CreateClientKey', { AapName, Password: PASSWORD, ...times });
    return { KeyId: String(ClientKeyId), PrivateKeyData: String(PrivateKeyData) };
  };
  for (const name of ['all', 'keys-only', 'far']) {
    await kms('CreateApplicationAccessPoint', { Name: `app-${name}`, Policies: JSON.stringify([name]) });
  }
  const deleted = await clientKey('all');
  await kms('DeleteClientKey', { ClientKeyId: deleted.KeyId });
  return {
    all: await clientKey('all'),
    'keys only': await clientKey('keys-only'),
    'another network': await clientKey('far'),
    'not valid yet': await clientKey('all', { NotBefore: '2090-01-01T00:00:00Z', NotAfter: '2091-01-01T00:00:00Z' }),
    deleted,
  };
}
