/** CSRs, certificates and other DER that is broken, or sound and strange. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { Random } from './random.js';
import { CSR_KEY, SOUND_CSRS } from './sound-csrs.js';

const key = createPrivateKey(CSR_KEY);
const publicKeyInfo = createPublicKey(key).export({ type: 'spki', format: 'der' });
const ecdsaWithSha256 = Buffer.from('300a06082a8648ce3d040302', 'hex');

export function hostileCsr(random: Random): string {
  return random.weighted<() => string>([
    [6, () => random.pick(SOUND_CSRS)],
    [4, () => pem(bentDer(derOf(random.pick(SOUND_CSRS)), random), random)],
    [6, () => pem(signed(bentDer(requestInfo(random), random)), random)],
    [6, () => pem(signed(requestInfo(random)), random)],
    [2, () => bentPem(random.pick(SOUND_CSRS), random)],
    [1, () => pem(bomb(random), random)],
  ])();
}

function derOf(text: string): Buffer {
  return Buffer.from(text.replace(/-----[^-]+-----/g, ''), 'base64');
}

function pem(der: Buffer, random: Random): string {
  const width = random.weighted([
    [20, 64],
    [1, 76],
    [1, 1],
    [1, 100_000],
  ]);
  const label = random.weighted([
    [20, 'CERTIFICATE REQUEST'],
    [2, 'NEW CERTIFICATE REQUEST'],
    [1, 'CERTIFICATE'],
    [1, ''],
  ]);
  const lines = der.toString('base64').match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function bentPem(text: string, random: Random): string {
  return random.pick<() => string>([
    () => text.replaceAll('\n', '\r\n'),
    () => text.replaceAll('\n', ''),
    () => text.replaceAll('\n', ' '),
    () => text + text,
    () => `subject=/CN=x\n${text}`,
    () => text.slice(0, random.below(text.length)),
    () => text.replace('REQUEST-----\n', 'REQUEST-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n'),
    () => text.replace(/[A-Za-z]/g, it => (random.chance(0.02) ? random.pick(['=', '-', '_', '\0', '*']) : it)),
    () => `${text}\0`,
    () => text.replace('-----END', '-----BEGIN'),
    () => text.replace(/\n[^-]+\n/, '\n'),
  ])();
}

/** One to three changes of bytes anywhere. */
export function bentDer(der: Buffer, random: Random): Buffer {
  let bent: Buffer = Buffer.from(der);
  for (let i = 1 + random.below(3); i > 0; i--) {
    const at = random.below(bent.length);
    bent = random.pick<() => Buffer>([
      () => replaced(bent, at, bent[at]! ^ (1 << random.below(8))),
      () => replaced(bent, at, random.pick([0, 0x80, 0xff, 0x30, 0x84, 0x7f, 0x1f])),
      () => Buffer.concat([bent.subarray(0, at), bent.subarray(at + 1 + random.below(8))]),
      () => Buffer.concat([bent.subarray(0, at), random.bytes(1 + random.below(8)), bent.subarray(at)]),
      () => bent.subarray(0, at),
      () => Buffer.concat([bent, random.bytes(1 + random.below(4))]),
    ])();
    if (bent.length === 0) return Buffer.of(0x30, 0);
  }
  return bent;
}

function replaced(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
}

/** CertificationRequest around any CertificationRequestInfo (RFC 2986 section 4), with a signature that holds. */
function signed(info: Buffer): Buffer {
  return tlv(0x30, info, ecdsaWithSha256, tlv(0x03, Buffer.of(0), sign('sha256', info, key)));
}

/** A sound structure with strange names and extensions in it. */
function requestInfo(random: Random): Buffer {
  const attributes = Array.from({ length: random.pick([0, 1, 1, 1, 2]) }, () => extensionRequest(random));
  return tlv(0x30, tlv(0x02, Buffer.of(0)), subject(random), publicKeyInfo, tlv(0xa0, ...attributes));
}

function subject(random: Random): Buffer {
  const names = Array.from({ length: random.pick([0, 1, 2, 6, 40]) }, () =>
    tlv(0x31, tlv(0x30, identifier(random, ATTRIBUTES), tlv(random.pick(TEXT_TAGS), content(random)))),
  );
  return tlv(0x30, ...names);
}

