/**
 * Answers that were signed once and are given to everybody who asks the same, bounded in number: the one that was signed first goes first.
 * One counts only while its authority is as it was when it was signed, and for half of its life, so that who gets it can keep it for a while.
 */
import type { CertId } from '../../x509/ocsp/cert-id.js';
import type { Publisher } from './store.js';

export interface OcspAnswer {
  /** DER of an OCSPResponse, whatever it says. */
  readonly der: Buffer;
  /** Of an answer that may be kept until it ends: it is about one certificate that was issued, and for everybody. */
  readonly keepable?: { readonly thisUpdate: Date; readonly nextUpdate: Date } | undefined;
}

/** 2 KB each. */
const MAX_KEPT = 10_000;

interface Kept {
  readonly answer: OcspAnswer;
  /** What the authority had revoked, and whether it stood. */
  readonly asOf: string;
}

export class PresignedAnswers {
  readonly #kept = new Map<string, Kept>();

  find(publisher: Publisher, certId: CertId, now: Date): OcspAnswer | undefined {
    const kept = this.#kept.get(keyOf(publisher, certId));
    if (!kept?.answer.keepable || kept.asOf !== stateOf(publisher)) return undefined;
    const { thisUpdate, nextUpdate } = kept.answer.keepable;
    const half = (thisUpdate.getTime() + nextUpdate.getTime()) / 2;
    return thisUpdate <= now && now.getTime() < half ? kept.answer : undefined;
  }

  keep(publisher: Publisher, certId: CertId, answer: OcspAnswer): void {
    const key = keyOf(publisher, certId);
    this.#kept.delete(key);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= MAX_KEPT) this.#kept.delete(oldest);
    this.#kept.set(key, { answer, asOf: stateOf(publisher) });
  }
}

const keyOf = ({ id }: Publisher, { der }: CertId): string => `${id} ${der.toString('latin1')}`;

const stateOf = ({ revision, status, revokedAt, revokedAboveAt }: Publisher): string =>
  `${revision} ${status} ${revokedAt?.getTime()} ${revokedAboveAt?.getTime()}`;
