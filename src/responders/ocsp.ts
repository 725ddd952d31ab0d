/**
 * OCSP over HTTP (RFC 6960 appendix A, RFC 5019): `POST /ocsp/<authority>` with the request as body, and `GET /ocsp/<authority>/<request in
 * base64>`, which caches can keep. Whatever OCSP has a word for is answered with 200.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { OcspAnswers } from '../ca/revocation/ocsp-answers.js';
import type { OcspAnswer } from '../ca/revocation/presigned-answers.js';
import { sha256Hex } from '../crypto/digest.js';
import { cacheableAnswer, type PublicFile } from './public-file.js';

export interface OcspParts {
  readonly ocsp: Pick<OcspAnswers, 'answer'>;
}

/** A hundred certificates and a signature of the requestor fit. */
export const MAX_REQUEST_BYTES = 16 * 1024;
const PATH = /^\/ocsp\/([0-9a-f-]{32,36})(?:\/(.*))?$/s;
/** As for lists: a revocation is to be seen within minutes. */
const MAX_AGE_S = 300;
const contentType = 'application/ocsp-response';

/** Undefined for a path that names no authority, or none in that form. `now` is the clock. */
export function ocspResponder({ ocsp }: OcspParts, now: () => Date = () => new Date()) {
  return {
    async get(path: string, request: IncomingHttpHeaders = {}): Promise<PublicFile | undefined> {
      const [, authorityId, encoded = ''] = PATH.exec(path) ?? [];
      if (authorityId === undefined) return undefined;
      const time = now();
      const answer = await ocsp.answer(authorityId, decode(encoded), time);
      return answer.keepable ? keepable(answer, answer.keepable, request, time) : unkept(answer);
    },

    async post(path: string, body: Buffer): Promise<PublicFile | undefined> {
      const [, authorityId, rest = ''] = PATH.exec(path) ?? [];
      if (authorityId === undefined || rest !== '') return undefined;
      return unkept(await ocsp.answer(authorityId, body, now()));
    },
  };
}

/**
 * Base64, then percent-encoding (RFC 6960 appendix A.1); some clients leave the second out, or put a second slash before it. What is neither
 * becomes a request that cannot be read.
 */
function decode(encoded: string): Buffer {
  let text: string;
  try {
    text = decodeURIComponent(encoded);
  } catch {
    return Buffer.alloc(0);
  }
  const base64 = text.replace(/^\/+/, '');
  const canonical = /^[A-Za-z0-9+/]*={0,2}$/.test(base64) && base64.length <= 2 * MAX_REQUEST_BYTES;
  return canonical ? Buffer.from(base64, 'base64') : Buffer.alloc(0);
}

function keepable(
  { der }: OcspAnswer,
  { thisUpdate, nextUpdate }: NonNullable<OcspAnswer['keepable']>,
  request: IncomingHttpHeaders,
  now: Date,
): PublicFile {
  const maxAgeS = Math.min(MAX_AGE_S, Math.floor((nextUpdate.getTime() - now.getTime()) / 1000));
  // "Good" and "revoked" may be of one second: only the tag tells them apart.
  const file = { contentType, body: der, tag: sha256Hex(der), lastModified: thisUpdate, datable: false, maxAgeS };
  const answer = cacheableAnswer(file, request);
  const expires = new Date(now.getTime() + maxAgeS * 1000).toUTCString();
  return { ...answer, headers: { ...answer.headers, expires } };
}

function unkept({ der }: OcspAnswer): PublicFile {
  return { status: 200, contentType, body: der, headers: { 'cache-control': 'no-store' } };
}
