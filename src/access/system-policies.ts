/**
 * The system policies that concern the products of this server: readable by everybody, changeable by nobody (wire/ram-sts.md section 8). Documents
 * follow the vendor's published ones (RAM documentation, pages of the policies) as far as they speak of our products;
 * where none is published they follow the shape of their published siblings. What differs, and why, stands at each.
 */
import type { Policy } from './policy.js';
import { parsePolicy } from './policy-grammar.js';

export interface SystemPolicy {
  readonly name: string;
  /** The only version there is here, numbered as in the cloud. */
  readonly defaultVersion: string;
  readonly description: string;
  /** JSON text, as RAM's GetPolicy answers it. */
  readonly document: string;
  /** The document, parsed when first asked for. */
  readonly policy: Policy;
}

interface StatementDocument {
  readonly Effect: 'Allow';
  readonly Action?: string | readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const everything = '*';

function allow(...actions: readonly string[]): StatementDocument {
  return { Effect: 'Allow', Action: actions.length === 1 ? actions[0]! : actions, Resource: everything };
}

function allowServiceLinkedRoles(...services: readonly string[]): StatementDocument {
  return { ...allow('ram:CreateServiceLinkedRole'), Condition: { StringEquals: { 'ram:ServiceName': services } } };
}

function systemPolicy(
  name: string,
  defaultVersion: string,
  description: string,
  ...statements: readonly StatementDocument[]
): SystemPolicy {
  const document = JSON.stringify({ Version: '1', Statement: statements }, null, 2);
  let policy: Policy | undefined;
  return {
    name,
    defaultVersion,
    description,
    document,
    get policy() {
      policy ??= parsePolicy(document);
      return policy;
    },
  };
}

/**
 * To read certificates is not to take their keys. The globs that the vendor's read-only policies are made of (`Describe*`,
 * `Get*`) would cover DescribeCertificatePrivateKey, so what may be read is named here, and what hands out secrets is just
 * not among it. A Deny statement would be shorter, but a deny outvotes every allow: a user who is given read access and, by
 * another policy, one key, could then not get that key.
 */
const readCertificates = [
  'yundun-cert:DescribeCACertificate*',
  'yundun-cert:DescribeClientCertificate*',
  'yundun-cert:DescribePca*',
  'yundun-cert:GetCA*',
  'yundun-cert:List*',
  'yundun-cert:Query*',
];

/** The published content of AliyunKMSReadOnlyAccess. */
const readKms = [
  'kms:List*',
  'kms:Describe*',
  'kms:GetPublicKey',
  'kms:GetUploadBackupDataInfo',
  'kms:GetKmsInstanceSharedAccounts',
  'kms:GetKmsInstanceQuotaInfos',
  'kms:GetCheckAssociateResourceTaskResults',
  'kms:GetKeyPolicy',
  'kms:GetKeyDefaultPolicy',
  'kms:GetSecretPolicy',
  'kms:GetSecretDefaultPolicy',
  'kms:GetKmsInstance',
  'kms:GetDefaultKmsInstance',
];

/**
 * What else KMS has under `Get…`, without GetSecretValue and GetManagedDataKey: those hand out a stored secret and a
 * plaintext data key, and are left out for the reason given at `readCertificates`.
 */
const readKmsBesides = ['kms:GetClientKey', 'kms:GetParametersForImport', 'kms:GetRandomPassword'];

const readRam = ['ram:Get*', 'ram:List*', 'ram:GenerateCredentialReport'];

const systemPolicies: readonly SystemPolicy[] = [
  systemPolicy('AdministratorAccess', 'v1', 'Everything in this account.', allow('*')),
  systemPolicy(
    'PowerUserAccess',
    'v2',
    'Everything in this account but identities, their permissions, and the account itself.',
    {
      Effect: 'Allow',
      NotAction: [
        'ram:*',
        'ims:*',
        'resourcemanager:*',
        'resourcesharing:*',
        'cloudsso:*',
        'bss:ModifyAccount',
        'bss:ModifyBillingAccount',
        'bss:ModifyPaymentRelationship',
        'bssapi:ModifyAccountRelation',
        // Of this server alone: what the policies of the account say is about identities and their permissions.
        'chancery:*',
      ],
      Resource: everything,
    },
    allow(
      'ram:ListUserBasicInfos',
      'ram:ListRoles',
      'ram:CreateServiceLinkedRole',
      'ram:DeleteServiceLinkedRole',
      'ram:GetServiceLinkedRoleDeletionStatus',
      'ram:CheckServiceLinkedRoleExistence',
    ),
  ),
  systemPolicy(
    'ReadOnlyAccess',
    'v1',
    'Reading everything in this account but secrets and private keys.',
    allow(...readCertificates, ...readKms, ...readKmsBesides, ...readRam),
  ),
  systemPolicy('AliyunSTSAssumeRoleAccess', 'v1', 'Assuming roles.', allow('sts:AssumeRole')),
  systemPolicy('AliyunRAMFullAccess', 'v1', 'Managing identities and permissions.', allow('ram:*', 'ims:*')),
  systemPolicy(
    'AliyunRAMReadOnlyAccess',
    'v3',
    'Reading identities and permissions.',
    allow(...readRam),
    allow('accessanalyzer:Get*', 'accessanalyzer:List*'),
  ),
  systemPolicy(
    'AliyunKMSFullAccess',
    'v3',
    'Everything in the key management service.',
    allow('kms:*'),
    allowServiceLinkedRoles('secretsmanager-rds.kms.aliyuncs.com', 'keystore.kms.aliyuncs.com'),
  ),
  systemPolicy(
    'AliyunKMSReadOnlyAccess',
    'v3',
    'Reading the key management service, without secrets.',
    allow(...readKms),
  ),
  systemPolicy(
    'AliyunKMSCryptoUserAccess',
    'v2',
    'Using keys: encrypt, decrypt, sign, verify, authenticate.',
    allow(
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:AsymmetricDecrypt',
      'kms:AsymmetricEncrypt',
      'kms:AsymmetricSign',
      'kms:AsymmetricVerify',
      'kms:GetPublicKey',
      'kms:GenerateMac',
      'kms:VerifyMac',
    ),
  ),
  systemPolicy(
    'AliyunKMSCryptoAdminAccess',
    'v2',
    'Managing and using keys and aliases.',
    { ...allow('kms:*'), Resource: ['acs:kms:*:*:key*', 'acs:kms:*:*:alias*'] },
    {
      ...allow('ecs:TagResources', 'ecs:UntagResources', 'ecs:ListTagResources'),
      Resource: ['acs:kms:*:*:key/*', 'acs:kms:*:*:secret/*'],
    },
  ),
  systemPolicy(
    'AliyunKMSSecretUserAccess',
    'v1',
    'Reading secrets and their values.',
    allow('kms:GetSecretValue'),
    allow('kms:DescribeSecret', 'kms:ListSecretVersionIds'),
  ),
  systemPolicy(
    // The published document also lets the console read RDS and ECS, which are not here.
    'AliyunKMSSecretAdminAccess',
    'v5',
    'Managing secrets and reading their values.',
    { ...allow('kms:*'), Resource: 'acs:kms:*:*:secret*' },
    allow('kms:GetRandomPassword'),
    allowServiceLinkedRoles('secretsmanager-rds.kms.aliyuncs.com', 'secretsmanager-ecs.kms.aliyuncs.com'),
  ),
  systemPolicy(
    'AliyunYundunCertFullAccess',
    'v1',
    'Everything in certificate management, private keys included.',
    allow('yundun-cert:*'),
  ),
  systemPolicy(
    'AliyunYundunCertReadOnlyAccess',
    'v1',
    'Reading certificate management, without private keys.',
    allow(...readCertificates),
  ),
];

const byName: ReadonlyMap<string, SystemPolicy> = new Map(
  systemPolicies.map(policy => [policy.name.toLowerCase(), policy]),
);

/** Finds a system policy by its name, without regard to case as all names of RAM. */
export function findSystemPolicy(name: string): SystemPolicy | undefined {
  return byName.get(name.toLowerCase());
}

/** All system policies. */
export function listSystemPolicies(): readonly SystemPolicy[] {
  return systemPolicies;
}
