/**
 * Where declarations differ from the contracts (what official clients were generated from) on purpose, and why. The contract
 * suite (`test/derived/contract.test.ts`) fails on any other difference and on a line here that is no longer true, so the
 * coverage page can show this list.
 */
export interface ContractDeviation {
  readonly why: string;
  /** As the suite words them: `ram CreateUser request.UserName differs in required`. */
  readonly lines: readonly string[];
}

const otherTypes = (product: string, operation: string, names: readonly string[]): string[] =>
  names.map(name => `${product} ${operation} request.${name} has another type`);

const required = (product: string, parameters: Readonly<Record<string, readonly string[]>>): string[] =>
  Object.entries(parameters).flatMap(([operation, names]) =>
    names.map(name => `${product} ${operation} request.${name} differs in required`),
  );

function notInContract(product: string, operation: string): string {
  return `${product} ${operation} is not in the contract`;
}

export const CONTRACT_DEVIATIONS: readonly ContractDeviation[] = [
  {
    why: 'The contract flags no parameter of this operation as required; without each of these there is no session.',
    lines: required('sts', { AssumeRoleWithOIDC: ['OIDCProviderArn', 'RoleArn', 'OIDCToken', 'RoleSessionName'] }),
  },
  {
    why: 'The contract of IMS, made from an SDK, flags nothing as required; without these there is no provider, or nothing to add or to take away.',
    lines: required('ims', {
      CreateOIDCProvider: ['OIDCProviderName', 'IssuerUrl'],
      GetOIDCProvider: ['OIDCProviderName'],
      UpdateOIDCProvider: ['OIDCProviderName'],
      DeleteOIDCProvider: ['OIDCProviderName'],
      AddClientIdToOIDCProvider: ['OIDCProviderName', 'ClientId'],
      RemoveClientIdFromOIDCProvider: ['OIDCProviderName', 'ClientId'],
      AddFingerprintToOIDCProvider: ['OIDCProviderName', 'Fingerprint'],
      RemoveFingerprintFromOIDCProvider: ['OIDCProviderName', 'Fingerprint'],
    }),
  },
  {
    why: 'Nobody is shut out here for having been idle, so there is no number of days to tell.',
    lines: ['GetSecurityPreference', 'SetSecurityPreference'].map(
      operation => `ims ${operation} response.SecurityPreference has another type`,
    ),
  },
  {
    why: 'Resource groups are labels here, which nobody makes, so there is no date to tell.',
    lines: ['resourcemanager ListResourceGroups response.ResourceGroups has another type'],
  },
  {
    // wire/ram-sts.md section 9.
    why: "The contract of RAM, made from an SDK, flags nothing as required; the vendor's pages do.",
    lines: required('ram', {
      CreateUser: ['UserName'],
      GetUser: ['UserName'],
      UpdateUser: ['UserName'],
      DeleteUser: ['UserName'],
      UpdateAccessKey: ['UserAccessKeyId', 'Status'],
      DeleteAccessKey: ['UserAccessKeyId'],
      GetAccessKeyLastUsed: ['UserAccessKeyId'],
      CreateGroup: ['GroupName'],
      GetGroup: ['GroupName'],
      UpdateGroup: ['GroupName'],
      DeleteGroup: ['GroupName'],
      AddUserToGroup: ['UserName', 'GroupName'],
      RemoveUserFromGroup: ['UserName', 'GroupName'],
      ListUsersForGroup: ['GroupName'],
      ListGroupsForUser: ['UserName'],
      CreatePolicy: ['PolicyName', 'PolicyDocument'],
      GetPolicy: ['PolicyName', 'PolicyType'],
      UpdatePolicyDescription: ['PolicyName'],
      DeletePolicy: ['PolicyName'],
      CreatePolicyVersion: ['PolicyName', 'PolicyDocument'],
      GetPolicyVersion: ['PolicyName', 'PolicyType', 'VersionId'],
      ListPolicyVersions: ['PolicyName', 'PolicyType'],
      SetDefaultPolicyVersion: ['PolicyName', 'VersionId'],
      DeletePolicyVersion: ['PolicyName', 'VersionId'],
      AttachPolicyToUser: ['UserName', 'PolicyType', 'PolicyName'],
      DetachPolicyFromUser: ['UserName', 'PolicyType', 'PolicyName'],
      ListPoliciesForUser: ['UserName'],
      CreateRole: ['RoleName', 'AssumeRolePolicyDocument'],
      GetRole: ['RoleName'],
      UpdateRole: ['RoleName'],
      DeleteRole: ['RoleName'],
      AttachPolicyToRole: ['RoleName', 'PolicyType', 'PolicyName'],
      DetachPolicyFromRole: ['RoleName', 'PolicyType', 'PolicyName'],
      ListPoliciesForRole: ['RoleName'],
      AttachPolicyToGroup: ['GroupName', 'PolicyType', 'PolicyName'],
      DetachPolicyFromGroup: ['GroupName', 'PolicyType', 'PolicyName'],
      ListPoliciesForGroup: ['GroupName'],
      ListEntitiesForPolicy: ['PolicyName', 'PolicyType'],
      CreateLoginProfile: ['UserName', 'Password'],
      GetLoginProfile: ['UserName'],
      UpdateLoginProfile: ['UserName'],
      DeleteLoginProfile: ['UserName'],
      ChangePassword: ['OldPassword', 'NewPassword'],
      CreateVirtualMFADevice: ['VirtualMFADeviceName'],
      DeleteVirtualMFADevice: ['SerialNumber'],
      BindMFADevice: ['UserName', 'SerialNumber', 'AuthenticationCode1', 'AuthenticationCode2'],
      UnbindMFADevice: ['UserName'],
      GetUserMFAInfo: ['UserName'],
      SetAccountAlias: ['AccountAlias'],
      DecodeDiagnosticMessage: ['EncodedDiagnosticMessage'],
    }),
  },
  {
    // wire/kms.md section 6: what the vendor's pages say.
    why: "The contract of KMS, made from an SDK, requires an instance and an interval for every key, which the vendor's pages do not; an empty description is one, and takes the old one away; material that never ends needs no date, as in the vendor's samples.",
    lines: required('kms', {
      CreateKey: ['DKMSInstanceId', 'RotationInterval'],
      UpdateKeyDescription: ['Description'],
      ImportKeyMaterial: ['KeyMaterialExpireUnix'],
    }),
  },
  {
    // wire/ram-sts.md section 9.
    why: 'Without its type a name may be that of a policy or of a role, and a call without names or tags would do nothing.',
    lines: required('ram', {
      TagResources: ['ResourceType', 'ResourceNames', 'Tag'],
      UntagResources: ['ResourceType', 'ResourceNames'],
      ListTagResources: ['ResourceType'],
    }),
  },
  {
    // wire/kms.md section 17.2.
    why: 'The contract does not say what a context holds; here its values are texts, as the pages say.',
    lines: [
      'Encrypt request.EncryptionContext',
      'Decrypt request.EncryptionContext',
      'GenerateDataKey request.EncryptionContext',
      'GenerateDataKeyWithoutPlaintext request.EncryptionContext',
      'ExportDataKey request.EncryptionContext',
      'GenerateAndExportDataKey request.EncryptionContext',
      'ReEncrypt request.SourceEncryptionContext',
      'ReEncrypt request.DestinationEncryptionContext',
    ].map(place => `kms ${place} has another type`),
  },
  {
    why: 'Explanation is an addition: a sentence that says why, as ExplainAccess does.',
    lines: ['ram DecodeDiagnosticMessage response.DecodedDiagnosticMessage has another type'],
  },
  {
    why: 'A call without a tag would do nothing, and mostly comes from a client that lost its tags on the way.',
    lines: required('cas', { TagResources: ['Tag'] }),
  },
  {
    why: 'The vendor documents no such operation and its packages have none, but its Terraform provider calls it.',
    lines: [notInContract('kms', 'UpdateKmsInstance')],
  },
  {
    why: 'An extension of this server, for the care of client keys.',
    lines: ['ListClientKeyUsage', 'RotateClientKey'].map(action => notInContract('kms', action)),
  },
  {
    why: 'A call for no secret at all has nothing to answer.',
    lines: required('kms', { BatchGetSecretValue: ['SecretsList'] }),
  },
  {
    why: 'The contract calls them texts. They hold numbers and booleans, travel as text whatever their type, and are checked as what they are.',
    lines: [
      ...otherTypes('kms', 'GetRandomPassword', [
        'PasswordLength',
        'ExcludeLowercase',
        'ExcludeUppercase',
        'ExcludeNumbers',
        'ExcludePunctuation',
        'RequireEachIncludedType',
      ]),
      ...otherTypes('kms', 'DescribeSecret', ['FetchTags']),
      ...otherTypes('kms', 'ListSecrets', ['FetchTags']),
      ...otherTypes('kms', 'ListSecretVersionIds', ['IncludeDeprecated']),
      ...otherTypes('kms', 'DeleteSecret', ['ForceDeleteWithoutRecovery', 'RecoveryWindowInDays']),
    ],
  },
  {
    why: 'The contract says nothing of the values of these maps. Here they are texts.',
    lines: [
      ...otherTypes('kms', 'CreateSecret', ['ExtendedConfig']),
      ...otherTypes('kms', 'UpdateSecret', ['ExtendedConfig']),
    ],
  },
  {
    why: 'The contract asks for an interval also where rotation is switched off; the vendor’s page says that it has no meaning then.',
    lines: ['kms UpdateSecretRotationPolicy request.RotationInterval differs in required'],
  },
  {
    // wire/cas.md section 5.2: the one known row.
    why: 'The contract has rows of free names and values; here their members are declared. On the wire it is the same.',
    lines: ['cas ListAllEndEntityInstance response.List has another type'],
  },
];

/** The deviations of one operation, a sentence or two each. */
export function contractDeviations(product: string, action: string): string[] {
  const prefix = `${product} ${action} `;
  return CONTRACT_DEVIATIONS.flatMap(({ why, lines }) => {
    const own = lines.filter(line => line.startsWith(prefix)).map(line => line.slice(prefix.length));
    return own.length > 0 ? [`Against the contract: ${own.join('; ')}. ${why}`] : [];
  });
}

/** Whether an operation is one of this server's own, which no contract has. */
export function isAddition(product: string, action: string): boolean {
  return CONTRACT_DEVIATIONS.some(({ lines }) => lines.includes(notInContract(product, action)));
}
