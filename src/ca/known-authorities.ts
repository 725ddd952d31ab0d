/**
 * The parts of authorities that never change, read once and kept for issuing: names and extensions already encoded, the chain up to
 * the root. Keys are kept sealed. Whether an authority may still issue is not among them: that is kept for as long as no authority changes, and
 * stated again in the change that stores what was issued.
 */
import { CoherentCache } from '../caches/coherent-cache.js';
import type { Algorithm } from '../crypto/algorithm.js';
import { findAlgorithm } from '../crypto/algorithms.js';
import { encodePem } from '../crypto/pem.js';
import { Refusal } from '../domain/change.js';
import { readCertificate } from '../x509/certificate-reader.js';
import { keyIdentifier } from '../x509/extensions/subject-key-identifier.js';
import type { SubjectFields } from '../x509/name.js';
import { type AuthorityAct, requireAuthority } from './lifecycle.js';
import type { ClosedKey } from './open-keys.js';
import { purposesBelow } from './purposes.js';
import type { AuthorityKind, AuthorityOrigin, Standing } from './records.js';
import type { CaReason } from './refusals.js';
import type { CaStore } from './store.js';

export interface KnownAuthority extends ClosedKey {
  readonly accountId: string;
  readonly kind: AuthorityKind;
  /** The sealed key of an external one is empty. */
  readonly origin: AuthorityOrigin;
  readonly algorithm: Algorithm;
  readonly subject: SubjectFields;
  /** As it stands in its certificate: issued certificates repeat these very bytes. */
  readonly subjectDer: Buffer;
  readonly keyIdentifier: Buffer;
  readonly notAfter: Date;
  readonly pathLength: number | undefined;
  /** What certificates below it may be for: the purposes that it and all above it have. Undefined: anything. */
  readonly purposes: readonly string[] | undefined;
  readonly crlEnabled: boolean;
  readonly certificateMaxDays: number | undefined;
  readonly certificateDer: Buffer;
  /** Itself first, the root last; PEM blocks that end with a line feed each. */
  readonly chainPem: string;
}

const NO_KEY = Buffer.alloc(0);
/** Some 10 KB each. */
const MAX_KEPT = 1000;
/** Longer chains are a loop in damaged data: each authority is made after its parent. */
const MAX_CHAIN = 32;

export class KnownAuthorities {
  readonly #kept = new Map<string, KnownAuthority>();
  readonly #standings: CoherentCache<Standing>;

  constructor(private readonly store: CaStore) {
    this.#standings = new CoherentCache(store.generations, { subject: 'authorities', capacity: 4 * MAX_KEPT });
  }

  /**
   * An authority that may do this now.
   * Refused with what the table in lifecycle.ts has for the act.
   */
  async getAble(act: AuthorityAct, accountId: string, id: string, now: Date): Promise<KnownAuthority> {
    const standing = await this.#standings.get(`${accountId} ${id}`, () =>
      this.store.findAuthorityStanding(accountId, id),
    );
    // One that was deleted; an identifier of another account says nothing about it.
    if (!standing && this.#kept.get(id)?.accountId === accountId) this.#kept.delete(id);
    requireAuthority(act, standing, now);
    return this.get(accountId, id);
  }

  /** Whatever its state. Refused with `authority-missing`. */
  async get(accountId: string, id: string): Promise<KnownAuthority> {
    const authority = await this.find(accountId, id);
    if (!authority) throw new Refusal<CaReason>('authority-missing');
    return authority;
  }

  /** In any state; undefined when the account has no authority with that identifier. */
  find(accountId: string, id: string): Promise<KnownAuthority | undefined> {
    return this.#find(accountId, id, 0);
  }

  async #find(accountId: string, id: string, depth: number): Promise<KnownAuthority | undefined> {
    const kept = this.#kept.get(id);
    // An identifier alone says nothing of whose it is.
    if (kept) return kept.accountId === accountId ? kept : undefined;
    const [stored, sealedKey] = await Promise.all([
      this.store.findAuthority(accountId, id),
      this.store.findAuthorityKey(accountId, id),
    ]);
    if (!stored || depth > MAX_CHAIN) return undefined;
    if (!sealedKey && stored.origin === 'local') return undefined;
    const parent = stored.parentId === undefined ? undefined : await this.#find(accountId, stored.parentId, depth + 1);

    const { tbs } = readCertificate(stored.certificateDer);
    const known: KnownAuthority = {
      id,
      accountId,
      kind: stored.kind,
      origin: stored.origin,
      algorithm: algorithmNamed(stored.algorithm),
      sealedKey: sealedKey ?? NO_KEY,
      subject: stored.subject,
      subjectDer: tbs.subjectDer,
      keyIdentifier: keyIdentifier(tbs.spkiDer),
      notAfter: stored.notAfter,
      pathLength: stored.pathLength,
      purposes: purposesBelow(tbs.extensions, parent),
      crlEnabled: stored.crlEnabled,
      certificateMaxDays: stored.certificateMaxDays,
      certificateDer: stored.certificateDer,
      chainPem: encodePem('CERTIFICATE', stored.certificateDer) + (parent?.chainPem ?? ''),
    };
    this.#keep(known);
    return known;
  }

  #keep(authority: KnownAuthority): void {
    // The one that was read first goes: an authority in use comes back at its next call.
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= MAX_KEPT) this.#kept.delete(oldest);
    this.#kept.set(authority.id, authority);
  }
}

/** The algorithm of a stored name; one that is not in the table is damaged data. */
export function algorithmNamed(name: string): Algorithm {
  const algorithm = findAlgorithm(name);
  if (!algorithm) throw new Error(`the store holds a key of the unknown algorithm ${name}`);
  return algorithm;
}
