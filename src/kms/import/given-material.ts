/**
 * Material that its owner brings, in the one form in which it is kept: octets of the length of the spec, or a private key of the kind of the spec, as
 * PKCS #8 or, on curves, also as the scalar alone (wire/kms.md section 8.2). A private key is used once before it is taken: one that does not go
 * with its own public key would make signatures that nobody can verify.
 */
import { createECDH, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { toBigInt } from '../../crypto/big-integers.js';
import { COORDINATE_BYTES } from '../../crypto/curves.js';
import { InvalidInput } from '../../crypto/invalid-input.js';
import { checkRsaKey } from '../../x509/rsa-key-strength.js';
import { type KeyMaterial, type KeySpecName, materialBytes } from '../keys/key-specs.js';
import { CURVES } from '../keys/pairs.js';

type CurveSpec = 'EC_P256' | 'EC_P256K' | 'EC_SM2';

const OPENSSL_CURVES: Readonly<Record<CurveSpec, string>> = {
  EC_P256: 'prime256v1',
  EC_P256K: 'secp256k1',
  EC_SM2: 'SM2',
};

const RSA_BITS: Readonly<Partial<Record<KeySpecName, number>>> = { RSA_2048: 2048, RSA_3072: 3072, RSA_4096: 4096 };

/** Undefined where it is no material for a key of this spec. The caller wipes the result, and what it gave. */
export function readMaterial(spec: KeySpecName, given: Buffer): KeyMaterial | undefined {
  const length = materialBytes(spec);
  if (length !== undefined) {
    return given.length === length ? { secret: Buffer.from(given), publicKeyDer: undefined } : undefined;
  }
  try {
    const bits = RSA_BITS[spec];
    return bits === undefined ? onCurve(spec as CurveSpec, given) : rsa(bits, given);
  } catch {
    // OpenSSL and the layouts say of anything else that they cannot read it.
    return undefined;
  }
}

function onCurve(spec: CurveSpec, given: Buffer): KeyMaterial {
  const { layout } = CURVES[spec]!;
  const isScalar = given.length === COORDINATE_BYTES;
  const der = isScalar ? undefined : opened(given).export({ type: 'pkcs8', format: 'der' });
  try {
    const parts = der && layout.parts(der);
    const d = parts?.d ?? given;
    const pair = createECDH(OPENSSL_CURVES[spec]);
    pair.setPrivateKey(d);
    const xy = pair.getPublicKey().subarray(1);
    if (parts && !Buffer.concat([parts.x, parts.y]).equals(xy))
      throw new InvalidInput('the public key is of another pair');
    return { secret: layout.pkcs8(d, xy), publicKeyDer: layout.spki(xy) };
  } finally {
    der?.fill(0);
  }
}

function rsa(bits: number, given: Buffer): KeyMaterial {
  const key = opened(given);
  if (key.asymmetricKeyType !== 'rsa') throw new InvalidInput('it is no RSA key');
  const publicKey = createPublicKey(key);
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const number = (text: string) => toBigInt(Buffer.from(text, 'base64url'));
  if (checkRsaKey(number(n), number(e)) !== bits) throw new InvalidInput('the RSA key has another size');
  const message = Buffer.from('the private key goes with the public one');
  if (!verify('sha256', message, publicKey, sign('sha256', message, key))) {
    throw new InvalidInput('the public key is of another pair');
  }
  return {
    secret: key.export({ type: 'pkcs8', format: 'der' }),
    publicKeyDer: publicKey.export({ type: 'spki', format: 'der' }),
  };
}

const opened = (pkcs8Der: Buffer): KeyObject => createPrivateKey({ key: pkcs8Der, format: 'der', type: 'pkcs8' });
