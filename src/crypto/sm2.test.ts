import { createHash } from 'node:crypto';
import { sm2 as oracle } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { ecLayout } from './ec-layout.js';
import { openPrivateKey, sign, verify } from './keys.js';
import { sm2256 } from './sm2.js';
import { sm2SignerDigest } from './sm2-signature.js';

const layout = ecLayout('1.2.156.10197.1.301', 32);

/** GB/T 32918.5 appendix A: the standard's own example on the recommended curve. */
const example = {
  d: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  xy: '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  message: 'message digest',
  signerDigest: 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3',
  // SEQUENCE { r, s }, both with a sign octet
  signature:
    '3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
};
const message = Buffer.from(example.message);

describe('SM2', () => {
  it('has the SM3 of GB/T 32905 underneath', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });

  it('computes ZA and accepts the signature of GB/T 32918.5 appendix A', () => {
    expect(sm2SignerDigest(Buffer.from(example.xy, 'hex')).toString('hex')).toBe(example.signerDigest);
    const spki = layout.spki(Buffer.from(example.xy, 'hex'));
    expect(verify(spki, sm2256, message, Buffer.from(example.signature, 'hex'))).toBe(true);
  });

  it('signs so that an independent implementation accepts it under the standard identity, and only under that', async () => {
    const xy = Buffer.from(example.xy, 'hex');
    const key = openPrivateKey(sm2256, layout.pkcs8(Buffer.from(example.d, 'hex'), xy));
    const signature = (await sign(key, message)).toString('hex');
    const check = (userId: string) =>
      oracle.doVerifySignature(example.message, signature, `04${example.xy}`, { der: true, hash: true, userId });
    expect(check('1234567812345678')).toBe(true);
    expect(check('')).toBe(false);
    expect(check('ALICE123@YAHOO.COM')).toBe(false);
  });

  it('accepts what an independent implementation signs, with keys of that implementation', () => {
    for (let round = 0; round < 5; round++) {
      const { privateKey, publicKey } = oracle.generateKeyPairHex();
      const signature = oracle.doSignature(`round ${round}`, privateKey, {
        der: true,
        hash: true,
        userId: '1234567812345678',
      });
      const spki = layout.spki(Buffer.from(publicKey.slice(2), 'hex'));
      expect(verify(spki, sm2256, Buffer.from(`round ${round}`), Buffer.from(signature, 'hex'))).toBe(true);
      expect(verify(spki, sm2256, Buffer.from('another'), Buffer.from(signature, 'hex'))).toBe(false);
    }
  });
});
