/** The extensions of a certificate, from its profile and what is particular to it; in the order in which they stand. */
import type { Algorithm } from '../crypto/algorithm.js';
import { authorityInformationAccess } from '../x509/extensions/authority-information-access.js';
import { authorityKeyIdentifier } from '../x509/extensions/authority-key-identifier.js';
import { basicConstraints } from '../x509/extensions/basic-constraints.js';
import { crlDistributionPoints } from '../x509/extensions/crl-distribution-points.js';
import { extendedKeyUsage } from '../x509/extensions/extended-key-usage.js';
import { type KeyUsage, keyUsage } from '../x509/extensions/key-usage.js';
import { subjectAlternativeName } from '../x509/extensions/subject-alternative-name.js';
import { keyIdentifier, subjectKeyIdentifier } from '../x509/extensions/subject-key-identifier.js';
import type { GeneralName } from '../x509/general-name.js';
import type { Profile } from './profiles/profile.js';
import type { StatusAddresses } from './revocation/status-addresses.js';

/** Extensions that a call may mark as critical. */
export type MarkableExtension = 'keyUsage' | 'extendedKeyUsage' | 'subjectAlternativeName';

export interface CertificateContent {
  readonly profile: Profile;
  /** Of the subject's key. */
  readonly algorithm: Algorithm;
  readonly spkiDer: Buffer;
  /** Only of an authority. */
  readonly pathLength?: number | undefined;
  /** Key usages in place of the profile's, where that lets the call decide. At least one: every certificate says what its key is for. */
  readonly keyUsages?: readonly KeyUsage[] | undefined;
  /** Extended key usages, by name or identifier, where the profile lets the call decide. */
  readonly purposes?: readonly string[] | undefined;
  readonly alternativeNames?: readonly GeneralName[] | undefined;
  /** DER of extensions that are taken over from the request as they are. */
  readonly asRequested?: readonly Buffer[] | undefined;
  /** What is critical besides key usage and basic constraints, which always are. */
  readonly critical?: ReadonlySet<MarkableExtension> | undefined;
  /** Of the issuer's key; a root has no issuer but itself. */
  readonly issuerKeyIdentifier?: Buffer | undefined;
  /** Not optional, so that no issuing code forgets them. */
  readonly statusAddresses: StatusAddresses;
}

/** DER of each extension. Throws `UnknownPurpose` for a purpose that is neither a known name nor an identifier. */
export function encodeExtensions(content: CertificateContent): Buffer[] {
  const { profile, alternativeNames = [], asRequested = [], critical, issuerKeyIdentifier } = content;
  const { crlUrl, informationAccess } = content.statusAddresses;
  const decided = profile.authority || profile.usagesAskedFor;
  const extensions = decided ? askedExtensions(content) : [...fixedExtensions(content)];
  if (alternativeNames.length > 0) {
    extensions.push(
      subjectAlternativeName(alternativeNames, { critical: critical?.has('subjectAlternativeName') ?? false }),
    );
  }
  extensions.push(...asRequested);
  extensions.push(subjectKeyIdentifier(keyIdentifier(content.spkiDer)));
  if (issuerKeyIdentifier) extensions.push(authorityKeyIdentifier(issuerKeyIdentifier));
  if (crlUrl !== undefined) extensions.push(crlDistributionPoints([crlUrl]));
  if (informationAccess) extensions.push(authorityInformationAccess(informationAccess));
  return extensions;
}

function askedExtensions({ profile, pathLength, keyUsages, purposes = [], critical }: CertificateContent): Buffer[] {
  const usages = keyUsages ?? profile.keyUsages;
  return [
    basicConstraints({ authority: profile.authority, ...(pathLength !== undefined && { pathLength }) }),
    keyUsage(usages),
    ...(purposes.length > 0
      ? [extendedKeyUsage(purposes, { critical: critical?.has('extendedKeyUsage') ?? false })]
      : []),
  ];
}

const keptExtensions = new Map<string, readonly Buffer[]>();

/** The same for all certificates of a profile and kind of key, so encoded once. */
function fixedExtensions({ profile, algorithm }: CertificateContent): readonly Buffer[] {
  const kind = `${profile.name} ${algorithm.enciphersKeys}`;
  let extensions = keptExtensions.get(kind);
  if (!extensions) {
    const usages = [...profile.keyUsages, ...(algorithm.enciphersKeys ? profile.encipheringKeyUsages : [])];
    extensions = [
      basicConstraints({ authority: profile.authority }),
      keyUsage(usages),
      extendedKeyUsage(profile.purposes),
    ];
    keptExtensions.set(kind, extensions);
  }
  return extensions;
}
