/**
 * The certificates and keys with which OCSP answers are signed: one for each authority, issued by it for this alone (RFC 6960 section
 * 4.2.2.2), so that the authority's own key is opened once in days and not for every question from the street.
 *
 * It lives for a week, because nobody checks whether it was revoked (`ocspNocheck`), and is replaced in the middle of its life, when
 * somebody asks. It is stored before it is used, its key sealed like every other: all servers of a store sign with the same one, a start needs
 * no new one, and no certificate is out in the world that is not known here.
 */
import { randomIdentifier } from '../../crypto/random.js';
import { serverItself } from '../../domain/requester.js';
import { firstCharacters } from '../../text/first-characters.js';
import { readCertificate } from '../../x509/certificate-reader.js';
import { ocspNocheck } from '../../x509/extensions/ocsp-nocheck.js';
import { encodeName, subjectName } from '../../x509/name.js';
import { responderKeyHash } from '../../x509/ocsp/cert-id.js';
import { randomSerialNumber, serialNumberText } from '../../x509/serial-number.js';
import type { IssuingParts } from '../issue-certificate.js';
import { sealKey } from '../key-pair.js';
import { algorithmNamed, type KnownAuthority } from '../known-authorities.js';
import type { ClosedKey } from '../open-keys.js';
import { ocspResponderProfile } from '../profiles/ocsp-responder.js';
import { signCertificate } from '../sign-certificate.js';
import type { StoredResponder } from './store.js';

export interface Responder extends ClosedKey {
  readonly certificateDer: Buffer;
  /** SHA-1 of its public key, by which answers name it. */
  readonly keyHash: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const LIFE_MS = 7 * 86_400_000;
/** Some 4 KB each. */
const MAX_KEPT = 1000;
/** X.520's upper bound of a common name, in characters. */
const MAX_NAME = 64;

export class OcspResponders {
  readonly #kept = new Map<string, Responder>();
  readonly #making = new Map<string, Promise<Responder>>();

  constructor(private readonly parts: IssuingParts) {}

  /** The responder of an authority, ready to sign. Rejects with `Busy` when no key can be made for a new one. */
  async get(issuer: KnownAuthority, now: Date): Promise<Responder> {
    const kept = this.#kept.get(issuer.id);
    if (kept && isInItsPrime(kept, issuer, now)) return kept;
    let making = this.#making.get(issuer.id);
    if (!making) {
      making = this.#findOrMake(issuer, now).finally(() => this.#making.delete(issuer.id));
      this.#making.set(issuer.id, making);
    }
    return making;
  }

  async #findOrMake(issuer: KnownAuthority, now: Date): Promise<Responder> {
    const found = await this.parts.store.revocation.findResponder(issuer.id, now);
    if (found && isInItsPrime(found, issuer, now)) return this.#keep(found);
    try {
      return this.#keep(await this.#make(issuer, now));
    } catch (error) {
      // Replacing it began long before it ends; the next question tries again.
      if (found) return toResponder(found);
      throw error;
    }
  }

  async #make(issuer: KnownAuthority, now: Date): Promise<StoredResponder> {
    const { store, seal, generateKeyPair } = this.parts;
    const algorithm = algorithmNamed(keyOf[issuer.algorithm.family]);
    const id = randomIdentifier(now.getTime());
    const serialNumber = randomSerialNumber();
    const notBefore = new Date(Math.floor(now.getTime() / 1000) * 1000);
    const notAfter = new Date(Math.min(notBefore.getTime() + LIFE_MS, issuer.notAfter.getTime()));
    const pair = await generateKeyPair(algorithm, serverItself);
    const { country, organization } = issuer.subject;
    const commonName = firstCharacters(`OCSP ${issuer.subject.commonName ?? issuer.id}`, MAX_NAME);
    const certificateDer = await signCertificate(
      {
        profile: ocspResponderProfile,
        algorithm,
        serialNumber,
        notBefore,
        notAfter,
        subjectDer: encodeName(subjectName({ country, organization, commonName })),
        spkiDer: pair.spkiDer,
        besides: [ocspNocheck],
        // RFC 6960 section 4.2.2.2.1: with this extension nobody looks its own status up.
        withCrl: 'no-status',
      },
      issuer,
      this.parts,
    );
    const responder: StoredResponder = {
      id,
      authorityId: issuer.id,
      serialNumber: serialNumberText(serialNumber),
      algorithm: algorithm.name,
      notBefore,
      notAfter,
      certificateDer,
      sealedKey: await sealKey(seal, pair, id),
    };
    await store.revocation.commit(store.revocation.addResponder(responder, now));
    return responder;
  }

  #keep(stored: StoredResponder): Responder {
    const responder = toResponder(stored);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= MAX_KEPT) this.#kept.delete(oldest);
    this.#kept.set(stored.authorityId, responder);
    return responder;
  }
}

/** Of the authority's family, so that a relying party that can check the one can check the other; strong enough for a week, and quick. */
const keyOf = { RSA: 'RSA_2048', ECC: 'ECC_256', SM2: 'SM2_256' } as const;

interface Life {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Valid, and not to be replaced yet: with the authority it ends, and none could be better. */
function isInItsPrime({ notBefore, notAfter }: Life, issuer: Pick<KnownAuthority, 'notAfter'>, now: Date): boolean {
  if (now < notBefore || now >= notAfter) return false;
  return notAfter.getTime() - now.getTime() > LIFE_MS / 2 || notAfter >= issuer.notAfter;
}

function toResponder({ id, algorithm, sealedKey, certificateDer, notBefore, notAfter }: StoredResponder): Responder {
  const keyHash = responderKeyHash(readCertificate(certificateDer).tbs.spkiDer);
  return { id, algorithm: algorithmNamed(algorithm), sealedKey, certificateDer, keyHash, notBefore, notAfter };
}
