/**
 * Makes an authority: a root that signs itself, or a sub authority below another. The steps are those of an end-entity certificate:
 * asked → checked → key → linted and signed once → stored. As there, the change that stores it is handed back.
 */
import type { Algorithm } from '../crypto/algorithm.js';
import { encodePem } from '../crypto/pem.js';
import { randomIdentifier, randomToken } from '../crypto/random.js';
import { type Change, Refusal } from '../domain/change.js';
import type { Requester } from '../domain/requester.js';
import { defaultResourceGroup } from '../domain/resource-group.js';
import type { Tag } from '../domain/tags.js';
import { comparableName } from '../x509/comparable-name.js';
import { encodeName, type SubjectFields, subjectName } from '../x509/name.js';
import { randomSerialNumber, serialNumberText } from '../x509/serial-number.js';
import { refuseNameOfAuthority } from './authority-names.js';
import type { IssuingParts } from './issue-certificate.js';
import { checkAlgorithmAllowed, sealKey } from './key-pair.js';
import type { KnownAuthority } from './known-authorities.js';
import { rootProfile } from './profiles/root.js';
import { subProfile } from './profiles/sub.js';
import { checkPurposes } from './purposes.js';
import type { Authority, NewAuthority } from './records.js';
import type { CaReason } from './refusals.js';
import { type CertificateToSign, signCertificate, signRoot } from './sign-certificate.js';
import { authorityValidity } from './validity.js';

export interface AskedRoot {
  readonly subject: SubjectFields;
  readonly algorithm: Algorithm;
  readonly years: number;
  readonly resourceGroupId?: string | undefined;
  readonly tags: readonly Tag[];
}

export interface AskedSub extends AskedRoot {
  readonly parentId: string;
  /** How many authorities may follow below it. */
  readonly pathLength: number;
  /** Identifiers of extended key usages, which `askedPurpose` has let pass. */
  readonly purposes: readonly string[];
  readonly crlEnabled: boolean;
  /** Absent: the setting. */
  readonly crlDays?: number | undefined;
  readonly certificateMaxDays?: number | undefined;
}

export interface MadeAuthority {
  readonly id: string;
  readonly certificateDer: Buffer;
  /** Itself first, the root last. */
  readonly chainPem: string;
  readonly change: Change<CaReason>;
}

/** What differs between a root and a sub authority. */
interface Placement {
  readonly parent?: KnownAuthority;
  readonly pathLength?: number;
  readonly purposes?: readonly string[];
  readonly crlEnabled: boolean;
  readonly crlDays: number;
  readonly certificateMaxDays?: number | undefined;
}

/** Refused with `algorithm-switched-off`. @throws what `GenerateKeyPair` rejects with */
export function makeRoot(
  accountId: string,
  asked: AskedRoot,
  now: Date,
  requester: Requester,
  parts: IssuingParts,
): Promise<MadeAuthority> {
  const { rootCrlDays, defaultCrlDays } = parts.settings;
  const placement = { crlEnabled: rootCrlDays !== undefined, crlDays: rootCrlDays ?? defaultCrlDays };
  return makeAuthority(accountId, asked, placement, now, requester, parts);
}

/**
 * Refused as `makeRoot` and `getAble` are, and with `family-differs`, `purpose-not-granted`, `no-authorities-below`, `path-length-too-great`,
 * `named-like-an-authority`, `quota-used-up`.
 */
export async function makeSub(
  accountId: string,
  asked: AskedSub,
  now: Date,
  requester: Requester,
  parts: IssuingParts,
): Promise<MadeAuthority> {
  const [parent] = await Promise.all([
    parts.authorities.getAble('issue-authority', accountId, asked.parentId, now),
    parts.quotas.room(accountId, asked.parentId, now),
  ]);
  checkPlace(asked, parent);
  // The holder of an external one's key could sign lists for a new one of the same name.
  const subjectDer = encodeName(subjectName(asked.subject));
  await refuseNameOfAuthority(subjectDer, 'call', { accountId, origin: 'external' }, parts.names);
  const { pathLength, purposes, crlEnabled, crlDays = parts.settings.defaultCrlDays, certificateMaxDays } = asked;
  const placement = { parent, pathLength, purposes, crlEnabled, crlDays, certificateMaxDays };
  return makeAuthority(accountId, asked, placement, now, requester, parts);
}

