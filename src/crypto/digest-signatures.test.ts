import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { p256, secp256k1, sm2Curve } from './curves.js';
import { integer, seq } from './der.js';
import { signEcdsa, signSm2Digest, verifyEcdsa, verifySm2Digest } from './digest-signatures.js';
import { sm2SignerDigest } from './sm2-signature.js';

const hex = (text: string) => Buffer.from(text, 'hex');
const signature = (r: string, s: string) => seq(integer(hex(r)), integer(hex(s)));

test('RFC 6979 A.2.5: ECDSA on P-256 with SHA-256 of "sample"', () => {
  const xy = hex(
    '60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6' +
      '7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299',
  );
  const digest = createHash('sha256').update('sample').digest();
  const [r, s] = [
    'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716',
    'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
  ];
  const spki = p256.layout.spki(xy);
  expect(verifyEcdsa(p256, spki, digest, signature(r, s))).toBe(true);
  expect(verifyEcdsa(p256, spki, digest, signature(s, r))).toBe(false);
  const d = hex('c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721');
  expect(verifyEcdsa(p256, spki, digest, signEcdsa(p256, d, digest))).toBe(true);
});

const SM2 = {
  d: hex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'),
  xy: hex(
    '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
      'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  ),
};

test('GB/T 32918.5 A.2: SM2 over "message digest"', () => {
  const e = createHash('sm3').update(sm2SignerDigest(SM2.xy)).update('message digest').digest();
  expect(e.toString('hex')).toBe('f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640');
  const [r, s] = [
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3',
    'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  ];
  const spki = sm2Curve.layout.spki(SM2.xy);
  expect(verifySm2Digest(spki, e, signature(r, s))).toBe(true);
  expect(verifySm2Digest(spki, e, signature(s, r))).toBe(false);
  expect(verifySm2Digest(spki, e, signSm2Digest(SM2.d, e))).toBe(true);
});

test('signatures outside their range or in another encoding are wrong', () => {
  const { k, xy } = secp256k1.ephemeral();
  const d = Buffer.from(k.toString(16).padStart(64, '0'), 'hex');
  const digest = createHash('sha256').update('message').digest();
  const good = signEcdsa(secp256k1, d, digest);
  const spki = secp256k1.layout.spki(xy);
  expect(verifyEcdsa(secp256k1, spki, digest, good)).toBe(true);
  const n = secp256k1.n.toString(16);
  const zero = '00';
  const wrong = [
    Buffer.alloc(0),
    good.subarray(0, -1),
    Buffer.concat([good, Buffer.of(0)]),
    signature(zero, '01'),
    signature('01', zero),
    signature(n, '01'),
    signature('01', n),
    signature('01'.repeat(40), '01'),
    // A length in two octets that one would hold.
    Buffer.concat([Buffer.of(0x30, 0x81), good.subarray(1)]),
    // Negative.
    seq(Buffer.of(2, 1, 0xff), Buffer.of(2, 1, 1)),
    // A zero too many in front.
    seq(Buffer.of(2, 2, 0, 1), Buffer.of(2, 1, 1)),
  ];
  for (const it of wrong) expect(verifyEcdsa(secp256k1, spki, digest, it)).toBe(false);
});
