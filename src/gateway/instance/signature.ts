/** The signature of a call to an instance: wire/kms-instance.md sections 2.2 and 2.3. */
import { type KeyObject, verify } from 'node:crypto';
import { sha256Hex } from '../../crypto/digest.js';
import { header, type RawRequest } from '../parameters.js';
import { instanceError } from './errors.js';

type Signed = Pick<RawRequest, 'method' | 'headers'>;

/** What is signed: method, digest, type and date, then every header that begins with `x-kms-`, and the resource, which is always `/`. */
export function stringToSign(request: Signed): string {
  const value = (name: string): string => header(request, name) ?? '';
  const own = Object.keys(request.headers)
    .filter(name => name.startsWith('x-kms-'))
    .sort()
    .map(name => `${name}:${value(name)}\n`);
  const fixed = [request.method.toUpperCase(), value('content-sha256'), value('content-type'), value('date')];
  return `${fixed.join('\n')}\n${own.join('')}/`;
}

/** Throws `SignatureNotMatch` unless the key signed it, by RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 section 8.2). */
export function requireSigned(request: Signed, signature: Buffer, key: KeyObject): void {
  // Headers are octets: Node has them one character each.
  const isSigned = verify('sha256', Buffer.from(stringToSign(request), 'latin1'), key, signature);
  if (!isSigned) throw instanceError('SignatureNotMatch');
}

/** Throws `InvalidParam` where the digest is not that of the body, or there is none for a body: the signature covers the digest alone. */
export function requireDigest(request: Pick<RawRequest, 'headers' | 'body'>): void {
  const said = header(request, 'content-sha256');
  if (said === undefined && request.body.length === 0) return;
  // No secret is compared: it is the caller's own body.
  if (said?.toLowerCase() !== sha256Hex(request.body)) throw instanceError('InvalidParam', { P: 'Content-SHA256' });
}
