/**
 * Makes a sub authority whose key is elsewhere: below a root of ours, from a CSR (wire/cas.md sections 5.1 (operation 3) and 6.7). What
 * the call does not say is taken from the CSR. There is no key here, so the authority issues nothing here and signs no CRL.
 */
import { encodePem } from '../crypto/pem.js';
import { randomIdentifier } from '../crypto/random.js';
import { Refusal } from '../domain/change.js';
import { defaultResourceGroup } from '../domain/resource-group.js';
import type { Tag } from '../domain/tags.js';
import { comparableName } from '../x509/comparable-name.js';
import type { Csr } from '../x509/csr.js';
import type { KeyUsage } from '../x509/extensions/key-usage.js';
import type { GeneralName } from '../x509/general-name.js';
import { type DistinguishedName, encodeName, subjectFields } from '../x509/name.js';
import { randomSerialNumber, serialNumberText } from '../x509/serial-number.js';
import { type AskedPeriod, periodOf } from './asked-period.js';
import { refuseNameOfAuthority } from './authority-names.js';
import { taken, takenIfThere } from './csr-part.js';
import type { MarkableExtension } from './extensions.js';
import { checkPathLength, type MadeAuthority, newInstance } from './issue-authority.js';
import type { IssuingParts } from './issue-certificate.js';
import { checkKey, mailAddresses } from './issue-custom.js';
import { criticalInCsr, keptExtensions, refuseLostExtensions } from './kept-extensions.js';
import type { KnownAuthority } from './known-authorities.js';
import { externalSubKeyUsages, externalSubProfile } from './profiles/external-sub.js';
import { checkPurposes, purposesOf } from './purposes.js';
import type { NewAuthority } from './records.js';
import type { CaReason } from './refusals.js';
import { withoutRepetitions } from './server-names.js';
import { signCertificate } from './sign-certificate.js';
import { daysOf, type Validity } from './validity.js';

/** What is undefined is taken from the CSR. */
export interface AskedExternal {
  /** Identifier of a root, or that of its instance. */
  readonly rootOrInstanceId: string;
  readonly csr: Csr;
  readonly period: AskedPeriod;
  readonly subject?: DistinguishedName | undefined;
  readonly pathLength?: number | undefined;
  /** Identifiers of extended key usages, which `askedPurpose` has let pass. */
  readonly purposes?: readonly string[] | undefined;
  /** Kept and shown; nobody here can hold its certificates to it. */
  readonly certificateMaxDays?: number | undefined;
  readonly resourceGroupId?: string | undefined;
  readonly tags: readonly Tag[];
}

interface Content {
  readonly subject: DistinguishedName;
  readonly subjectDer: Buffer;
  readonly subjectEstablished: boolean;
  readonly pathLength: number;
  readonly keyUsages: readonly KeyUsage[];
  readonly purposes: readonly string[];
  readonly alternativeNames: readonly GeneralName[];
  readonly critical: ReadonlySet<MarkableExtension>;
}

/**
 * Refused as `getAble`, `periodOf` and `checkPathLength` are, and with `not-a-root`, `family-differs`, `purpose-not-granted`,
 * `algorithm-switched-off`, `csr-asks-too-much`, `csr-part-unreadable`, `content-refused`, `certificate-not-sound`.
 */