/** RFC 5280 section 4.2.1.9: each authority leaves fewer below it than its parent does. It is for no more than that, either. */
function checkPlace({ algorithm, pathLength, purposes }: AskedSub, parent: KnownAuthority): void {
  if (algorithm.family !== parent.algorithm.family) {
    throw new Refusal<CaReason>('family-differs', {
      Family: algorithm.family,
      AuthorityFamily: parent.algorithm.family,
    });
  }
  checkPathLength(pathLength, parent);
  checkPurposes(purposes, parent);
}

/** Refused with `no-authorities-below` or `path-length-too-great`. */
export function checkPathLength(pathLength: number, parent: KnownAuthority): void {
  if (parent.pathLength === undefined) return;
  if (parent.pathLength === 0) {
    throw new Refusal<CaReason>('no-authorities-below', {
      Why: 'no CA may follow below it, for its PathLenConstraint is 0',
    });
  }
  if (pathLength >= parent.pathLength) {
    throw new Refusal<CaReason>('path-length-too-great', { Limit: String(parent.pathLength - 1) });
  }
}

async function makeAuthority(
  accountId: string,
  asked: AskedRoot,
  placement: Placement,
  now: Date,
  requester: Requester,
  parts: IssuingParts,
): Promise<MadeAuthority> {
  const { parent } = placement;
  const { store, seal, settings } = parts;
  checkAlgorithmAllowed(asked.algorithm, settings);
  const id = randomIdentifier(now.getTime());
  const serialNumber = randomSerialNumber();
  const validity = authorityValidity(asked.years, now, parent?.notAfter);
  const pair = await parts.generateKeyPair(asked.algorithm, requester);
  const subjectDer = encodeName(subjectName(asked.subject));
  const content: CertificateToSign = {
    profile: parent ? subProfile : rootProfile,
    algorithm: asked.algorithm,
    serialNumber,
    ...validity,
    subjectDer,
    spkiDer: pair.spkiDer,
    pathLength: placement.pathLength,
    purposes: placement.purposes,
  };
  const certificateDer = parent
    ? await signCertificate({ ...content, withCrl: true }, parent, parts)
    : await signRoot(content, pair.pkcs8Der);
  const authority: NewAuthority = {
    id,
    accountId,
    kind: parent ? 'sub' : 'root',
    origin: 'local',
    parentId: parent?.id,
    algorithm: asked.algorithm.name,
    subject: asked.subject,
    serialNumber: serialNumberText(serialNumber),
    ...validity,
    years: asked.years,
    certificateDer,
    pathLength: placement.pathLength,
    crlEnabled: placement.crlEnabled,
    crlDays: placement.crlDays,
    certificateMaxDays: placement.certificateMaxDays,
    resourceGroupId: asked.resourceGroupId ?? defaultResourceGroup(accountId),
    nameKey: comparableName(subjectDer),
    ...newInstance(now),
  };
  const sealedKey = await sealKey(seal, pair, id);
  return {
    id,
    certificateDer,
    chainPem: encodePem('CERTIFICATE', certificateDer) + (parent?.chainPem ?? ''),
    change: store.addAuthority(authority, sealedKey, asked.tags, now),
  };
}

/** The instance that the cloud would have sold with an authority. */
export function newInstance(now: Date): Pick<Authority, 'instanceId' | 'instanceUuid'> {
  return {
    instanceId: `cas_deposit-cn-${randomToken(8, INSTANCE_ID_LETTERS)}`,
    instanceUuid: randomIdentifier(now.getTime()),
  };
}

const INSTANCE_ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
