/** EC keys on the NIST curves (RFC 5480), signing ECDSA with SHA-256 on all three sizes, as the API documents it. */
import { createECDH, createPrivateKey, type ECDH, generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { Algorithm, KeyPairDer, SigningKey } from './algorithm.js';
import { type EcLayout, ecLayout } from './ec-layout.js';
import { newEcPair } from './ec-pairs.js';
import { signInThreadPool } from './pooled-signature.js';
import { sha256WithEcdsa } from './signature-schemes.js';

const generateEc = promisify(generateKeyPair);

interface Curve {
  readonly layout: EcLayout;
  generate(): Promise<KeyPairDer>;
  open(algorithm: Algorithm, pkcs8Der: Buffer): SigningKey;
}

function ecAlgorithm(name: string, keySize: number, curve: Curve): Algorithm {
  const algorithm: Algorithm = Object.freeze({
    name,
    family: 'ECC',
    keySize,
    signature: sha256WithEcdsa,
    publicKeyIdentifier: curve.layout.publicKeyIdentifier,
    enciphersKeys: false,
    canEncipher: false,
    canAgree: true,
    generate: () => curve.generate(),
    open: (pkcs8Der: Buffer) => curve.open(algorithm, pkcs8Der),
  });
  return algorithm;
}

/**
 * P-256 has hand-written arithmetic in OpenSSL: generating takes 20 µs and signing 30, less than a hop to another thread, so both
 * run where they are called. ECDH is the form in which generating and taking the key out cost least.
 */
let shared: ECDH | undefined;

/**
 * Making the object costs more than making a key in it, so the keys of one turn of the event loop are made in one object. It holds on to
 * the last key, so it is let go when the turn ends.
 */
function pairOfThisTurn(): ECDH {
  if (!shared) {
    shared = createECDH('prime256v1');
    setImmediate(() => {
      shared = undefined;
    });
  }
  return shared;
}

function p256(): Curve {
  const layout = ecLayout('1.2.840.10045.3.1.7', 32);
  return {
    layout,
    async generate() {
      const { d, xy } = newEcPair(pairOfThisTurn());
      const pkcs8Der = layout.pkcs8(d, xy);
      d.fill(0);
      return { pkcs8Der, spkiDer: layout.spki(xy) };
    },
    open(algorithm, pkcs8Der) {
      layout.parts(pkcs8Der); // refuses a key of another curve
      const key = createPrivateKey({ key: pkcs8Der, format: 'der', type: 'pkcs8' });
      return {
        algorithm,
        sign: data => sign('sha256', data, key),
        signLong: data => signInThreadPool(key, data),
      };
    },
  };
}

/**
 * The larger curves run generic arithmetic: 1 to 2 ms for a key pair or a signature, so both go to the thread pool. The pair is taken out
 * as a JSON Web Key, whose members have a fixed length (RFC 7518 section 6.2): 0.03 ms here, against 0.2 for PKCS #8.
 */
function pooledCurve(namedCurve: string, curveOid: string, coordinateBytes: number): Curve {
  const layout = ecLayout(curveOid, coordinateBytes);
  return {
    layout,
    async generate() {
      const { privateKey } = await generateEc('ec', { namedCurve });
      const jwk = privateKey.export({ format: 'jwk' });
      const [d, x, y] = [jwk.d, jwk.x, jwk.y].map(member => Buffer.from(member as string, 'base64url')) as [
        Buffer,
        Buffer,
        Buffer,
      ];
      const xy = Buffer.concat([x, y]);
      const pkcs8Der = layout.pkcs8(d, xy);
      d.fill(0);
      return { pkcs8Der, spkiDer: layout.spki(xy) };
    },
    open(algorithm, pkcs8Der) {
      layout.parts(pkcs8Der); // refuses a key of another curve
      const key = createPrivateKey({ key: pkcs8Der, format: 'der', type: 'pkcs8' });
      return { algorithm, sign: data => signInThreadPool(key, data) };
    },
  };
}

export const ecc256 = ecAlgorithm('ECC_256', 256, p256());
export const ecc384 = ecAlgorithm('ECC_384', 384, pooledCurve('secp384r1', '1.3.132.0.34', 48));
/** The API's 512 is the curve P-521, and 512 is the key size it reports. */
export const ecc512 = ecAlgorithm('ECC_512', 512, pooledCurve('secp521r1', '1.3.132.0.35', 66));
