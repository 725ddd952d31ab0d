/** End-entity certificates: issuing them, telling about them, and handing out the keys that were made here. */
import { encryptPkcs8 } from '../crypto/pkcs8.js';
import { type Change, Refusal } from '../domain/change.js';
import type { Page, PageOf, Part, PartOf } from '../domain/page.js';
import type { Requester } from '../domain/requester.js';
import { SharedInTurn } from '../domain/shared-in-turn.js';
import type { Tag } from '../domain/tags.js';
import { openBytes } from '../seal/sealed.js';
import { acceptCertificate } from './accept-certificate.js';
import { type CertificateStatusAnswer, statusOf } from './certificate-status.js';
import type { CertificateFilter, CertificatePlace, CertificateSearch, FoundCertificate } from './certificate-store.js';
import {
  type AskedCertificate,
  type IssuedCertificate,
  type IssuingParts,
  issueCertificate,
} from './issue-certificate.js';
import { type AskedCustom, issueCustom } from './issue-custom.js';
import { requireCertificate } from './lifecycle.js';
import type { Certificate, Labels } from './records.js';
import type { CaReason } from './refusals.js';

export interface CertificateDetails extends FoundCertificate {
  /** The authority that issued it first, the root last; empty where that was deleted. */
  readonly issuerChainPem: string;
}

export interface ListedCertificate {
  readonly certificate: Certificate;
  readonly tags: readonly Tag[];
  /** Whether the private key is here. */
  readonly keyHeld: boolean;
}

export class Certificates {
  /** The permission check of a call and its operation ask about the same certificate, one after the other. */
  readonly #found = new SharedInTurn<Promise<FoundCertificate | undefined>>();

  constructor(private readonly parts: IssuingParts) {}

  /** Refused as `issueCertificate` is. */
  issue(
    accountId: string,
    asked: AskedCertificate,
    now: Date,
    requester: Requester,
  ): Promise<{ issued: IssuedCertificate; change: Change<CaReason> }> {
    return issueCertificate(accountId, asked, now, requester, this.parts);
  }

  /** Refused as `issueCustom` is. */
  issueCustom(
    accountId: string,
    asked: AskedCustom,
    now: Date,
  ): Promise<{ issued: IssuedCertificate; change: Change<CaReason> }> {
    return issueCustom(accountId, asked, now, this.parts);
  }

  /** Accepts what is issued in the background. Refused as `issueCertificate` is. */
  accept(
    accountId: string,
    asked: AskedCertificate,
    now: Date,
  ): Promise<{ accepted: Pick<IssuedCertificate, 'id' | 'serialNumber'>; change: Change<CaReason> }> {
    return acceptCertificate(accountId, asked, now, this.parts);
  }

  /** What permissions for a certificate may depend on; undefined when the account has no certificate with that identifier. */
  async findLabels(accountId: string, id: string): Promise<Labels | undefined> {
    const found = await this.#find(accountId, id);
    return found && { resourceGroupId: found.certificate.resourceGroupId, tags: found.tags };
  }

  /** Refused with `certificate-missing`. */
  async getDetails(accountId: string, id: string): Promise<CertificateDetails> {
    const found = await this.#find(accountId, id);
    if (!found) throw new Refusal<CaReason>('certificate-missing');
    const { certificate, tags } = found;
    const authority = await this.parts.authorities.find(accountId, certificate.authorityId);
    return { certificate, tags, issuerChainPem: authority?.chainPem ?? '' };
  }

