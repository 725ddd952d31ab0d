/**
 * `GET /crl/<account>/<authority>.crl`: the revocation list of an authority, DER, to anybody who asks (RFC 5280 section 4.2.1.13, media type
 * RFC 2585). Everything else under `/crl/` is not there.
 */
import type { RevocationLists } from '../ca/revocation-lists.js';

export interface PublicFile {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface CrlParts {
  readonly revocationLists: RevocationLists;
}

const PATH = /^\/crl\/(\d{1,20})\/([0-9a-f-]{32,36})\.crl$/;
/** Caches between here and the reader may keep a list so long at most: a revocation is to be seen within minutes, not days. */
const MAX_AGE_S = 300;

/** Undefined where there is no such list. `now` is the clock. */
export function crlResponder({ revocationLists }: CrlParts, now: () => Date = () => new Date()) {
  return async (path: string): Promise<PublicFile | undefined> => {
    const [, accountId, authorityId] = PATH.exec(path) ?? [];
    if (accountId === undefined || authorityId === undefined) return undefined;
    const list = await revocationLists.find(accountId, authorityId, now());
    return (
      list && {
        status: 200,
        contentType: 'application/pkix-crl',
        body: list.der,
        headers: {
          'cache-control': `public, max-age=${MAX_AGE_S}`,
          'last-modified': list.thisUpdate.toUTCString(),
        },
      }
    );
  };
}
