/** One real thing of each kind that parameters name, made through the API when it is first asked for. */
import { createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import { DataKeys } from '../../src/kms/data-keys/data-keys.js';
import { openKeyFile } from '../../src/seal/key-file.js';
import { kmsStore } from '../../src/store/kms.js';
import { twoCodes } from '../api/ram/mfa-devices/authenticator-app.js';
import type { TestServer } from '../server.js';
import type { SignedClient } from '../signed-client.js';

const CAS = '2020-06-30';
const IMS = '2019-08-15';
const KMS = '2016-01-20';
const RAM = '2015-05-01';
const STS = '2015-04-01';

export interface Thing {
  /** What most parameters call it. */
  readonly name: string;
  /** Parameters that call it otherwise: a certificate by its serial number. */
  readonly by: Readonly<Record<string, string>>;
}

/** What is in the answers below and read here. */
type Answer = Record<string, string> & {
  readonly AccessKey: Record<string, string>;
  readonly Role: Record<string, string>;
  readonly VirtualMFADevice: Record<string, string>;
  readonly KeyMetadata: Record<string, string>;
  readonly KeyVersions: { readonly KeyVersion: readonly Record<string, string>[] };
  readonly Certificate: Record<string, string | number>;
  readonly InstanceStatusList: readonly Record<string, string>[];
};

/** The things of one account. `suffix` ends the names that are chosen here: what is made again needs another. */
export class Things {
  private readonly made = new Map<string, Promise<Thing>>();

  constructor(
    private readonly server: TestServer,
    readonly owner: SignedClient,
    readonly suffix: string,
  ) {}

  get(kind: string): Promise<Thing> {
    const made = this.made.get(kind) ?? make(kind, this);
    this.made.set(kind, made);
    return made;
  }

  /** Those that there are so far. */
  async all(): Promise<ReadonlyMap<string, Thing>> {
    const entries = [...this.made].map(async ([kind, thing]) => [kind, await thing] as const);
    return new Map(await Promise.all(entries));
  }

  async call(version: string, action: string, parameters: Record<string, unknown>): Promise<Answer> {
    const { status, body } = await this.owner.call(version, action, parameters);
    if (status !== 200) throw new Error(`${action} answered ${status} ${JSON.stringify(body)}`);
    return body as Answer;
  }

  /** Of the owner's account. */
  async accountArn(): Promise<string> {
    const { AccountId } = await this.call(STS, 'GetCallerIdentity', {});
    return `acs:ram::${AccountId}:root`;
  }

  /** What only a command makes. */
  async addDataKey(name: string): Promise<void> {
    const { store } = this.server.running;
    const owner = await this.call('2015-04-01', 'GetCallerIdentity', {});
    const seal = await openKeyFile(this.server.data);
    const { change } = await new DataKeys(kmsStore(store).dataKeys, seal!).add(owner.AccountId!, name, 32, new Date());
    await store.commit(change);
  }

  /** What no answer shows. */
  async instanceUuidOf(authority: string): Promise<string> {
    const { db } = this.server.running.store;
    const row = await db
      .selectFrom('ca_authorities')
      .select('instance_uuid')
      .where('id', '=', authority)
      .executeTakeFirst();
    return row?.instance_uuid ?? '';
  }

  async numberOfIssuer(instance: string): Promise<string> {
    const { status, body } = await this.owner.call(CAS, 'ListAllEndEntityInstance', { ShowSize: 50 });
    const listed = (body.List as { readonly Id: number; readonly InstanceId: string }[]).find(
      it => it.InstanceId === instance,
    );
    if (!listed) throw new Error(`ListAllEndEntityInstance answered ${status} without ${instance}`);
    return String(listed.Id);
  }
}

async function make(kind: string, things: Things): Promise<Thing> {
  const recipe = recipes[kind];
  if (!recipe) throw new Error(`Nothing here makes a ${kind}: add a recipe`);
  return recipe(things);
}

const subject = {
  Organization: 'O',
  OrganizationUnit: 'U',
  Locality: 'L',
  State: 'S',
  CountryCode: 'CN',
  Algorithm: 'ECC_256',
};

const named = (name: string): Thing => ({ name, by: {} });

async function keyOf(things: Things, parameters: Record<string, unknown>): Promise<Thing> {
  const { KeyMetadata } = await things.call(KMS, 'CreateKey', { ...parameters, Description: `pair ${things.suffix}` });
  return named(KeyMetadata.KeyId ?? '');
}

async function onlyVersionOf(things: Things, kind: string): Promise<Thing> {
  const { name } = await things.get(kind);
  const { KeyVersions } = await things.call(KMS, 'ListKeyVersions', { KeyId: name });
  return named(KeyVersions.KeyVersion[0]?.KeyVersionId ?? '');
}

async function deviceOf(things: Things, VirtualMFADeviceName: string): Promise<Thing> {
  const { VirtualMFADevice } = await things.call(RAM, 'CreateVirtualMFADevice', { VirtualMFADeviceName });
  return { name: VirtualMFADevice.SerialNumber ?? '', by: { seed: VirtualMFADevice.Base32StringSeed ?? '' } };
}

/** By kind, for every kind that a product declares. */
export const recipes: Readonly<Record<string, (things: Things) => Promise<Thing>>> = {
  'cas.root': async things => {
    const CommonName = `Root ${things.suffix}`;
    const { Identifier = '' } = await things.call(CAS, 'CreateRootCACertificate', {
      ...subject,
      CommonName,
      Years: 20,
    });
    return named(Identifier);
  },

  'cas.issuer': async things => {
    const root = await things.get('cas.root');
    const { Identifier = '' } = await things.call(CAS, 'CreateSubCACertificate', {
      ...subject,
      ParentIdentifier: root.name,
      CommonName: `Sub ${things.suffix}`,
      Years: 5,
    });
    const { InstanceStatusList } = await things.call(CAS, 'GetCAInstanceStatus', { Identifier });
    const InstanceId = InstanceStatusList[0]?.InstanceId ?? '';
    const Uuid = await things.instanceUuidOf(Identifier);
    const number = await things.numberOfIssuer(InstanceId);
    return { name: Identifier, by: { InstanceId, Uuid, InstanceUuid: Uuid, Id: number, ParentId: number } };
  },

  'cas.authority': things => things.get('cas.issuer'),

  'cas.certificate': async things => {
    const issuer = await things.get('cas.issuer');
    const made = await things.call(CAS, 'CreateClientCertificate', {
      ParentIdentifier: issuer.name,
      CommonName: `laptop ${things.suffix}`,
    });
    const { Identifier = '', SerialNumber = '' } = made;
    const { Certificate } = await things.call(CAS, 'DescribeClientCertificate', { Identifier });
    return { name: Identifier, by: { SerialNumber, Ids: String(Certificate.Id) } };
  },

  'cas.certificate-with-key': things => things.get('cas.certificate'),

  'ims.oidc-provider': async things => {
    const OIDCProviderName = `oidc-provider-${things.suffix}`.slice(0, 128);
    await things.call(IMS, 'CreateOIDCProvider', {
      OIDCProviderName,
      IssuerUrl: 'https://ci.example.com',
      ClientIds: 'chancery,shop',
      Fingerprints: '990f4193972f2becf12ddeda5237f9c952f20d9e',
    });
    return named(OIDCProviderName);
  },

  'kms.network-rule': async things => {
    const Name = `rule-${things.suffix}`;
    await things.call(KMS, 'CreateNetworkRule', { Name, Type: 'Private', SourcePrivateIp: '["10.0.0.0/8"]' });
    return named(Name);
  },

  'kms.policy': async things => {
    const Name = `kms-policy-${things.suffix}`;
    await things.call(KMS, 'CreatePolicy', {
      Name,
      Permissions: '["RbacPermission/Template/CryptoServiceKeyUser"]',
      Resources: '["key/*"]',
    });
    return named(Name);
  },

  'kms.access-point': async things => {
    const Name = `access-point-${things.suffix}`;
    const { name } = await things.get('kms.policy');
    await things.call(KMS, 'CreateApplicationAccessPoint', { Name, Policies: JSON.stringify([name]) });
    return named(Name);
  },

  'kms.alias': async things => {
    const key = await things.get('kms.key');
    const AliasName = `alias/things-${things.suffix}`;
    await things.call(KMS, 'CreateAlias', { AliasName, KeyId: key.name });
    return named(AliasName);
  },

  'kms.instance': async things => {
    const { DefaultKmsInstanceId = '' } = await things.call(KMS, 'GetDefaultKmsInstance', {});
    return named(DefaultKmsInstanceId);
  },

  'kms.client-key': async things => {
    const { name } = await things.get('kms.access-point');
    const made = await things.call(KMS, 'CreateClientKey', { AapName: name, Password: 'Str0ng-Passw0rd' });
    return named(made.ClientKeyId ?? '');
  },

  'kms.key': async things => {
    const made = await things.call(KMS, 'CreateKey', { Description: `key ${things.suffix}` });
    const { KeyId = '', Arn = '' } = made.KeyMetadata;
    return { name: KeyId, by: { ProtectedResourceArn: Arn } };
  },

  'kms.key-version': async things => {
    const { name } = await things.get('kms.key');
    const { KeyMetadata } = await things.call(KMS, 'DescribeKey', { KeyId: name });
    return named(KeyMetadata.PrimaryKeyVersion ?? '');
  },

  'kms.signing-key': things => keyOf(things, { KeySpec: 'EC_P256' }),

  'kms.signing-key-version': things => onlyVersionOf(things, 'kms.signing-key'),

  'kms.encryption-pair': things => keyOf(things, { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT/DECRYPT' }),

  'kms.encryption-pair-version': things => onlyVersionOf(things, 'kms.encryption-pair'),

  'kms.pair-ciphertext': async things => {
    const { name: KeyId } = await things.get('kms.encryption-pair');
    const { name: KeyVersionId } = await things.get('kms.encryption-pair-version');
    const request = { KeyId, KeyVersionId, Algorithm: 'RSAES_OAEP_SHA_256', Plaintext: 'SGVsbG8gd29ybGQ=' };
    const { CiphertextBlob = '' } = await things.call(KMS, 'AsymmetricEncrypt', request);
    return named(CiphertextBlob);
  },

  'kms.data-key': async things => {
    const name = `data-key-${things.suffix}`;
    await things.addDataKey(name);
    return named(name);
  },

  'kms.external-key': things => keyOf(things, { Origin: 'EXTERNAL' }),

  'kms.import-token': async things => {
    const { name: KeyId } = await things.get('kms.external-key');
    const asked = { KeyId, WrappingKeySpec: 'RSA_2048', WrappingAlgorithm: 'RSAES_OAEP_SHA_256' };
    const { ImportToken = '', PublicKey = '' } = await things.call(KMS, 'GetParametersForImport', asked);
    const key = createPublicKey({ key: Buffer.from(PublicKey, 'base64'), format: 'der', type: 'spki' });
    const wrapped = publicEncrypt({ key, oaepHash: 'sha256' }, randomBytes(32));
    return { name: ImportToken, by: { EncryptedKeyMaterial: wrapped.toString('base64') } };
  },

  'kms.mac-key': things => keyOf(things, { KeySpec: 'HMAC_SHA_256' }),

  'kms.ciphertext': async things => {
    const { name } = await things.get('kms.key');
    const { CiphertextBlob = '' } = await things.call(KMS, 'GenerateDataKey', { KeyId: name });
    return named(CiphertextBlob);
  },

  'kms.secret': async things => {
    const SecretName = `secret-${things.suffix}`;
    await things.call(KMS, 'CreateSecret', {
      SecretName,
      VersionId: `version-${things.suffix}`,
      SecretData: `value-${things.suffix}`,
    });
    return named(SecretName);
  },

  'kms.managed-secret': async things => {
    const UserName = `keyed-${things.suffix}`;
    await things.call(RAM, 'CreateUser', { UserName });
    const { AccessKey } = await things.call(RAM, 'CreateAccessKey', { UserName });
    const { AccessKeyId, AccessKeySecret } = AccessKey as Record<string, string>;
    const { SecretName } = await things.call(KMS, 'CreateSecret', {
      SecretName: '$Auto',
      VersionId: 'v1',
      SecretType: 'RAMCredentials',
      SecretData: JSON.stringify({ AccessKeys: [{ AccessKeyId, AccessKeySecret }] }),
      ExtendedConfig: JSON.stringify({ SecretSubType: 'RamUserAccessKey', UserName }),
    });
    return named(String(SecretName));
  },

  'kms.secret-version': async things => {
    await things.get('kms.secret');
    return named(`version-${things.suffix}`);
  },

  'ram.user': async things => {
    const UserName = `user-${things.suffix}`;
    await things.call(RAM, 'CreateUser', { UserName });
    return named(UserName);
  },

  'ram.user-with-login-profile': async things => {
    const { name } = await things.get('ram.user');
    await things.call(RAM, 'CreateLoginProfile', { UserName: name, Password: 'A-first-passw0rd' });
    return named(name);
  },

  'ram.mfa-device': things => deviceOf(things, `device-${things.suffix}`),

  'ram.user-with-mfa-device': async things => {
    const { name } = await things.get('ram.user');
    const { name: SerialNumber, by } = await deviceOf(things, `phone-${things.suffix}`);
    await things.call(RAM, 'BindMFADevice', { UserName: name, SerialNumber, ...twoCodes(by.seed ?? '') });
    return named(name);
  },

  'ram.group': async things => {
    const GroupName = `group-${things.suffix}`;
    await things.call(RAM, 'CreateGroup', { GroupName });
    return named(GroupName);
  },

  'ram.role': async things => {
    const RoleName = `role-${things.suffix}`;
    const document = {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: [await things.accountArn()] } }],
    };
    const { Role } = await things.call(RAM, 'CreateRole', {
      RoleName,
      AssumeRolePolicyDocument: JSON.stringify(document),
    });
    return { name: RoleName, by: { RoleArn: Role.Arn ?? '' } };
  },

  'ram.access-key': async things => {
    const { name } = await things.get('ram.user');
    const { AccessKey } = await things.call(RAM, 'CreateAccessKey', { UserName: name });
    return named(AccessKey.AccessKeyId ?? '');
  },

  'ram.policy': async things => {
    const PolicyName = `ram-policy-${things.suffix}`;
    const document = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }] };
    await things.call(RAM, 'CreatePolicy', { PolicyName, PolicyDocument: JSON.stringify(document) });
    return named(PolicyName);
  },
};