  /** Refused with `certificate-missing`, `not-a-certificate` for an authority, and `certificate-not-revocable`. */
  async revoke(accountId: string, id: string, now: Date): Promise<Change<CaReason>> {
    const { store } = this.parts;
    const certificate = (await this.#find(accountId, id))?.certificate;
    if (!certificate && (await store.findAuthorityStanding(accountId, id)))
      throw new Refusal<CaReason>('not-a-certificate');
    requireCertificate('be-revoked', certificate, now);
    return store.revokeCertificate(accountId, id, now);
  }

  /** Undefined where the account has no certificate of that identifier. Refused with `certificate-not-revoked`. */
  async delete(accountId: string, id: string, now: Date): Promise<Change<CaReason> | undefined> {
    const { store } = this.parts;
    const certificate = (await this.#find(accountId, id))?.certificate;
    if (!certificate) return undefined;
    requireCertificate('be-deleted', certificate, now);
    return store.deleteCertificate(accountId, id);
  }

  /** By identifier, those that are there. */
  async findStatuses(
    accountId: string,
    ids: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, CertificateStatusAnswer>> {
    const standings = await this.parts.store.findCertificateStandings(accountId, ids);
    return new Map(standings.map(standing => [standing.id ?? '', statusOf(standing, now)]));
  }

  /** Those that are there, and those that were revoked and deleted. */
  async findStatusesOfSerialNumbers(
    accountId: string,
    serialNumbers: readonly string[],
    now: Date,
  ): Promise<readonly CertificateStatusAnswer[]> {
    const standings = await this.parts.store.findStandingsOfSerialNumbers(accountId, serialNumbers);
    return standings.map(standing => statusOf(standing, now));
  }

  /** Newest first, those that are there. */
  findOfSerialNumbers(accountId: string, serialNumbers: readonly string[]): Promise<readonly Certificate[]> {
    return this.parts.store.findCertificatesOfSerialNumbers(accountId, serialNumbers);
  }

  /** Last revoked first. */
  listRevoked(accountId: string, page: Page): Promise<PageOf<Certificate>> {
    return this.parts.store.listRevokedCertificates(accountId, page);
  }

  /** The identifiers of certificates by their numbers, as far as they are there. */
  findIds(accountId: string, numbers: readonly number[]): Promise<readonly string[]> {
    return this.parts.store.findCertificateIds(accountId, numbers);
  }

  /** Marks certificates as copied to the cloud's other product. Refused with `certificate-missing` and `certificate-pending`. */
  async markUploaded(accountId: string, ids: readonly string[], now: Date): Promise<Change<CaReason>> {
    const { store } = this.parts;
    const standings = await store.findCertificateStandings(accountId, ids);
    for (const id of ids) {
      requireCertificate(
        'be-uploaded',
        standings.find(it => it.id === id),
        now,
      );
    }
    return store.markUploaded(accountId, ids, now);
  }

  /** Newest first. */
  list(accountId: string, filter: CertificateFilter, page: Page): Promise<PageOf<Certificate>> {
    return this.parts.store.listCertificates(accountId, filter, page);
  }

  /** Newest first; those modified within a time in the order of that, the latest first. */
  async search(
    accountId: string,
    search: CertificateSearch,
    part: Part<CertificatePlace>,
  ): Promise<PartOf<ListedCertificate, CertificatePlace>> {
    const { store } = this.parts;
    const { items, total, next } = await store.searchCertificates(accountId, search, part);
    const ids = items.map(it => it.id);
    const [tags, held] = await Promise.all([store.labels.findTagsOfEach(ids), store.findHeldKeys(ids)]);
    const listed = items.map(certificate => ({
      certificate,
      tags: tags.get(certificate.id) ?? [],
      keyHeld: held.has(certificate.id),
    }));
    return { items: listed, total, next };
  }

  /**
   * The private key of a certificate, encrypted with a password for this one call: PEM of an EncryptedPrivateKeyInfo.
   * Refused with `certificate-missing`, `certificate-pending`, `no-private-key`.
   * @param resourceGroupId when given, the certificate has to be in that group
   * @throws `Busy` and `Abandoned`, as `encryptPkcs8`
   */
  async encryptPrivateKey(
    accountId: string,
    id: string,
    password: string,
    now: Date,
    requester: Requester,
    resourceGroupId?: string,
  ): Promise<string> {
    const { store, seal, settings } = this.parts;
    const stored = await store.findCertificateKey(accountId, id);
    if (resourceGroupId !== undefined && stored?.resourceGroupId !== resourceGroupId) {
      throw new Refusal<CaReason>('certificate-missing');
    }
    requireCertificate('hand-out-key', stored, now);
    if (!stored.sealedKey) throw new Refusal<CaReason>('no-private-key');
    const pkcs8Der = await openBytes(seal, stored.sealedKey, id);
    try {
      return await encryptPkcs8(pkcs8Der, password, { iterations: settings.pbkdf2Iterations, requester });
    } finally {
      pkcs8Der.fill(0);
    }
  }

  #find(accountId: string, id: string): Promise<FoundCertificate | undefined> {
    return this.#found.get(`${accountId} ${id}`, () => this.parts.store.findCertificateWithTags(accountId, id));
  }
}
