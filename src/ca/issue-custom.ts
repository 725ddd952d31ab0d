/**
 * Issues a custom certificate: from a CSR, with subject, names, usages and serial number as the caller wants them (wire/cas.md section
 * 5.5 (operation 20)). What the call does not say is taken from the CSR. The order is that of `issue-certificate.ts`, and as there the
 * change that stores the certificate is handed back.
 */
import { randomIdentifier } from '../crypto/random.js';
import { type Change, Refusal } from '../domain/change.js';
import { defaultResourceGroup } from '../domain/resource-group.js';
import type { Tag } from '../domain/tags.js';
import type { Csr } from '../x509/csr.js';
import { purposeOid } from '../x509/extensions/extended-key-usage.js';
import { impossibleKeyUsage, type KeyUsage } from '../x509/extensions/key-usage.js';
import { type GeneralName, generalName, generalNameTypes } from '../x509/general-name.js';
import { isEmail } from '../x509/internet-names.js';
import { type DistinguishedName, encodeName, subjectFields } from '../x509/name.js';
import { randomSerialNumber, serialNumberText } from '../x509/serial-number.js';
import { type AskedPeriod, periodOf } from './asked-period.js';
import { refuseNameOfAuthority } from './authority-names.js';
import { taken, takenIfThere } from './csr-part.js';
import type { MarkableExtension } from './extensions.js';
import type { IssuedCertificate, IssuingParts } from './issue-certificate.js';
import { criticalInCsr, refuseLostExtensions } from './kept-extensions.js';
import { checkAlgorithmAllowed } from './key-pair.js';
import type { KnownAuthority } from './known-authorities.js';
import { customKeyUsages, customProfile } from './profiles/custom.js';
import { checkPurposes, purposesOf } from './purposes.js';
import type { NewCertificate } from './records.js';
import type { CaReason } from './refusals.js';
import { withoutRepetitions } from './server-names.js';
import { signCertificate } from './sign-certificate.js';
import type { Validity } from './validity.js';

/** What is undefined is taken from the CSR. */
export interface AskedCustom {
  readonly authorityId: string;
  readonly csr: Csr;
  readonly period: AskedPeriod;
  readonly subject?: DistinguishedName | undefined;
  /** An empty list: those of the profile. */
  readonly keyUsages?: readonly KeyUsage[] | undefined;
  /** Identifiers, which `askedPurpose` has let pass. */
  readonly purposes?: readonly string[] | undefined;
  readonly alternativeNames?: readonly GeneralName[] | undefined;
  readonly critical: ReadonlySet<MarkableExtension>;
  /** Positive magnitude; absent: a random one. */
  readonly serialNumber?: Buffer | undefined;
  readonly withCrl: boolean;
  readonly customIdentifier?: string | undefined;
  readonly resourceGroupId?: string | undefined;
  readonly tags: readonly Tag[];
}

/** The content of a custom certificate, with what the CSR gives. */
interface Content {
  readonly subject: DistinguishedName;
  readonly keyUsages: readonly KeyUsage[];
  readonly purposes: readonly string[];
  readonly alternativeNames: readonly GeneralName[];
  readonly critical: ReadonlySet<MarkableExtension>;
}

/**
 * Refused as `getAble` and `periodOf` are, and with `family-differs`, `purpose-not-granted`, `algorithm-switched-off`, `csr-asks-too-much`,
 * `csr-part-unreadable`, `content-refused`, `certificate-not-sound`, `serial-number-taken`, `custom-identifier-exists`.
 */
export async function issueCustom(
  accountId: string,
  asked: AskedCustom,
  now: Date,
  parts: IssuingParts,
): Promise<{ readonly issued: IssuedCertificate; readonly change: Change<CaReason> }> {
  const [authority, room] = await Promise.all([
    parts.authorities.getAble('issue-certificate', accountId, asked.authorityId, now),
    parts.quotas.room(accountId, asked.authorityId, now),
  ]);
  checkKey(asked.csr, authority, parts);
  const content = complete(asked);
  check(content, asked, authority);
  const source = asked.subject ? 'passthrough' : 'csr';
  const subjectDer = encodeName(content.subject);
  await refuseNameOfAuthority(subjectDer, source, { accountId }, parts.names);
  const { notAfter: authorityNotAfter, certificateMaxDays: maxDays } = authority;
  const validity = periodOf(asked.period, { authorityNotAfter, maxDays }, now);
  const serialNumber = asked.serialNumber ?? randomSerialNumber();
  const certificateDer = await sign({ ...content, subjectDer }, asked, validity, serialNumber, authority, parts);

  const certificate: NewCertificate = {
    id: randomIdentifier(now.getTime()),
    accountId,
    authorityId: authority.id,
    kind: 'custom',
    algorithm: asked.csr.algorithm.name,
    subject: subjectFields(content.subject),
    // All of its subject is the caller's or the CSR's.
    givenFields: undefined,
    alternativeNames: content.alternativeNames.map(({ type, value }) => ({ type, value })),
    serialNumber: serialNumberText(serialNumber),
    ...validity,
    certificateDer,
    alias: undefined,
    customIdentifier: asked.customIdentifier,
    resourceGroupId: asked.resourceGroupId ?? defaultResourceGroup(accountId),
  };
  const { store } = parts;
  const taken = asked.serialNumber ? store.takeSerialNumber(authority.id, certificate.serialNumber) : [];
  return {
    issued: {
      id: certificate.id,
      serialNumber: certificate.serialNumber,
      certificateDer,
      issuerChainPem: authority.chainPem,
    },
    change: [...taken, ...store.addCertificate(certificate, undefined, asked.tags, now, room)],
  };
}

