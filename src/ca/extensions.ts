/** The extensions of a certificate, from its profile and what is particular to it; in the order in which they stand. */
import type { Algorithm } from '../crypto/algorithm.js';
import { authorityKeyIdentifier } from '../x509/extensions/authority-key-identifier.js';
import { basicConstraints } from '../x509/extensions/basic-constraints.js';
import { crlDistributionPoints } from '../x509/extensions/crl-distribution-points.js';
import { extendedKeyUsage } from '../x509/extensions/extended-key-usage.js';
import { keyUsage } from '../x509/extensions/key-usage.js';
import { subjectAlternativeName } from '../x509/extensions/subject-alternative-name.js';
import { keyIdentifier, subjectKeyIdentifier } from '../x509/extensions/subject-key-identifier.js';
import type { GeneralName } from '../x509/general-name.js';
import type { Profile } from './profiles.js';

export interface CertificateContent {
  readonly profile: Profile;
  /** Of the subject's key. */
  readonly algorithm: Algorithm;
  readonly spkiDer: Buffer;
  /** Only of an authority. */
  readonly pathLength?: number | undefined;
  /** Extended key usages besides those of the profile, by name or identifier. */
  readonly purposes?: readonly string[] | undefined;
  readonly alternativeNames?: readonly GeneralName[] | undefined;
  /** Of the issuer's key; a root has no issuer but itself. */
  readonly issuerKeyIdentifier?: Buffer | undefined;
  /** Address of the issuer's CRL. */
  readonly crlUrl?: string | undefined;
}

/** DER of each extension. Throws `UnknownPurpose` for a purpose that is neither a known name nor an identifier. */
export function encodeExtensions(content: CertificateContent): Buffer[] {
  const { profile, alternativeNames = [], issuerKeyIdentifier, crlUrl } = content;
  const extensions = profile.authority ? authorityExtensions(content) : [...endEntityExtensions(content)];
  if (alternativeNames.length > 0) extensions.push(subjectAlternativeName(alternativeNames));
  extensions.push(subjectKeyIdentifier(keyIdentifier(content.spkiDer)));
  if (issuerKeyIdentifier) extensions.push(authorityKeyIdentifier(issuerKeyIdentifier));
  if (crlUrl !== undefined) extensions.push(crlDistributionPoints([crlUrl]));
  return extensions;
}

function authorityExtensions({ profile, pathLength, purposes = [] }: CertificateContent): Buffer[] {
  return [
    basicConstraints(pathLength === undefined ? { authority: true } : { authority: true, pathLength }),
    keyUsage(profile.keyUsages),
    ...(purposes.length > 0 ? [extendedKeyUsage(purposes)] : []),
  ];
}

const fixedExtensions = new Map<string, readonly Buffer[]>();

/** The same for all certificates of a profile and kind of key, so encoded once. */
function endEntityExtensions({ profile, algorithm }: CertificateContent): readonly Buffer[] {
  const kind = `${profile.name} ${algorithm.enciphersKeys}`;
  let extensions = fixedExtensions.get(kind);
  if (!extensions) {
    const usages = [...profile.keyUsages, ...(algorithm.enciphersKeys ? profile.encipheringKeyUsages : [])];
    extensions = [basicConstraints({ authority: false }), keyUsage(usages), extendedKeyUsage(profile.purposes)];
    fixedExtensions.set(kind, extensions);
  }
  return extensions;
}
