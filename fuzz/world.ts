/**
 * What the fuzzer knows of the server that it attacks: who it can sign as, and names of things that are there. It learns more names
 * from the answers, so that requests reach deep into the handlers.
 */
import type { ChildServer } from '../test/child-server.js';
import { SignedClient } from '../test/signed-client.js';
import { furnishIdentities, furnishKeys, furnishManaged } from './fitting.js';
import type { Random } from './random.js';

export interface AccessKey {
  readonly id: string;
  readonly secret: string;
}

const NAMES_KEPT = 60;
/** Members of answers that name a thing, by the parameters that take such a name. */
const SOURCES: Readonly<Record<string, string>> = {
  ParentIdentifier: 'Identifier',
  UserAccessKeyId: 'AccessKeyId',
  AapName: 'Name',
  ProtectedResourceArn: 'Arn',
  EncryptionKeyId: 'KeyId',
  DKMSInstanceId: 'KmsInstanceId',
  MoveToVersion: 'VersionId',
  RemoveFromVersion: 'VersionId',
  NewGroupName: 'GroupName',
};
const LEARNT = new Set([
  'Identifier',
  'UserName',
  'PolicyName',
  'AccessKeyId',
  'Name',
  'ClientKeyId',
  'KeyId',
  'KeyVersionId',
  'Arn',
  'CiphertextBlob',
  'AliasName',
  'KmsInstanceId',
  'SecretName',
  'VersionId',
  'GroupName',
  'RoleName',
  'Marker',
  'NextToken',
]);

export class World {
  /** Stands in every password; may appear in no log and no audit record. */
  readonly secretMark: string;
  readonly root: AccessKey;
  /** Sub CAs, which issue certificates, and the roots above them, with an algorithm of their family. */
  readonly issuers: { readonly identifier: string; readonly algorithm: string }[] = [];
  readonly roots: { readonly identifier: string; readonly algorithm: string }[] = [];
  /** Parameters that go together, by the operations that take them. */
  readonly fitting = new Map<string, Readonly<Record<string, string>>>();
  readonly ownedKeys: { readonly user: string; readonly id: string }[] = [];
  readonly #signers: AccessKey[] = [];
  readonly #names = new Map<string, string[]>();
  /** Things that the fuzzer itself needs to go on, so it never names them. */
  readonly #kept = new Set<string>();

  constructor(root: AccessKey, secretMark: string) {
    this.root = root;
    this.secretMark = secretMark;
    this.#kept.add(root.id);
  }

  /** Keeps a name out of what the fuzzer plays with. */
  keep(name: string): void {
    this.#kept.add(name);
  }

  addSigner(key: AccessKey): void {
    if (this.#signers.length < 20) this.#signers.push(key);
  }

  /** Mostly root, so that calls come through; sometimes a user, or nobody the server knows. */
  signer(random: Random): AccessKey {
    return random.weighted<() => AccessKey>([
      [80, () => this.root],
      [18, () => (this.#signers.length > 0 ? random.pick(this.#signers) : this.root)],
      [2, () => ({ id: 'LTAIunknown000000000', secret: 'unknown' })],
    ])();
  }

  /** The name of something that is there, fit for a parameter, or undefined when none is known. */
  name(parameter: string, random: Random): string | undefined {
    const names = this.#names.get(SOURCES[parameter] ?? parameter);
    return names && random.pick(names);
  }

  /** Takes the names out of an answer. */
  learn(value: unknown): void {
    if (Array.isArray(value)) for (const item of value.slice(0, 20)) this.learn(item);
    else if (typeof value === 'object' && value !== null) {
      for (const [member, inner] of Object.entries(value)) {
        if (typeof inner === 'object') this.learn(inner);
        else if (typeof inner === 'string' && LEARNT.has(member) && !this.#kept.has(inner))
          this.#remember(member, inner);
      }
      const { AccessKeyId: id, AccessKeySecret: secret } = value as Record<string, unknown>;
      if (typeof id === 'string' && typeof secret === 'string') this.addSigner({ id, secret });
    }
  }

  #remember(member: string, name: string): void {
    const names = this.#names.get(member) ?? [];
    if (names.includes(name)) return;
    if (names.length >= NAMES_KEPT) names.shift();
    names.push(name);
    this.#names.set(member, names);
  }
}

const CAS = '2020-06-30';
const RAM = '2015-05-01';
export const KMS = '2016-01-20';

/** Calls an operation as the account itself, and throws unless it answers with success. */
export type Make = (
  version: string,
  action: string,
  parameters: Record<string, unknown>,
) => Promise<Record<string, unknown>>;

/** A policy that lets a service assume a role. */
export const TRUST = JSON.stringify({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ['kms.aliyuncs.com'] } }],
});

/** As the account itself. */
export function makerAt(url: string, { root }: World): Make {
  const client = new SignedClient({ endpoint: url, accessKeyId: root.id, accessKeySecret: root.secret });
  return async (version, action, parameters) => {
    const { status, body } = await client.call(version, action, parameters);
    if (status !== 200) throw new Error(`${action} answered ${status} ${JSON.stringify(body)}`);
    return body;
  };
}

