/**
 * The revocation lists of an authority, DER, to anybody who asks (RFC 5280 section 4.2.1.13, media type RFC 2585): `GET
 * /crl/<account>/<authority>.crl` is the complete one, `/crl/<account>/<authority>/delta.crl` and `…/<number>.crl` are the delta list and the
 * parts of a large one. Everything else under `/crl/` is not there.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { RevocationLists } from '../ca/revocation/revocation-lists.js';
import { cacheableAnswer, type PublicFile } from './public-file.js';

export interface CrlParts {
  readonly revocationLists: Pick<RevocationLists, 'find'>;
}

const PATH = /^\/crl\/(\d{1,20})\/([0-9a-f-]{32,36})(?:\/(delta|0|[1-9]\d{0,3}))?\.crl$/;
/** Caches between here and the reader may keep a list so long at most: a revocation is to be seen within minutes, not days. */
const MAX_AGE_S = 300;

/** Undefined where there is no such list. `now` is the clock. */
export function crlResponder({ revocationLists }: CrlParts, now: () => Date = () => new Date()) {
  return async (path: string, request: IncomingHttpHeaders = {}): Promise<PublicFile | undefined> => {
    const [, accountId, authorityId, name] = PATH.exec(path) ?? [];
    if (accountId === undefined || authorityId === undefined) return undefined;
    const time = now();
    const list = await revocationLists.find(accountId, authorityId, time, name);
    if (!list) return undefined;
    const file = {
      contentType: 'application/pkix-crl',
      body: list.der,
      tag: String(list.number),
      lastModified: list.thisUpdate,
      datable: list.datable,
      maxAgeS: Math.min(MAX_AGE_S, Math.floor((list.nextUpdate.getTime() - time.getTime()) / 1000)),
    };
    return cacheableAnswer(file, request);
  };
}
