/** Authorities as answers show them: CA-DETAIL and CA-LIST of wire/cas.md section 4.3. */
import type { AuthorityDetails } from '../../../ca/authorities.js';
import type { Authority } from '../../../ca/records.js';
import { integer, type ObjectOf, string } from '../../../spec/field.js';
import { issuedShape, showIssued } from '../issued-shape.js';
import { shownTags, showTags } from '../shared-fields.js';

const authorityShape = {
  ...issuedShape,
  CertificateType: string({ about: 'ROOT or SUB_ROOT.', example: 'SUB_ROOT' }),
  ParentIdentifier: string({
    about: 'The identifier of the CA above; absent for a root.',
    example: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
  }),
  Years: integer({ about: 'The years that were asked for.', unit: 'years', example: 5 }),
  Sans: string({ about: 'Deprecated: CAs have no alternative names. Always absent.', example: '1' }),
} as const;

export const authorityListShape = {
  ...authorityShape,
  Alias: string({ about: 'The alias; absent where none was set.', example: 'Example_CA' }),
  Trial: integer({ about: 'Always 0: nothing is on trial here.', example: 0 }),
  Gift: integer({ about: 'Always 0: nothing is a gift here.', example: 0 }),
} as const;

export const authorityDetailShape = {
  ...authorityShape,
  IssuerType: string({ about: 'local: the key is held here; external: it is elsewhere.', example: 'local' }),
  FullAlgorithm: string({ about: 'The key algorithm, as requests name it.', example: 'RSA_2048' }),
  CaCertChain: string({
    about: 'This CA and those above it up to the root, as PEM.',
    example: '-----BEGIN CERTIFICATE-----\nMII…\n-----END CERTIFICATE-----\n',
  }),
  CrlStatus: string({
    about: 'ACTIVE while a CRL is published and the CA is not revoked, else INACTIVE.',
    example: 'ACTIVE',
  }),
  CrlUrl: string({
    about: 'Where the CRL is; absent where none is published.',
    example: 'http://127.0.0.1:8088/crl/1000000000000001/1ed40789-483f-6023-b6b8-29ddd3bb0a9a.crl',
  }),
  CrlDay: integer({ about: 'Validity of each CRL.', unit: 'days', example: 30 }),
  CertTotalCount: integer({
    about: 'How many sub CAs and certificates the CA may issue. See AssignCertificateCount.',
    example: 1000000,
  }),
  CertIssuedCount: integer({ about: 'Sub CAs and certificates it has issued that were not deleted.', example: 10 }),
  CertRemainingCount: integer({ about: 'CertTotalCount less CertIssuedCount.', example: 999990 }),
  CertMaxTime: integer({
    about: 'The longest validity of certificates that this CA issues; absent where it has no limit but its own end.',
    unit: 'days',
    example: 397,
  }),
  ClusterId: string({ about: 'The HSM cluster that holds the key. Always absent.', example: 'cluster-id' }),
  KeyIndex: integer({ about: 'The index of the key in that cluster. Always absent.', example: 8 }),
  Tags: shownTags,
} as const;

const TYPES = { root: 'ROOT', sub: 'SUB_ROOT' } as const;

function show(authority: Authority): ObjectOf<typeof authorityShape> {
  return {
    ...showIssued(authority),
    CertificateType: TYPES[authority.kind],
    ParentIdentifier: authority.parentId,
    Years: authority.years,
  };
}

const { ResourceGroupId: _, ...withoutGroup } = authorityShape;

/** CA-EXT: the list row without alias, group and the words of sale. */
export const authorityExternalShape = withoutGroup;

export function showExternal(authority: Authority): ObjectOf<typeof authorityExternalShape> {
  const { ResourceGroupId, ...shown } = show(authority);
  return shown;
}

export function showListed(authority: Authority): ObjectOf<typeof authorityListShape> {
  return { ...show(authority), Alias: authority.alias, Trial: 0, Gift: 0 };
}

export function showDetails(details: AuthorityDetails): ObjectOf<typeof authorityDetailShape> {
  const { authority, chainPem, tags, quota, crlUrl } = details;
  return {
    ...show(authority),
    IssuerType: authority.origin,
    FullAlgorithm: authority.algorithm,
    CaCertChain: chainPem,
    CrlStatus: crlUrl !== undefined && authority.status === 'issued' ? 'ACTIVE' : 'INACTIVE',
    CrlUrl: crlUrl,
    CrlDay: authority.crlDays,
    CertTotalCount: quota.limit,
    CertIssuedCount: quota.issued,
    CertRemainingCount: quota.limit - quota.issued,
    CertMaxTime: authority.certificateMaxDays,
    Tags: showTags(tags),
  };
}
