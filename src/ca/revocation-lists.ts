/**
 * The CRLs of authorities, made when they are asked for (cas-2020-06-30.md section 6.6, RFC 5280 section 5).
 *
 * A list is kept for half of its life, unless something has been revoked since: so none that is served is stale or about to expire, and
 * asking again costs one small read. Nothing is written: the number of a list is the millisecond of its making, which rises on
 * every replica without a shared counter, and a caller without credentials cannot make the server write.
 */
import { sign } from '../crypto/keys.js';
import { assembleCertList, encodeTbsCertList } from '../x509/crl.js';
import { parseSerialNumber } from '../x509/serial-number.js';
import type { IssuingParts } from './issue-certificate.js';
import { authorityVerdict } from './lifecycle.js';
import type { Authority, RevocationSummary } from './store.js';

export interface RevocationList {
  readonly der: Buffer;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

interface KeptList {
  readonly list: Promise<RevocationList>;
  readonly revocations: RevocationSummary;
  /** From when on it is made anew. */
  readonly until: Date;
}

const DAY_MS = 86_400_000;
/** Lists are small while little is revoked; beyond this the one that was made first is forgotten. */
const MAX_KEPT = 1000;

export class RevocationLists {
  readonly #kept = new Map<string, KeptList>();

  constructor(private readonly parts: IssuingParts) {}

  /** The list of an authority that publishes one; undefined where there is none, where it has expired, and where it belongs to another account. */
  async find(accountId: string, authorityId: string, now: Date): Promise<RevocationList | undefined> {
    const { store } = this.parts;
    const authority = await store.findAuthority(accountId, authorityId);
    if (!authority?.crlEnabled || authorityVerdict('sign-crl', authority, now) !== 'allowed') return undefined;
    const revocations = await store.summarizeRevocations(authorityId, now);
    const kept = this.#kept.get(authorityId);
    if (kept && now < kept.until && isSame(kept.revocations, revocations)) return kept.list;
    return this.#renew(authority, revocations, now);
  }

  #renew(authority: Authority, revocations: RevocationSummary, now: Date): Promise<RevocationList> {
    const list = this.#make(authority, now);
    const until = new Date(now.getTime() + (authority.crlDays * DAY_MS) / 2);
    this.#kept.delete(authority.id);
    this.#kept.set(authority.id, { list, revocations, until });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    // One that could not be made is tried again by the next who asks.
    list.catch(() => this.#kept.delete(authority.id));
    return list;
  }

  async #make(authority: Authority, now: Date): Promise<RevocationList> {
    const { store, authorities, openKeys } = this.parts;
    const issuer = await authorities.get(authority.accountId, authority.id);
    const revoked = await store.listRevocations(authority.id, now);
    const nextUpdate = new Date(now.getTime() + authority.crlDays * DAY_MS);
    const tbsDer = encodeTbsCertList({
      issuerAlgorithm: issuer.algorithm,
      issuerDer: issuer.subjectDer,
      issuerKeyIdentifier: issuer.keyIdentifier,
      thisUpdate: now,
      nextUpdate,
      number: now.getTime(),
      revoked: revoked.map(({ serialNumber, revokedAt }) => ({
        serialNumber: parseSerialNumber(serialNumber),
        revokedAt,
      })),
    });
    const signature = await sign(await openKeys.open(issuer), tbsDer);
    return { der: assembleCertList(tbsDer, issuer.algorithm, signature), thisUpdate: now, nextUpdate };
  }
}

const isSame = (one: RevocationSummary, other: RevocationSummary): boolean =>
  one.count === other.count && one.latest?.getTime() === other.latest?.getTime();