export async function makeExternal(
  accountId: string,
  asked: AskedExternal,
  now: Date,
  parts: IssuingParts,
): Promise<MadeAuthority> {
  const { store, authorities, settings, names } = parts;
  const rootId = (await store.findAuthorityIdOfInstance(accountId, asked.rootOrInstanceId)) ?? asked.rootOrInstanceId;
  const root = await authorities.getAble('issue-authority', accountId, rootId, now);
  if (root.kind !== 'root') throw new Refusal<CaReason>('not-a-root');
  checkKey(asked.csr, root, parts);
  const content = complete(asked);
  checkPathLength(content.pathLength, root);
  checkPurposes(content.purposes, root);
  // Of external ones several may have a name: that is how they get new keys.
  const source = asked.subject ? 'passthrough' : 'csr';
  await refuseNameOfAuthority(content.subjectDer, source, { accountId, origin: 'local' }, names);
  const validity = periodOf(asked.period, { authorityNotAfter: root.notAfter }, now);
  const serialNumber = randomSerialNumber();
  const certificateDer = await sign(content, asked.csr, validity, serialNumber, root, parts);

  const authority: NewAuthority = {
    id: randomIdentifier(now.getTime()),
    accountId,
    kind: 'sub',
    origin: 'external',
    parentId: root.id,
    algorithm: asked.csr.algorithm.name,
    subject: subjectFields(content.subject),
    serialNumber: serialNumberText(serialNumber),
    ...validity,
    years: yearsOf(validity),
    certificateDer,
    pathLength: content.pathLength,
    crlEnabled: false,
    crlDays: settings.defaultCrlDays,
    certificateMaxDays: asked.certificateMaxDays,
    resourceGroupId: asked.resourceGroupId ?? defaultResourceGroup(accountId),
    nameKey: comparableName(content.subjectDer),
    ...newInstance(now),
  };
  return {
    id: authority.id,
    certificateDer,
    chainPem: encodePem('CERTIFICATE', certificateDer) + root.chainPem,
    change: store.addAuthority(authority, undefined, asked.tags, now),
  };
}

/** A path length that nobody mentions is 0, as for the authorities whose key is here. */
function complete({ csr, ...asked }: AskedExternal): Content {
  refuseLostExtensions(csr, 'authority');
  const basicConstraints = takenIfThere(csr.basicConstraints);
  const subject = asked.subject ?? taken(csr.subject);
  if (subject.length === 0) {
    throw new Refusal<CaReason>('content-refused', {
      Part: 'Subject',
      Reason: 'A CA has a name: the subject must not be empty.',
    });
  }
  if (basicConstraints && !basicConstraints.authority) {
    throw new Refusal<CaReason>('csr-asks-too-much', { Reason: 'It asks for a certificate that is not that of a CA.' });
  }
  return {
    subject,
    subjectDer: asked.subject ? encodeName(asked.subject) : ownName(csr),
    subjectEstablished: !asked.subject,
    pathLength: asked.pathLength ?? basicConstraints?.pathLength ?? 0,
    keyUsages: usagesOf(csr),
    purposes: asked.purposes ?? purposesOf(csr),
    alternativeNames: withoutRepetitions([...taken(csr.subjectAlternativeNames), ...mailAddresses(subject)]),
    critical: new Set(
      criticalInCsr(csr, ['subjectAlternativeName', ...(asked.purposes ? [] : (['extendedKeyUsage'] as const))]),
    ),
  };
}

/**
 * The name as its holder encoded it: what the CA signs elsewhere names its issuer by these octets, and some compare them (RFC 5280 section
 * 7.1 asks for more than many do).
 */
function ownName({ subjectDer }: Csr): Buffer {
  if ('value' in subjectDer) return subjectDer.value;
  throw new Refusal<CaReason>('csr-part-unreadable', {
    Reason: `${subjectDer.fault} A CA keeps its name as it stands in the CSR; ApiPassthrough.Subject gives it another.`,
  });
}

function usagesOf(csr: Csr): readonly KeyUsage[] {
  const usages = takenIfThere(csr.keyUsages) ?? externalSubProfile.keyUsages;
  const impossible = usages.find(usage => !externalSubKeyUsages.includes(usage));
  if (impossible === undefined && usages.includes('keyCertSign')) return usages;
  const asks = impossible === undefined ? 'key usages without keyCertSign' : `the key usage ${impossible}`;
  const possible = externalSubKeyUsages.filter(it => it !== 'keyCertSign').join(', ');
  throw new Refusal<CaReason>('csr-asks-too-much', {
    Reason: `It asks for ${asks}. The key usages of a CA are keyCertSign and, besides, any of ${possible}.`,
  });
}

/** Whole years, as answers show them. */
const yearsOf = (validity: Validity): number => Math.round(daysOf(validity) / 365.25);

function sign(
  content: Content,
  csr: Csr,
  validity: Validity,
  serialNumber: Buffer,
  root: KnownAuthority,
  parts: IssuingParts,
): Promise<Buffer> {
  return signCertificate(
    {
      ...content,
      asRequested: keptExtensions(csr),
      profile: externalSubProfile,
      algorithm: csr.algorithm,
      serialNumber,
      ...validity,
      spkiDer: csr.spkiDer,
      withCrl: true,
    },
    root,
    parts,
  );
}