/** Makes one of everything on a fresh server. */
export async function furnish(
  { url, accessKeyId, accessKeySecret }: Pick<ChildServer, 'url' | 'accessKeyId' | 'accessKeySecret'>,
  secretMark: string,
): Promise<World> {
  const world = new World({ id: accessKeyId, secret: accessKeySecret }, secretMark);
  const make = makerAt(url, world);

  const subject = { Organization: 'Fuzz', OrganizationUnit: 'Fuzz', Locality: 'Hangzhou', State: 'Zhejiang' };
  for (const Algorithm of ['ECC_256', 'SM2_256']) {
    const authority = { CommonName: `Fuzz ${Algorithm}`, ...subject, Algorithm, Years: 10 };
    const root = await make(CAS, 'CreateRootCACertificate', authority);
    const sub = await make(CAS, 'CreateSubCACertificate', { ...authority, ParentIdentifier: root.Identifier });
    world.roots.push({ identifier: String(root.Identifier), algorithm: Algorithm });
    world.issuers.push({ identifier: String(sub.Identifier), algorithm: Algorithm });
    const issued = {
      ParentIdentifier: sub.Identifier,
      CommonName: 'fuzz.example',
      Algorithm,
      Days: 30,
      Immediately: 1,
    };
    for (const made of [
      root,
      sub,
      await make(CAS, 'CreateClientCertificate', issued),
      await make(CAS, 'CreateServerCertificate', issued),
    ]) {
      world.learn(made);
    }
  }

  const everything = { Version: '1', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  await make(RAM, 'CreatePolicy', { PolicyName: 'fuzz-everything', PolicyDocument: JSON.stringify(everything) });
  for (const UserName of ['fuzz-mighty', 'fuzz-powerless', 'fuzz-disabled', 'fuzz-target']) {
    world.learn(await make(RAM, 'CreateUser', { UserName }));
    const { AccessKey } = await make(RAM, 'CreateAccessKey', { UserName });
    const { AccessKeyId: id, AccessKeySecret: secret } = AccessKey as Record<string, string>;
    world.addSigner({ id: id as string, secret: secret as string });
    world.ownedKeys.push({ user: UserName, id: id as string });
    if (UserName === 'fuzz-mighty') {
      await make(RAM, 'AttachPolicyToUser', { UserName, PolicyName: 'fuzz-everything', PolicyType: 'Custom' });
    }
    if (UserName === 'fuzz-disabled') {
      await make(RAM, 'UpdateAccessKey', { UserName, UserAccessKeyId: id, Status: 'Inactive' });
    }
    world.learn({ AccessKeyId: id });
  }
  world.learn({ PolicyName: 'fuzz-everything' });
  world.learn({ PolicyName: 'AdministratorAccess' });

  const Name = 'fuzz';
  await make(KMS, 'CreateNetworkRule', { Name, Type: 'Private', SourcePrivateIp: '["10.0.0.0/8"]' });
  await make(KMS, 'CreatePolicy', {
    Name,
    Permissions: '["RbacPermission/Template/CryptoServiceKeyUser"]',
    Resources: '["key/*"]',
  });
  await make(KMS, 'CreateApplicationAccessPoint', { Name, Policies: '["fuzz"]' });
  world.learn({ Name });
  world.learn(await make(KMS, 'CreateClientKey', { AapName: Name, Password: `${secretMark}-Aa1` }));

  const { DefaultKmsInstanceId } = await make(KMS, 'GetDefaultKmsInstance', {});
  world.learn({ KmsInstanceId: DefaultKmsInstanceId });
  const { KeyMetadata } = await make(KMS, 'CreateKey', {});
  world.learn(KeyMetadata);
  const { KeyId } = KeyMetadata as Record<string, unknown>;
  world.learn(await make(KMS, 'Encrypt', { KeyId, Plaintext: 'ZnV6eg==' }));
  await make(KMS, 'CreateAlias', { KeyId, AliasName: 'alias/fuzz' });
  for (const parameters of [{ KeySpec: 'HMAC_SHA_256' }, { KeySpec: 'EC_P256' }, { KeySpec: 'RSA_2048' }]) {
    const made = (await make(KMS, 'CreateKey', parameters)).KeyMetadata as Record<string, unknown>;
    world.learn(made);
    const { KeyVersions } = await make(KMS, 'ListKeyVersions', { KeyId: made.KeyId });
    world.learn(KeyVersions);
  }
  await furnishKeys(world, make);
  world.learn({ AliasName: 'alias/fuzz' });
  const secret = { SecretName: 'fuzz', VersionId: 'fuzz', SecretData: secretMark };
  world.learn(await make(KMS, 'CreateSecret', { ...secret, EncryptionKeyId: KeyId }));
  await furnishManaged(world, make);
  world.learn(await make(RAM, 'CreateGroup', { GroupName: 'fuzz' }));
  world.learn(await make(RAM, 'CreateRole', { RoleName: 'fuzz', AssumeRolePolicyDocument: TRUST }));
  await furnishIdentities(world, make);
  return world;
}
