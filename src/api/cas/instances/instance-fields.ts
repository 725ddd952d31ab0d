/** Instances as answers show them: wire/cas.md sections 5.2 and 6.8. */
import type { Instance, ListedInstance } from '../../../ca/instances.js';
import { boolean, integer, type ObjectOf, object, string } from '../../../spec/field.js';
import { algorithmOf } from '../algorithm.js';

const identifier = string({ about: 'The identifier of the CA.', example: '1ed40789-483f-6023-b6b8-29ddd3bb0a9a' });
const instanceId = string({ about: 'The instance.', example: 'cas_deposit-cn-1234abcd' });

export const instanceStatusShape = {
  InstanceId: instanceId,
  Type: string({ about: 'ROOT or SUB_ROOT.', example: 'ROOT' }),
  Status: string({ about: 'USED, or REVOKE when the CA is revoked.', example: 'USED' }),
  Identifier: identifier,
  BeforeTime: integer({
    about: 'Start of the validity of the CA.',
    unit: 'milliseconds since 1970',
    example: 1767225600000,
  }),
  AfterTime: integer({
    about: 'End of the validity of the CA.',
    unit: 'milliseconds since 1970',
    example: 2082844800000,
  }),
  CertTotalCount: integer({ about: 'How many sub CAs and certificates the CA may issue.', example: 1000000 }),
  CertIssuedCount: integer({ about: 'How many it has issued that were not deleted.', example: 10 }),
  UseExpireTime: integer({ about: 'AfterTime, once more.', unit: 'milliseconds since 1970', example: 2082844800000 }),
} as const;

const TYPES = { root: 'ROOT', sub: 'SUB_ROOT' } as const;

export function showInstanceStatus({ authority, issued }: Instance): ObjectOf<typeof instanceStatusShape> {
  return {
    InstanceId: authority.instanceId,
    Type: TYPES[authority.kind],
    Status: authority.status === 'revoked' ? 'REVOKE' : 'USED',
    Identifier: authority.id,
    BeforeTime: authority.notBefore.getTime(),
    AfterTime: authority.notAfter.getTime(),
    CertTotalCount: authority.certificateLimit,
    CertIssuedCount: issued,
    UseExpireTime: authority.notAfter.getTime(),
  };
}

const never = (what: string) => integer({ about: `Always 0: ${what}`, example: 0 });

export const instanceShape = {
  Id: integer({ about: 'The numeric id of the instance, as AssignCertificateCount takes it.', example: 36740 }),
  ParentId: integer({ about: 'The numeric id of the instance of the CA above.', example: 36739 }),
  InstanceId: instanceId,
  AliasName: string({ about: 'The alias of the CA; absent where none was set.', example: 'web CA' }),
  Algorithm: string({ about: 'The family of the key: RSA, ECC or SM2.', example: 'RSA' }),
  CertCount: integer({ about: 'How many sub CAs and certificates the CA may issue.', example: 60 }),
  IssuedCertCount: integer({ about: 'How many it has issued that were not deleted.', example: 29 }),
  CurrentYearFreeCertCount: never('nothing is sold here.'),
  CurrentYearIssuedFreeCertCount: never('nothing is sold here.'),
  HistoricalIssuedFreeCertCount: never('nothing is sold here.'),
  Trial: boolean({ about: 'Always false.', example: false }),
  Gift: boolean({ about: 'Always false.', example: false }),
  Detail: object(
    {
      Identifier: identifier,
      SerialNumber: string({
        about: 'The serial number of its certificate.',
        example: '084bde9cd233f0ddae33adc438cfbbbd',
      }),
      SubjectDN: string({ about: 'Its subject.', example: 'C=CN,O=Example Ltd,CN=Example Sub CA' }),
      CommonName: string({ about: 'Common name of the subject.', example: 'Example Sub CA' }),
      Organization: string({ about: 'Organization of the subject.', example: 'Example Ltd' }),
      OrganizationUnit: string({ about: 'Department of the subject.', example: 'Security' }),
    },
    { about: 'The CA.' },
  ),
} as const;

export function showInstance({
  authority,
  issued,
  parentNumber,
  subject,
}: ListedInstance): ObjectOf<typeof instanceShape> {
  return {
    Id: authority.number,
    ParentId: parentNumber,
    InstanceId: authority.instanceId,
    AliasName: authority.alias,
    Algorithm: algorithmOf(authority.algorithm).family,
    CertCount: authority.certificateLimit,
    IssuedCertCount: issued,
    CurrentYearFreeCertCount: 0,
    CurrentYearIssuedFreeCertCount: 0,
    HistoricalIssuedFreeCertCount: 0,
    Trial: false,
    Gift: false,
    Detail: {
      Identifier: authority.id,
      SerialNumber: authority.serialNumber,
      SubjectDN: subject,
      CommonName: authority.subject.commonName,
      Organization: authority.subject.organization,
      OrganizationUnit: authority.subject.organizationUnit,
    },
  };
}