/** Of the family of the issuer, and allowed. Refused with `family-differs` or `algorithm-switched-off`. */
export function checkKey({ algorithm }: Csr, authority: KnownAuthority, { settings }: IssuingParts): void {
  if (algorithm.family !== authority.algorithm.family) {
    throw new Refusal<CaReason>('family-differs', {
      Family: algorithm.family,
      AuthorityFamily: authority.algorithm.family,
    });
  }
  checkAlgorithmAllowed(algorithm, settings);
}

function complete({ csr, ...asked }: AskedCustom): Content {
  const subject = asked.subject ?? taken(csr.subject);
  const names = asked.alternativeNames ?? taken(csr.subjectAlternativeNames);
  const alternativeNames = withoutRepetitions([...names, ...mailAddresses(subject)]);
  const purposes = asked.purposes ?? purposesOf(csr);
  const keyUsages = asked.keyUsages ?? takenIfThere(csr.keyUsages) ?? [];
  const critical = new Set([
    ...asked.critical,
    ...criticalInCsr(csr, [
      ...(asked.purposes ? [] : (['extendedKeyUsage'] as const)),
      ...(asked.alternativeNames ? [] : (['subjectAlternativeName'] as const)),
    ]),
  ]);
  // RFC 3161 section 2.3.
  if (isTimeStamping(purposes)) critical.add('extendedKeyUsage');
  // RFC 5280 section 4.2.1.6: the only name that there is has to be understood.
  if (subject.length === 0) critical.add('subjectAlternativeName');
  return {
    subject,
    alternativeNames,
    // Without the extension it could do everything, signing revocation lists included (RFC 5280 section 6.3.3, step f).
    keyUsages: keyUsages.length > 0 ? keyUsages : customProfile.keyUsages,
    purposes,
    critical,
  };
}

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

/** RFC 5280 section 4.1.2.6: mail addresses in a subject are alternative names too. What is no address the lint refuses. */
export function mailAddresses(subject: DistinguishedName): readonly GeneralName[] {
  return subject
    .filter(({ oid, value }) => oid === EMAIL_ADDRESS && isEmail(value))
    .map(({ value }) => generalName(generalNameTypes.rfc822Name, value));
}

const TIME_STAMPING = purposeOid('timeStamping');
const isTimeStamping = (purposes: readonly string[]): boolean => purposes.map(purposeOid).includes(TIME_STAMPING);

/** All that CSR or call can name. Clients refuse chains beyond some ten KB long before, and every list would carry them along. */
const MAX_NAMES_BYTES = 32 * 1024;

function check(
  { subject, keyUsages, purposes, alternativeNames, critical }: Content,
  { csr, ...asked }: AskedCustom,
  authority: KnownAuthority,
): void {
  if (takenIfThere(csr.basicConstraints)?.authority) {
    throw new Refusal<CaReason>('csr-asks-too-much', {
      Reason: 'It asks for the certificate of a CA, which CreateExternalCACertificate issues.',
    });
  }
  refuseLostExtensions(csr, 'end-entity');
  const impossible =
    keyUsages.find(it => !customKeyUsages.includes(it)) ?? impossibleKeyUsage(csr.algorithm, keyUsages);
  if (impossible !== undefined) {
    throw asked.keyUsages
      ? refused('Extensions.KeyUsage', `A key of the algorithm ${csr.algorithm.name} cannot be used for ${impossible}.`)
      : new Refusal<CaReason>('csr-asks-too-much', {
          Reason: `It asks for the key usage ${impossible}, which this key and certificate cannot have. Say with KeyUsage what it shall have.`,
        });
  }
  if (
    (keyUsages.includes('encipherOnly') || keyUsages.includes('decipherOnly')) &&
    !keyUsages.includes('keyAgreement')
  ) {
    throw refused('Extensions.KeyUsage', 'EncipherOnly and DecipherOnly mean nothing without KeyAgreement.');
  }
  if (isTimeStamping(purposes) && purposes.length > 1) {
    throw refused('Extensions.ExtendedKeyUsages', 'timeStamping stands alone (RFC 3161 section 2.3).');
  }
  checkPurposes(purposes, authority);
  if (subject.length === 0 && alternativeNames.length === 0) {
    throw refused('Subject', 'The certificate would name nobody: it has neither a subject nor alternative names.');
  }
  const namesBytes = alternativeNames.reduce((bytes, { der }) => bytes + der.length, 0);
  if (namesBytes > MAX_NAMES_BYTES) {
    throw refused(
      'Extensions.SubjectAlternativeNames',
      `The alternative names take ${namesBytes} bytes together; a certificate may have ${MAX_NAMES_BYTES}.`,
    );
  }
  const there = { keyUsage: keyUsages, extendedKeyUsage: purposes, subjectAlternativeName: alternativeNames };
  for (const extension of critical) {
    if (there[extension].length > 0) continue;
    throw refused(
      'Extensions.Criticals',
      `The certificate would have no extension ${extension} that could be critical.`,
    );
  }
}

const refused = (part: string, Reason: string): Refusal<CaReason> =>
  new Refusal<CaReason>('content-refused', { Part: part, Reason });

function sign(
  content: Content & { readonly subjectDer: Buffer },
  { csr, withCrl }: AskedCustom,
  validity: Validity,
  serialNumber: Buffer,
  authority: KnownAuthority,
  parts: IssuingParts,
): Promise<Buffer> {
  const { subject: _, ...encodable } = content;
  return signCertificate(
    {
      ...encodable,
      profile: customProfile,
      algorithm: csr.algorithm,
      serialNumber,
      ...validity,
      spkiDer: csr.spkiDer,
      withCrl,
    },
    authority,
    parts,
  );
}
