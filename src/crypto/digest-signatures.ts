/**
 * ECDSA (FIPS 186-5) and SM2 (GB/T 32918.2 section 6) over a digest that the caller made. Node signs messages only, which it
 * hashes itself, whatever digest it is told, or none; `signDigest` is proposed for a later one (https://github.com/nodejs/node/pull/62345). The random point
 * comes from OpenSSL; what remains is arithmetic modulo the order, which takes the private key blinded.
 */
import { inverse, mod, randomBelow, toBigInt, toOctets } from './big-integers.js';
import { COORDINATE_BYTES, type Curve, sm2Curve } from './curves.js';
import { integer, seq } from './der.js';
import { OneTimeScalars } from './one-time-scalars.js';
import { readMagnitude, readSequence } from './strict-der.js';

const oneTimeScalars = new Map<Curve, OneTimeScalars>();

function scalarsOf(curve: Curve): OneTimeScalars {
  const scalars = oneTimeScalars.get(curve) ?? new OneTimeScalars(curve);
  oneTimeScalars.set(curve, scalars);
  return scalars;
}

/** @param d the private scalar @param digest as long as the order. DER SEQUENCE of r and s. */
export function signEcdsa(curve: Curve, d: Uint8Array, digest: Uint8Array): Buffer {
  const { n } = curve;
  const [secret, e] = [toBigInt(d), toBigInt(digest)];
  for (;;) {
    const { r, blind, inverse } = scalarsOf(curve).take();
    const s = mod((blind * e + mod(blind * r, n) * secret) * inverse, n);
    if (s !== 0n) return encode(r, s);
  }
}

/** False for a wrong or unreadable signature. @param spkiDer on the curve */
export function verifyEcdsa(curve: Curve, spkiDer: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean {
  const { n, Point } = curve;
  const read = decode(signature, n);
  if (!read) return false;
  const [r, s] = read;
  const w = inverse(s, n);
  const sum = Point.BASE.multiplyUnsafe(mod(toBigInt(digest) * w, n)).add(
    curve.pointOf(spkiDer).multiplyUnsafe(mod(r * w, n)),
  );
  return !sum.is0() && mod(sum.toAffine().x, n) === r;
}

/** @param digest SM3(ZA ‖ message) */
export function signSm2Digest(d: Uint8Array, digest: Uint8Array): Buffer {
  const { n } = sm2Curve;
  const [secret, e] = [toBigInt(d), toBigInt(digest)];
  for (;;) {
    const { k, xy } = sm2Curve.ephemeral();
    const r = mod(e + toBigInt(xy.subarray(0, COORDINATE_BYTES)), n);
    if (r === 0n || r + k === n) continue;
    const blind = randomBelow(n, COORDINATE_BYTES);
    const s = mod((blind * k - mod(blind * r, n) * secret) * inverse(blind * (1n + secret), n), n);
    if (s !== 0n) return encode(r, s);
  }
}

/** False for a wrong or unreadable signature. @param digest SM3(ZA ‖ message) */
export function verifySm2Digest(spkiDer: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean {
  const { n, Point } = sm2Curve;
  const read = decode(signature, n);
  if (!read) return false;
  const [r, s] = read;
  const t = mod(r + s, n);
  if (t === 0n) return false;
  const sum = Point.BASE.multiplyUnsafe(s).add(sm2Curve.pointOf(spkiDer).multiplyUnsafe(t));
  return !sum.is0() && mod(toBigInt(digest) + sum.toAffine().x, n) === r;
}

const encode = (r: bigint, s: bigint): Buffer =>
  seq(integer(toOctets(r, COORDINATE_BYTES)), integer(toOctets(s, COORDINATE_BYTES)));

/** r and s, both from 1 to n - 1. */
function decode(signature: Uint8Array, n: bigint): readonly [bigint, bigint] | undefined {
  const magnitudes = readSequence(signature, [0x02, 0x02])?.map(readMagnitude);
  const [r, s] = (magnitudes ?? []).map(it => (it && it.length <= COORDINATE_BYTES ? toBigInt(it) : 0n));
  if (r === undefined || s === undefined) return undefined;
  return r > 0n && s > 0n && r < n && s < n ? [r, s] : undefined;
}
