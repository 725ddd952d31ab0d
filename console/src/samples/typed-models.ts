/**
 * What the product packages of Go and Java know of their operations: the requests are typed, so a call fits only if the package is new
 * enough for it and every value has the type that it is compiled for. The generic client makes the calls that do not fit. The suite
 * compiles every operation with all its parameters, so a gap that is missing here shows there.
 */
import type { SampleCall, SampleMember, SampleValue } from './sample';

export interface TypedModels {
  /** Operations that the package is older than. */
  readonly operationsMissing?: readonly string[];
  /** Parameters that it is older than, by operation. */
  readonly parametersMissing?: Readonly<Record<string, readonly string[]>>;
  /** What is not a text, by the name on the wire. */
  readonly types: Readonly<Record<string, MemberType>>;
}

export type MemberType = 'int32' | 'int64' | 'boolean' | 'texts' | 'objects' | 'map';

/** Of KMS: `kms20160120` 1.2.3 of Maven and `kms-20160120` v3.2.3 of Go know the same. */
export const kmsModels: TypedModels = {
  operationsMissing: [
    'BatchGetSecretValue',
    'GenerateMac',
    'GetDefaultKmsInstance',
    'GetKmsInstanceQuotaInfos',
    'GetManagedDataKey',
    'ListManagedDataKeyVersions',
    'ReleaseKmsInstance',
    'VerifyMac',
  ],
  parametersMissing: {
    CreateKey: ['KeyStorageMechanism'],
    Decrypt: ['Recipient'],
    GenerateDataKey: ['Recipient'],
    ListKmsInstances: ['Filters'],
    SetDeletionProtection: ['KeyId', 'KmsInstanceId'],
  },
  types: {
    All: 'boolean',
    EnableAutomaticRotation: 'boolean',
    EnableDeletionProtection: 'boolean',
    ExportablePrivateKey: 'boolean',
    FetchExtendedConfig: 'boolean',
    KeyMaterialExpireUnix: 'int64',
    NumberOfBytes: 'int32',
    PageNumber: 'int32',
    PageSize: 'int32',
    PendingWindowInDays: 'int32',
    ResourceId: 'texts',
    Tag: 'objects',
    TagKey: 'texts',
    DestinationEncryptionContext: 'map',
    EncryptionContext: 'map',
    ExtendedConfig: 'map',
    SourceEncryptionContext: 'map',
    SubjectAlternativeNames: 'map',
  },
};

/** Of RAM: `ram20150501` 1.0.2 of Maven. */
export const ramModels: TypedModels = {
  operationsMissing: ['DecodeDiagnosticMessage', 'ListTagResources', 'TagResources', 'UntagResources'],
  parametersMissing: {
    AttachPolicyToGroup: ['ResourceGroupId'],
    AttachPolicyToRole: ['ResourceGroupId'],
    AttachPolicyToUser: ['ResourceGroupId'],
    CreatePolicy: ['Tag'],
    CreateRole: ['Tag'],
    DeletePolicy: ['CascadingDelete'],
    DetachPolicyFromGroup: ['ResourceGroupId'],
    DetachPolicyFromRole: ['ResourceGroupId'],
    DetachPolicyFromUser: ['ResourceGroupId'],
    ListPolicies: ['Tag'],
    ListRoles: ['Tag'],
  },
  types: {
    AllowUserToChangePassword: 'boolean',
    AllowUserToManageAccessKeys: 'boolean',
    AllowUserToManageMFADevices: 'boolean',
    AllowUserToManagePublicKeys: 'boolean',
    EnableSaveMFATicket: 'boolean',
    HardExpiry: 'boolean',
    LoginSessionDuration: 'int32',
    MFABindRequired: 'boolean',
    MaxItems: 'int32',
    MaxLoginAttemps: 'int32',
    MaxPasswordAge: 'int32',
    MaxSessionDuration: 'int64',
    MinimumPasswordLength: 'int32',
    NewMaxSessionDuration: 'int64',
    PasswordResetRequired: 'boolean',
    PasswordReusePrevention: 'int32',
    RequireLowercaseCharacters: 'boolean',
    RequireNumbers: 'boolean',
    RequireSymbols: 'boolean',
    RequireUppercaseCharacters: 'boolean',
    SetAsDefault: 'boolean',
  },
};

/** Of STS: `sts20150401` 1.1.4 of Maven. */
export const stsModels: TypedModels = {
  parametersMissing: { AssumeRole: ['SourceIdentity'] },
  types: { DurationSeconds: 'int64' },
};

/** Whether a package's request can hold what was entered: what is sent although it is wrong often cannot be. */
export function fits(models: TypedModels, { action, extension, parameters }: SampleCall): boolean {
  if (extension || models.operationsMissing?.includes(action)) return false;
  const missing = models.parametersMissing?.[action] ?? [];
  return parameters.every(({ name, value }) => !missing.includes(name) && hasType(value, typeOf(models, name)));
}

export function typeOf(models: TypedModels, name: string): MemberType | 'text' {
  return Object.hasOwn(models.types, name) ? (models.types[name] ?? 'text') : 'text';
}

function hasType(value: SampleValue, type: MemberType | 'text'): boolean {
  switch (type) {
    case 'text':
      return isText(value) || (value.kind === 'json' && !value.structured);
    case 'int32':
      return value.kind === 'integer' && BigInt(value.digits) === BigInt.asIntN(32, BigInt(value.digits));
    case 'int64':
      return value.kind === 'integer';
    case 'boolean':
      return value.kind === 'boolean';
    case 'texts':
      return value.kind === 'list' && value.items.every(isText);
    case 'objects':
      return value.kind === 'list' && value.items.every(item => membersOf(item)?.every(hasText) ?? false);
    case 'map':
      return value.kind === 'json' && value.structured && (membersOf(value.value)?.every(hasText) ?? false);
  }
}

function isText({ kind }: SampleValue): boolean {
  return kind === 'text' || kind === 'environment';
}

function hasText({ value }: SampleMember): boolean {
  return isText(value);
}

function membersOf(value: SampleValue): readonly SampleMember[] | undefined {
  return value.kind === 'object' ? value.members : undefined;
}

/** Of members that come twice the last one, as in a JSON text. Go and Java refuse the others. */
export function lastOfEachName(members: readonly SampleMember[]): readonly SampleMember[] {
  return [...new Map(members.map(member => [member.name, member])).values()];
}
