/** Authorities: making them, and telling about them. */
import { type Change, Refusal } from '../domain/change.js';
import type { Page, PageOf, Part, PartOf } from '../domain/page.js';
import type { Requester } from '../domain/requester.js';
import { SharedInTurn } from '../domain/shared-in-turn.js';
import type { Tag } from '../domain/tags.js';
import type { AuthorityFilter, AuthorityPlace } from './authority-store.js';
import { crlUrl } from './crl-address.js';
import { findAuthorities } from './find-authorities.js';
import { type AskedRoot, type AskedSub, type MadeAuthority, makeRoot, makeSub } from './issue-authority.js';
import type { IssuingParts } from './issue-certificate.js';
import { type AskedExternal, makeExternal } from './issue-external.js';
import { requireAuthority } from './lifecycle.js';
import type { Authority, AuthorityEvent, Labels, Quota } from './records.js';
import type { CaReason } from './refusals.js';

export interface AuthorityDetails {
  readonly authority: Authority;
  /** Itself first, the root last. */
  readonly chainPem: string;
  readonly tags: readonly Tag[];
  /** Authorities and certificates that it issued and that are stored, and how many they may be. */
  readonly quota: Quota;
  /** Undefined where it publishes none. */
  readonly crlUrl: string | undefined;
}

export class Authorities {
  readonly #labels = new SharedInTurn<Promise<Labels | undefined>>();

  constructor(private readonly parts: IssuingParts) {}

  /** Refused as `makeRoot` is. */
  createRoot(accountId: string, asked: AskedRoot, now: Date, requester: Requester): Promise<MadeAuthority> {
    return makeRoot(accountId, asked, now, requester, this.parts);
  }

  /** Refused as `makeSub` is. */
  createSub(accountId: string, asked: AskedSub, now: Date, requester: Requester): Promise<MadeAuthority> {
    return makeSub(accountId, asked, now, requester, this.parts);
  }

  /** Refused as `makeExternal` is. */
  createExternal(accountId: string, asked: AskedExternal, now: Date): Promise<MadeAuthority> {
    return makeExternal(accountId, asked, now, this.parts);
  }

  /** The identifier of the authority with that instance. */
  findIdOfInstance(accountId: string, instanceId: string): Promise<string | undefined> {
    return this.parts.store.findAuthorityIdOfInstance(accountId, instanceId);
  }

  /** Refused with `authority-missing`, `not-an-authority` for a certificate, and `authority-not-revocable`. */
  async revoke(accountId: string, id: string, now: Date): Promise<Change<CaReason>> {
    const { store } = this.parts;
    const standing = await store.findAuthorityStanding(accountId, id);
    if (!standing && (await store.findCertificate(accountId, id))) throw new Refusal<CaReason>('not-an-authority');
    requireAuthority('be-revoked', standing, now);
    return store.revokeAuthority(accountId, id, now);
  }

  /**
   * Refused with `authority-missing`. The change is refused with `authority-has-issued` while something below it is neither revoked nor
   * expired.
   */
  async delete(accountId: string, id: string, now: Date): Promise<Change<CaReason>> {
    const { store } = this.parts;
    requireAuthority('be-deleted', await store.findAuthorityStanding(accountId, id), now);
    return store.deleteAuthority(accountId, id, now);
  }

  /** What happened to an authority, newest first. Refused with `authority-missing`. */
  async listEvents(accountId: string, id: string, now: Date): Promise<readonly AuthorityEvent[]> {
    const { store } = this.parts;
    requireAuthority('be-shown', await store.findAuthorityStanding(accountId, id), now);
    return store.listAuthorityEvents(accountId, id);
  }

  /** What permissions for an authority may depend on; undefined when the account has no authority with that identifier. */
  findLabels(accountId: string, id: string): Promise<Labels | undefined> {
    // Under load many callers issue from one authority: what one turn of the event loop asks of it is read once.
    return this.#labels.get(`${accountId} ${id}`, () => this.parts.store.findAuthorityLabels(accountId, id));
  }

  /** DER of an authority of whatever account: CA certificates are public. */
  findPublicCertificate(id: string): Promise<Buffer | undefined> {
    return this.parts.store.findAuthorityCertificate(id);
  }

  /** PEM of it and those above it, the root last; likewise public. */
  async findPublicChain(id: string): Promise<string | undefined> {
    const { store, authorities } = this.parts;
    const publisher = await store.revocation.findPublisher(id);
    return publisher && (await authorities.find(publisher.accountId, id))?.chainPem;
  }

  /** Refused with `authority-missing`. */
  async getDetails(accountId: string, id: string): Promise<AuthorityDetails> {
    const { store, authorities, settings } = this.parts;
    const { chainPem } = await authorities.get(accountId, id);
    const [authority, tags, quota] = await Promise.all([
      store.findAuthority(accountId, id),
      store.labels.findTags(id),
      store.findQuota(accountId, id),
    ]);
    if (!authority || !quota) throw new Refusal<CaReason>('authority-missing');
    const address = authority.crlEnabled ? crlUrl(settings.publicUrl(), authority) : undefined;
    return { authority, chainPem, tags, quota, crlUrl: address };
  }

  /** The authority whose instance has this `instanceUuid`. */
  findIdOfUuid(accountId: string, instanceUuid: string): Promise<string | undefined> {
    return this.parts.store.findAuthorityIdOfUuid(accountId, instanceUuid);
  }

  /** Newest first. */
  list(
    accountId: string,
    filter: AuthorityFilter,
    part: Part<AuthorityPlace>,
  ): Promise<PartOf<Authority, AuthorityPlace>> {
    return this.parts.store.listAuthorities(accountId, filter, part);
  }

  /** Newest first: those whose subject holds the word, in whatever case. */
  find(accountId: string, filter: AuthorityFilter, word: string, page: Page): Promise<PageOf<Authority>> {
    return findAuthorities(this.parts.store, accountId, filter, word, page);
  }

  count(accountId: string): Promise<number> {
    return this.parts.store.countAuthorities(accountId);
  }
}
