/**
 * Issues an end-entity certificate, in the order in which the functions below stand:
 * asked → completed from the CA and the profile → checked → key → linted and signed once → stored.
 * Nothing is stored here: the change that does it is handed back, and until it is committed the certificate leaves the process nowhere.
 */
import type { Algorithm } from '../crypto/algorithm.js';
import { randomIdentifier } from '../crypto/random.js';
import { type Change, Refusal } from '../domain/change.js';
import type { Requester } from '../domain/requester.js';
import { defaultResourceGroup } from '../domain/resource-group.js';
import type { Tag } from '../domain/tags.js';
import type { Seal } from '../seal/seal.js';
import type { Csr } from '../x509/csr.js';
import { purposeOid } from '../x509/extensions/extended-key-usage.js';
import { type GeneralName, generalNameTypes } from '../x509/general-name.js';
import { encodeName, type SubjectFields, subjectName } from '../x509/name.js';
import { randomSerialNumber, serialNumberText } from '../x509/serial-number.js';
import { refuseNameOfAuthority } from './authority-names.js';
import { taken, takenIfThere } from './csr-part.js';
import { refuseLostExtensions } from './kept-extensions.js';
import { checkAlgorithmAllowed, type GenerateKeyPair, sealKey } from './key-pair.js';
import type { KnownAuthorities, KnownAuthority } from './known-authorities.js';
import type { KnownNames } from './known-names.js';
import type { OpenKeys } from './open-keys.js';
import { clientProfile } from './profiles/client.js';
import { serverProfile } from './profiles/server.js';
import { checkPurposes } from './purposes.js';
import type { Quotas } from './quotas.js';
import type { NewCertificate } from './records.js';
import type { CaReason } from './refusals.js';
import type { ShardedAuthorities } from './revocation/shards.js';
import { nameServer, noServerName, serverName, withoutRepetitions } from './server-names.js';
import type { CaSettings } from './settings.js';
import { signCertificate } from './sign-certificate.js';
import type { CaStore } from './store.js';
import { completeSubject, givenFields } from './subject.js';
import { type AskedValidity, certificateValidity, type Validity } from './validity.js';

/** What a caller wants, resolved as far as the call alone allows. */
export interface AskedCertificate {
  readonly kind: keyof typeof profiles;
  readonly authorityId: string;
  readonly subject: SubjectFields;
  readonly validity: AskedValidity;
  /** Of the key that is to be made, or that the CSR is to have. Absent: that of the CA, or the CSR's. */
  readonly algorithm?: Algorithm | undefined;
  /** Absent: a key pair is made here and kept. */
  readonly csr?: Csr | undefined;
  /** Absent: those of the CSR. */
  readonly alternativeNames?: readonly GeneralName[] | undefined;
  /** Whether the address of the CA's CRL goes into the certificate, provided that the CA publishes one. */
  readonly withCrl: boolean;
  readonly alias?: string | undefined;
  readonly customIdentifier?: string | undefined;
  readonly resourceGroupId?: string | undefined;
  readonly tags: readonly Tag[];
}

export interface IssuedCertificate {
  readonly id: string;
  readonly serialNumber: string;
  readonly certificateDer: Buffer;
  /** The issuing CA first, the root last. */
  readonly issuerChainPem: string;
}

export interface IssuingParts {
  readonly store: CaStore;
  readonly seal: Seal;
  readonly settings: CaSettings;
  readonly authorities: KnownAuthorities;
  readonly openKeys: OpenKeys;
  readonly sharded: ShardedAuthorities;
  readonly generateKeyPair: GenerateKeyPair;
  readonly quotas: Quotas;
  readonly names: KnownNames;
}

/**
 * Refused as `getAble` and `certificateValidity` are, with every `IssuerReason`, and with `roots-issue-authorities-only`, `family-differs`,
 * `purpose-not-granted`, `algorithm-switched-off`, `csr-asks-too-much`, `csr-part-unreadable`, `server-without-name`,
 * `named-like-an-authority`, `custom-identifier-exists`.
 * @throws what `GenerateKeyPair` rejects with
 */
