/**
 * Short Weierstrass curves with 256 bits, for what OpenSSL does not offer through Node: signatures over a digest that the caller made, and SM2
 * encryption. Points of secrets are computed by OpenSSL where it can; the points here are for public ones, and for SM2 decryption, where
 * `multiply` of the library takes the same steps for every scalar.
 */
import { createECDH, type ECDH } from 'node:crypto';
import { type WeierstrassPointCons, weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { toBigInt } from './big-integers.js';
import { type EcLayout, ecLayout } from './ec-layout.js';
import { newEcPair } from './ec-pairs.js';

interface Parameters {
  readonly p: bigint;
  readonly n: bigint;
  readonly h: bigint;
  readonly a: bigint;
  readonly b: bigint;
  readonly Gx: bigint;
  readonly Gy: bigint;
}

export const COORDINATE_BYTES = 32;

/** A scalar and its multiple of the generator, for one use. */
export interface Ephemeral {
  readonly k: bigint;
  /** The point without its leading 04. */
  readonly xy: Buffer;
}

export type Curve = ReturnType<typeof curve>;
export type Point = InstanceType<Curve['Point']>;

function curve(opensslName: string, oid: string, parameters: Parameters) {
  let made: WeierstrassPointCons<bigint> | undefined;
  // Made at its first use: most servers never ask for any of the curves.
  const points = () => (made ??= weierstrass(parameters));
  const layout: EcLayout = ecLayout(oid, COORDINATE_BYTES);
  return {
    /** The order of the generator. */
    n: parameters.n,
    layout,
    get Point() {
      return points();
    },
    /** By OpenSSL. */
    ephemeral: (): Ephemeral => newEphemeral(createECDH(opensslName)),
    /** So many of them. */
    ephemerals(count: number): Ephemeral[] {
      const ecdh = createECDH(opensslName);
      return Array.from({ length: count }, () => newEphemeral(ecdh));
    },
    /** Of a SubjectPublicKeyInfo that OpenSSL has read: its end is an uncompressed point. */
    pointOf(spkiDer: Uint8Array) {
      const { x, y } = coordinates(spkiDer.subarray(-2 * COORDINATE_BYTES));
      return points().fromAffine({ x, y });
    },
    /** Throws where it is not on the curve. */
    pointAt(xy: Uint8Array) {
      const point = points().fromAffine(coordinates(xy));
      point.assertValidity();
      return point;
    },
  };
}

function newEphemeral(ecdh: ECDH): Ephemeral {
  const { d, xy } = newEcPair(ecdh);
  const k = toBigInt(d);
  d.fill(0);
  return { k, xy };
}

function coordinates(xy: Uint8Array): { readonly x: bigint; readonly y: bigint } {
  return { x: toBigInt(xy.subarray(0, COORDINATE_BYTES)), y: toBigInt(xy.subarray(COORDINATE_BYTES)) };
}

/** SEC 2 version 2, NIST SP 800-186. */
export const p256 = curve('prime256v1', '1.2.840.10045.3.1.7', {
  p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
  n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  h: 1n,
  a: 0xffffffff00000001000000000000000000000000fffffffffffffffffffffffcn,
  b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  Gx: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  Gy: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
});

/** SEC 2 version 2. */
export const secp256k1 = curve('secp256k1', '1.3.132.0.10', {
  p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2fn,
  n: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
  h: 1n,
  a: 0n,
  b: 7n,
  Gx: 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n,
  Gy: 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8n,
});

/** GB/T 32918.5. */
export const sm2Curve = curve('SM2', '1.2.156.10197.1.301', {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
});
