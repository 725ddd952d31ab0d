/** The canonical request of V3 and V4: wire/gateway.md section 4.3. The two differ only in how they write the query. */
import { header, type RawRequest, splitUrl } from '../parameters.js';
import type { HeaderAlgorithm } from './authorization-header.js';
import { digestHex } from './proof.js';

/** `payloadHash` is the hex digest of the body; `signedHeaders` are in lower case and in the client's order. */
export function canonicalRequest(
  request: RawRequest,
  canonicalQuery: string,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  let canonicalHeaders = '';
  // A listed header that the request does not have counts as empty.
  for (const name of signedHeaders) canonicalHeaders += `${name}:${header(request, name) ?? ''}\n`;
  const method = request.method.toUpperCase();
  return `${method}\n${canonicalPath(request.url)}\n${canonicalQuery}\n${canonicalHeaders}\n${signedHeaders.join(';')}\n${payloadHash}`;
}

/** What is signed: the algorithm's name and the digest of the canonical request. */
export function stringToSignOf(algorithm: HeaderAlgorithm, canonical: string): string {
  return `${algorithm.name}\n${digestHex(algorithm.hash, canonical)}`;
}

function canonicalPath(url: string): string {
  const { path } = splitUrl(url);
  return path === '' || path === '/' ? '/' : path.replaceAll('+', '%20').replaceAll('*', '%2A').replaceAll('%7E', '~');
}
