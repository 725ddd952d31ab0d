/**
 * Answers that are the same for everybody: made once, kept compressed, and not sent again to clients that have them (RFC 9110 sections 8.8.3,
 * 12.5.3 and 13.1.2).
 */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export interface ServedAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface StoredAnswer {
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly plain: Buffer;
  /** Absent where compressing does not pay. */
  readonly br?: Buffer | undefined;
  readonly gzip?: Buffer | undefined;
}

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Better ones take some ten times as long as this, and save an eighth of the bytes. */
const BROTLI_QUALITY = 9;

/** Compresses an answer, off the main thread. The first request for it waits. */
export async function storeAnswer(
  text: string,
  contentType: string,
  headers: Readonly<Record<string, string>>,
): Promise<StoredAnswer> {
  const plain = Buffer.from(text);
  const [brotli, gzipped] = await Promise.all([
    compressBrotli(plain, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      },
    }),
    compressGzip(plain, { level: 9 }),
  ]);
  return { contentType, headers, etag: etagOf(plain), plain, br: brotli, gzip: gzipped };
}

/** The tag of a content, without the quotes. */
export function etagOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

/** The answer in the best encoding that the client takes, or 304 if it has that one. */
export function serveStored(stored: StoredAnswer, request: IncomingHttpHeaders): ServedAnswer {
  const encoding = bestEncoding(String(request['accept-encoding'] ?? ''), stored);
  const body = stored[encoding] ?? stored.plain;
  // Another representation is another entity, so it has another tag.
  const etag = `"${stored.etag}${encoding === 'plain' ? '' : `-${encoding}`}"`;
  const headers = { vary: 'accept-encoding', 'cache-control': 'no-cache', ...stored.headers, etag };
  const { contentType } = stored;
  if (isKnown(etag, request['if-none-match'])) return { status: 304, contentType, body: '', headers };
  return {
    status: 200,
    contentType,
    body,
    headers: encoding === 'plain' ? headers : { ...headers, 'content-encoding': encoding },
  };
}

function bestEncoding(accepted: string, { br, gzip }: StoredAnswer): 'br' | 'gzip' | 'plain' {
  const refused = /^\s*q\s*=\s*0(\.0*)?\s*$/i;
  const names = accepted
    .toLowerCase()
    .split(',')
    .map(part => part.split(';'))
    .filter(([, ...parameters]) => !parameters.some(parameter => refused.test(parameter)))
    .map(([name = '']) => name.trim());
  if (br && names.includes('br')) return 'br';
  return gzip && names.includes('gzip') ? 'gzip' : 'plain';
}

/** Weak comparison: a proxy may have made the tag weak. */
function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some(one => ['*', etag].includes(one.trim().replace(/^W\//, '')));
}
