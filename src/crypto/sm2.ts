/** SM2 keys (GB/T 32918), signing with SM3 under the standard identity. */
import { createPrivateKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { Algorithm, KeyPairDer, SigningKey } from './algorithm.js';
import { ecLayout } from './ec-layout.js';
import { sm3WithSm2 } from './signature-schemes.js';
import { signLongSm2, signSm2, sm2SignerDigest } from './sm2-signature.js';

const generateEc = promisify(generateKeyPair);
const layout = ecLayout('1.2.156.10197.1.301', 32);

export const sm2256: Algorithm = Object.freeze({
  name: 'SM2_256',
  family: 'SM2',
  keySize: 256,
  signature: sm3WithSm2,
  publicKeyIdentifier: layout.publicKeyIdentifier,
  enciphersKeys: false,
  canEncipher: true,
  canAgree: true,

  async generate(): Promise<KeyPairDer> {
    const { privateKey } = await generateEc('ec', { namedCurve: 'SM2' });
    // Only ever as pkcs8 or spki: OpenSSL has no sec1 or pkcs1 form of an SM2 key, and Node throws when asked for one.
    const pkcs8Der = privateKey.export({ type: 'pkcs8', format: 'der' });
    const { x, y } = layout.parts(pkcs8Der);
    return { pkcs8Der, spkiDer: layout.spki(Buffer.concat([x, y])) };
  },

  open(pkcs8Der: Buffer): SigningKey {
    const { x, y } = layout.parts(pkcs8Der);
    const signerDigest = sm2SignerDigest(Buffer.concat([x, y]));
    // Reading it is what makes OpenSSL see an SM2 key; the object that generation returns signs plain ECDSA.
    const key = createPrivateKey({ key: pkcs8Der, format: 'der', type: 'pkcs8' });
    return {
      algorithm: sm2256,
      sign: data => signSm2(key, signerDigest, data),
      signLong: data => signLongSm2(key, signerDigest, data),
    };
  },
});