function extensionRequest(random: Random): Buffer {
  const extensions = Array.from({ length: random.pick([0, 1, 1, 2, 5]) }, () => {
    const critical = random.pick([Buffer.alloc(0), tlv(0x01, Buffer.of(random.pick([0xff, 0, 1])))]);
    return tlv(0x30, identifier(random, EXTENSIONS), critical, tlv(0x04, extensionValue(random)));
  });
  return tlv(0x30, identifier(random, ['1.2.840.113549.1.9.14']), tlv(0x31, tlv(0x30, ...extensions)));
}

function extensionValue(random: Random): Buffer {
  return random.weighted<() => Buffer>([
    [8, () => tlv(0x30, ...Array.from({ length: random.pick([0, 1, 1, 3, 300]) }, () => generalName(random)))],
    [2, () => tlv(0x30, ...Array.from({ length: random.pick([0, 1, 2, 50]) }, () => identifier(random, EXTENSIONS)))],
    [2, () => tlv(0x03, random.bytes(random.pick([0, 1, 2, 3, 30])))],
    [2, () => tlv(0x30, tlv(0x01, Buffer.of(0xff)), tlv(0x02, random.bytes(random.pick([0, 1, 9]))))],
    [1, () => random.bytes(random.below(60))],
  ])();
}

function generalName(random: Random): Buffer {
  const constructed = random.chance(0.2);
  return tlv((constructed ? 0xa0 : 0x80) | random.below(10), constructed ? subject(random) : content(random));
}

function content(random: Random): Buffer {
  return random.pick<() => Buffer>([
    () => random.bytes(random.pick([0, 1, 4, 16, 5, 64, 65])),
    () => Buffer.from(random.text(random.pick([1, 10, 64, 65, 300]))),
    () =>
      Buffer.from(random.pick(['a\0b', '*.example.com', 'a@b.c', 'http://x/', '中文', '', ' ', 'x,y+z="<>#;', '１'])),
  ])();
}

/** Nesting and sizes that take a careless parser's stack or memory. */
function bomb(random: Random): Buffer {
  return random.pick<() => Buffer>([
    () => Buffer.alloc(random.pick([1000, 30_000]), Buffer.of(0x30, 0x80)),
    () => nested(random.pick([50, 500, 4000])),
    () => tlv(0x30, ...Array.from({ length: 10_000 }, () => Buffer.of(0x05, 0))),
    () => Buffer.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff),
    () => Buffer.of(0x30, 0x88, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
    () => tlv(0x30, tlv(0x06, Buffer.alloc(20_000, 0xff))),
    () => tlv(0x30, tlv(0x02, Buffer.alloc(20_000, 0x7f))),
  ])();
}

function nested(depth: number): Buffer {
  let inner: Buffer = Buffer.alloc(0);
  for (let i = 0; i < depth; i++) inner = tlv(0x30, inner);
  return inner;
}

const ATTRIBUTES = [
  '2.5.4.3',
  '2.5.4.6',
  '2.5.4.10',
  '2.5.4.11',
  '2.5.4.7',
  '2.5.4.8',
  '1.2.840.113549.1.9.1',
  '1.2.3.4',
];
const EXTENSIONS = [
  '2.5.29.17',
  '2.5.29.17',
  '2.5.29.15',
  '2.5.29.37',
  '2.5.29.19',
  '2.5.29.14',
  '2.5.29.31',
  '1.2.3.4.5',
];
/** UTF8String, PrintableString, TeletexString, IA5String, UniversalString, BMPString, OCTET STRING, INTEGER. */
const TEXT_TAGS = [0x0c, 0x0c, 0x13, 0x13, 0x14, 0x16, 0x1c, 0x1e, 0x04, 0x02];

function identifier(random: Random, choices: readonly string[]): Buffer {
  if (random.chance(0.05)) return tlv(0x06, random.bytes(random.below(12)));
  const [first = 0, second = 0, ...rest] = random.pick(choices).split('.').map(Number);
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): number[] {
  const digits = [arc & 0x7f];
  for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), value]);
  const size = Buffer.from(length.toString(16).padStart(length > 0xffff ? 6 : length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.of(tag, 0x80 | size.length), size, value]);
}