export async function issueCertificate(
  accountId: string,
  asked: AskedCertificate,
  now: Date,
  requester: Requester,
  parts: IssuingParts,
): Promise<{ readonly issued: IssuedCertificate; readonly change: Change<CaReason> }> {
  const { authority, completed, room } = await prepare(accountId, asked, now, parts);
  const key = await keyFor(completed, asked.csr?.spkiDer, requester, parts);
  const certificateDer = await sign(completed, key.spkiDer, authority, parts);
  const certificate: NewCertificate = { ...recordOf(completed, asked, authority), certificateDer };
  return {
    issued: {
      id: certificate.id,
      serialNumber: certificate.serialNumber,
      certificateDer,
      issuerChainPem: authority.chainPem,
    },
    change: parts.store.addCertificate(certificate, key.sealedKey, asked.tags, now, room),
  };
}

/** What is asked, completed and checked. Refused as `issueCertificate` is. */
export async function prepare(accountId: string, asked: AskedCertificate, now: Date, parts: IssuingParts) {
  const [authority, room] = await Promise.all([
    parts.authorities.getAble('issue-certificate', accountId, asked.authorityId, now),
    parts.quotas.room(accountId, asked.authorityId, now),
  ]);
  const wanted = complete(asked, authority, now, parts.settings);
  check(wanted, asked, authority, parts.settings);
  const completed = { ...wanted, subjectDer: encodeName(subjectName(wanted.subject)) };
  await refuseTaken(completed, asked, authority, parts);
  return { authority, completed, room };
}

/** The certificate as it is stored, but for its DER. */
export function recordOf(
  completed: CompletedCertificate,
  asked: AskedCertificate,
  { id: authorityId, accountId }: KnownAuthority,
): Omit<NewCertificate, 'certificateDer'> {
  return {
    id: completed.id,
    accountId,
    authorityId,
    kind: asked.kind,
    algorithm: completed.algorithm.name,
    subject: completed.subject,
    givenFields: completed.givenFields,
    alternativeNames: completed.alternativeNames.map(({ type, value }) => ({ type, value })),
    serialNumber: serialNumberText(completed.serialNumber),
    ...completed.validity,
    alias: asked.alias,
    customIdentifier: asked.customIdentifier,
    resourceGroupId: asked.resourceGroupId ?? defaultResourceGroup(accountId),
  };
}

export interface CompletedCertificate {
  readonly id: string;
  readonly kind: AskedCertificate['kind'];
  readonly serialNumber: Buffer;
  readonly subject: SubjectFields;
  readonly subjectDer: Buffer;
  readonly givenFields: NewCertificate['givenFields'];
  readonly validity: Validity;
  readonly algorithm: Algorithm;
  readonly alternativeNames: readonly GeneralName[];
  readonly withCrl: boolean;
}

const profiles = { client: clientProfile, server: serverProfile } as const;

function complete(
  asked: AskedCertificate,
  authority: KnownAuthority,
  now: Date,
  settings: CaSettings,
): Omit<CompletedCertificate, 'subjectDer'> {
  const id = randomIdentifier(now.getTime());
  const { csr } = asked;
  const sources = { asked: asked.subject, csr: csr && fieldsOf(csr, asked.subject) };
  const given = completeSubject({ ...sources, authority: authority.subject, defaults: settings.subjectDefaults });
  const alternativeNames = completeNames(asked, given.commonName);
  const subject = { ...given, commonName: given.commonName ?? otherCommonName(asked.kind, id, alternativeNames) };
  const { notAfter: authorityNotAfter, certificateMaxDays: maxDays } = authority;
  return {
    id,
    kind: asked.kind,
    serialNumber: randomSerialNumber(),
    subject,
    givenFields: givenFields(sources),
    validity: certificateValidity(
      asked.validity,
      { authorityNotAfter, maxDays, defaultDays: settings.defaultDays },
      now,
    ),
    algorithm: csr?.algorithm ?? asked.algorithm ?? authority.algorithm,
    alternativeNames,
    withCrl: asked.withCrl,
  };
}

/** What the CSR says of the six fields. One that the call gives as well is not looked at, but for the common name, which the CSR decides. */
function fieldsOf({ subjectFields: fields }: Csr, asked: SubjectFields): SubjectFields {
  const wanted = Object.entries(fields).filter(
    ([field]) => field === 'commonName' || asked[field as keyof SubjectFields] === undefined,
  );
  return Object.fromEntries(wanted.map(([field, part]) => [field, taken(part)]));
}

