/**
 * Answers OCSP requests (RFC 6960) about what one authority has issued.
 *
 * Every answer begins with one small read that tells how much the authority has revoked and whether it stands itself. An answer that was
 * signed before is given again only while that is the same, so no answer lacks a revocation that another call, on whichever server, was
 * told of; and only answers without a nonce can be.
 */
import { sign } from '../../crypto/keys.js';
import { Busy, Semaphore } from '../../crypto/semaphore.js';
import { SharedInTurn } from '../../domain/shared-in-turn.js';
import { readCertificate } from '../../x509/certificate-reader.js';
import { type CertId, IssuerDigests } from '../../x509/ocsp/cert-id.js';
import { type OcspRequest, readOcspRequest } from '../../x509/ocsp/request.js';
import {
  assembleResponse,
  type CertificateStatus,
  encodeResponseData,
  errorResponse,
  type SingleResponse,
} from '../../x509/ocsp/response.js';
import { serialNumberText } from '../../x509/serial-number.js';
import { InvalidDer } from '../../x509/strict-der.js';
import type { IssuingParts } from '../issue-certificate.js';
import type { KnownAuthority } from '../known-authorities.js';
import { authorityVerdict } from '../lifecycle.js';
import { OcspResponders } from './ocsp-responders.js';
import { type OcspAnswer, PresignedAnswers } from './presigned-answers.js';
import type { Publisher } from './store.js';

/**
 * How long a signed answer may be shown: an attacker who overheard "good" may go on showing it for so long after a revocation. An hour of the server
 * being away is bridged by servers that staple.
 */
const LIFE_MS = 3_600_000;
/** Signatures under way and waiting; beyond them the client is told to come again. */
const signing = { atOnce: 32, waiting: 1024 };

const MALFORMED: OcspAnswer = { der: errorResponse('malformedRequest') };
const UNAUTHORIZED: OcspAnswer = { der: errorResponse('unauthorized') };
const TRY_LATER: OcspAnswer = { der: errorResponse('tryLater') };

export class OcspAnswers {
  readonly #responders: OcspResponders;
  readonly #presigned = new PresignedAnswers();
  readonly #signing = new Semaphore('signing of OCSP answers', signing);
  /** Questions that come together are mostly about what one authority has issued. */
  readonly #publishers = new SharedInTurn<Promise<Publisher | undefined>>();
  readonly #digests = new WeakMap<KnownAuthority, IssuerDigests>();

  constructor(private readonly parts: IssuingParts) {
    this.#responders = new OcspResponders(parts);
  }

  /** The answer to a DER OCSPRequest, an error that OCSP has a word for included. */
  async answer(authorityId: string, requestDer: Buffer, now: Date): Promise<OcspAnswer> {
    let request: OcspRequest;
    try {
      request = readOcspRequest(requestDer);
    } catch (error) {
      if (error instanceof InvalidDer) return MALFORMED;
      throw error;
    }
    const publisher = await this.#publishers.get(authorityId, () =>
      this.parts.store.revocation.findPublisher(authorityId),
    );
    if (!publisher || authorityVerdict('sign-ocsp', publisher, now) !== 'allowed') return UNAUTHORIZED;
    const issuer = await this.parts.authorities.get(publisher.accountId, authorityId);
    // Of one that is not ours there is nothing to say; then there is no answer to the others either (RFC 6960 section 2.3).
    const digests = this.#digestsOf(issuer);
    if (!request.certIds.every(certId => digests.match(certId))) return UNAUTHORIZED;
    return this.#answer(publisher, issuer, request, now);
  }

  async #answer(publisher: Publisher, issuer: KnownAuthority, request: OcspRequest, now: Date): Promise<OcspAnswer> {
    const [only, ...others] = request.certIds;
    const shared = only && others.length === 0 && !request.nonce ? only : undefined;
    const kept = shared && this.#presigned.find(publisher, shared, now);
    if (kept) return kept;
    try {
      const answer = await this.#signing.run(() => this.#sign(publisher, issuer, request, now));
      if (shared && answer.keepable) this.#presigned.keep(publisher, shared, answer);
      return answer;
    } catch (error) {
      if (error instanceof Busy) return TRY_LATER;
      throw error;
    }
  }

  async #sign(publisher: Publisher, issuer: KnownAuthority, request: OcspRequest, now: Date): Promise<OcspAnswer> {
    const responder = await this.#responders.get(issuer, now);
    const responses: SingleResponse[] = [];
    for (const certId of request.certIds) {
      responses.push({ certIdDer: certId.der, status: await this.#statusOf(publisher, certId) });
    }
    const nextUpdate = new Date(Math.min(now.getTime() + LIFE_MS, responder.notAfter.getTime()));
    const { keyHash: responderKeyHash, algorithm, certificateDer } = responder;
    const data = { responderKeyHash, producedAt: now, thisUpdate: now, nextUpdate, responses, nonce: request.nonce };
    const dataDer = encodeResponseData(data);
    const signature = await sign(await this.parts.openKeys.open(responder), dataDer);
    // What is unknown today may be issued tomorrow, and with a serial number of the caller's choice even on purpose.
    const keepable = !request.nonce && responses.every(({ status }) => status.kind !== 'unknown');
    return {
      der: assembleResponse(dataDer, algorithm, signature, certificateDer),
      keepable: keepable ? { thisUpdate: now, nextUpdate } : undefined,
    };
  }

  /** What was issued by an authority that is revoked itself, or stands below one, is revoked with it (wire/cas.md section 9.7). */
  async #statusOf(publisher: Publisher, { serialNumber }: CertId): Promise<CertificateStatus> {
    if (!serialNumber) return { kind: 'unknown' };
    const text = serialNumberText(serialNumber);
    const { issued, revokedAt } = await this.parts.store.revocation.findSerial(publisher.id, text);
    if (revokedAt) return { kind: 'revoked', at: revokedAt };
    if (!issued) return { kind: 'unknown' };
    const at = earliest(publisher.revokedAt, publisher.revokedAboveAt);
    return at ? { kind: 'revoked', at } : { kind: 'good' };
  }

  #digestsOf(issuer: KnownAuthority): IssuerDigests {
    let digests = this.#digests.get(issuer);
    if (!digests) {
      digests = new IssuerDigests(issuer.subjectDer, readCertificate(issuer.certificateDer).tbs.spkiDer);
      this.#digests.set(issuer, digests);
    }
    return digests;
  }
}

function earliest(one: Date | undefined, other: Date | undefined): Date | undefined {
  return one && other ? (one < other ? one : other) : (one ?? other);
}