/**
 * The names that the call gives, or else those of the CSR. A server whose call gives none is also called what its common name says, where
 * that is a host name or an address.
 * @param commonName as the call or the CSR gives it: what is made up here names nobody
 */
function completeNames(asked: AskedCertificate, commonName: string | undefined): readonly GeneralName[] {
  if (asked.alternativeNames) return withoutRepetitions(asked.alternativeNames);
  const names = takenIfThere(asked.csr?.subjectAlternativeNames) ?? [];
  const own = profiles[asked.kind].namesServer && commonName !== undefined ? serverName(commonName) : undefined;
  return withoutRepetitions(own ? [...names, own] : names);
}

/** Where nobody gives a common name: a client is called by its identifier, a server by the first of its names that fits (X.520: 64 characters). */
function otherCommonName(kind: AskedCertificate['kind'], id: string, names: readonly GeneralName[]) {
  return profiles[kind].namesServer ? names.find(isHost)?.value : id;
}

const isHost = ({ type, value }: GeneralName): boolean =>
  (type === generalNameTypes.dNSName || type === generalNameTypes.iPAddress) && value.length <= 64;

function check(
  { algorithm, subject, alternativeNames }: Omit<CompletedCertificate, 'subjectDer'>,
  asked: AskedCertificate,
  authority: KnownAuthority,
  settings: CaSettings,
): void {
  if (authority.kind === 'root') throw new Refusal<CaReason>('roots-issue-authorities-only');
  if (asked.csr) refuseLostExtensions(asked.csr, 'end-entity');
  // Beside a CSR the algorithm that was named makes nothing, but one of another family shows a misunderstanding.
  for (const { family } of [algorithm, asked.algorithm ?? algorithm]) {
    if (family !== authority.algorithm.family) {
      throw new Refusal<CaReason>('family-differs', { Family: family, AuthorityFamily: authority.algorithm.family });
    }
  }
  checkAlgorithmAllowed(algorithm, settings);
  checkPurposes(profiles[asked.kind].purposes.map(purposeOid), authority);
  if (profiles[asked.kind].namesServer && !nameServer(alternativeNames)) {
    throw new Refusal<CaReason>('server-without-name', { Reason: noServerName(subject.commonName) });
  }
}

/** That no authority has the name, and no other certificate the caller's identifier. */
async function refuseTaken(
  { subjectDer }: CompletedCertificate,
  asked: AskedCertificate,
  authority: KnownAuthority,
  { store, names }: IssuingParts,
): Promise<void> {
  // What the call does not say is that of the CA, but for the common name; the CSR's decides before the call's.
  const source = asked.csr?.subjectFields.commonName ? 'csr' : 'call';
  await refuseNameOfAuthority(subjectDer, source, { accountId: authority.accountId }, names);
  // The store refuses a second one as well; asking first saves making a key.
  if (
    asked.customIdentifier !== undefined &&
    (await store.hasCustomIdentifier(authority.accountId, asked.customIdentifier))
  ) {
    throw new Refusal<CaReason>('custom-identifier-exists');
  }
}

/** The key that was given, or a new one, whose private half is sealed under the certificate's identifier. */
export async function keyFor(
  { algorithm, id }: CompletedCertificate,
  givenSpkiDer: Buffer | undefined,
  requester: Requester,
  { seal, generateKeyPair }: IssuingParts,
): Promise<{ readonly spkiDer: Buffer; readonly sealedKey: Buffer | undefined }> {
  if (givenSpkiDer) return { spkiDer: givenSpkiDer, sealedKey: undefined };
  const pair = await generateKeyPair(algorithm, requester);
  return { spkiDer: pair.spkiDer, sealedKey: await sealKey(seal, pair, id) };
}

/** DER of the certificate, linted and signed. */
export function sign(
  { kind, serialNumber, subjectDer, validity, algorithm, alternativeNames, withCrl }: CompletedCertificate,
  spkiDer: Buffer,
  authority: KnownAuthority,
  parts: IssuingParts,
): Promise<Buffer> {
  return signCertificate(
    {
      profile: profiles[kind],
      algorithm,
      serialNumber,
      ...validity,
      subjectDer,
      spkiDer,
      alternativeNames,
      withCrl,
    },
    authority,
    parts,
  );
}
