/** Makes hostile calls of an instance, one for each number. */
import type { FrameAttack } from '../attack.js';
import { broken } from '../broken-http.js';
import { damageAny } from '../damage.js';
import { hostileText } from '../hostile-texts.js';
import type { Random } from '../random.js';
import { bytesOf, type WireRequest } from '../sketch.js';
import { bendFrame } from './bend.js';
import { type Frame, signedFrame } from './frame.js';
import { type FrameOperation, INSTANCE_VERSION } from './messages.js';
import type { Scene } from './scene.js';
import { integer, octets } from './wire.js';

const API_NAME = 'x-kms-apiname';

export interface FrameSettings {
  readonly operations: readonly FrameOperation[];
  readonly scene: Scene;
}

/** @param random of the number; nothing else decides */
export function frameAttack(
  number: number,
  random: Random,
  { operations, scene }: FrameSettings,
  { host, mark }: { readonly host: string; readonly mark: string },
): FrameAttack {
  const sound = soundFrame(random.pick(operations), random, scene);
  let frame = sound;
  for (
    let i = random.weighted([
      [20, 0],
      [60, 1],
      [20, 2],
      [10, 4],
    ]);
    i > 0;
    i--
  )
    frame = bendFrame(frame, random, scene);
  if (frame.fields !== sound.fields || frame.headers[API_NAME] !== undefined) frame = withoutMark(frame, mark);
  const kind = random.weighted([
    [85, 'signed'],
    [12, 'damaged'],
    [3, 'broken'],
  ] as const);
  const bytes = bytesFor(kind, signedFrame(frame, host), random);
  return { protocol: 'instance', number, kind, version: INSTANCE_VERSION, action: frame.action, frame, bytes };
}

function bytesFor(kind: FrameAttack['kind'], request: WireRequest, random: Random): Buffer {
  switch (kind) {
    case 'signed':
      return bytesOf(request);
    case 'damaged':
      return bytesOf(damageAny(request, random));
    case 'broken':
      return broken({ ...request, method: 'POST' }, random);
  }
}

/** Who sends a password as another field, or to another operation, has told everybody already. */
function withoutMark(frame: Frame, mark: string): Frame {
  const [sought, other] = [Buffer.from(mark), Buffer.alloc(mark.length, 'x')];
  const scrubbed = frame.fields.map(field => {
    const copy = Buffer.from(field);
    for (let at = copy.indexOf(sought); at >= 0; at = copy.indexOf(sought)) other.copy(copy, at);
    return copy;
  });
  return { ...frame, fields: scrubbed };
}

function soundFrame({ action, request }: FrameOperation, random: Random, scene: Scene): Frame {
  const known = scene.sound.get(action) ?? [];
  const { values, headers = {} } = known.length > 0 ? random.pick(known) : { values: {} };
  const fields = Object.entries(request).flatMap(([name, { type, number }]): Buffer[] => {
    const sound = values[name];
    // Most of the rest is left as it is, or nothing would succeed.
    const value = random.chance(sound === undefined ? 0.03 : 0.08) ? anyValue(name, type, random, scene) : sound;
    if (value === undefined) return [];
    if (type === 'int32' || type === 'bool') return [integer(number, Number(value))];
    return [octets(number, Buffer.from(value as string))];
  });
  return {
    action,
    signer: scene.signer(random),
    fields,
    method: 'POST',
    path: '/',
    date: new Date().toUTCString(),
    headers,
    scheme: 'Bearer',
  };
}

const WORDS = [
  'AES_GCM',
  'AES_CBC',
  'AES_ECB',
  'SM4_GCM',
  'RSA_PKCS1_SHA_256',
  'PKCS7_PADDING',
  'NO_PADDING',
  'RAW',
  'DIGEST',
  'PEM',
  'DER',
  'EC_P256K',
  'ACSCurrent',
];
const LENGTHS = [1, 11, 12, 13, 16, 31, 32, 33, 64, 190, 191, 245, 256, 1024, 6144, 8192, 8193, 100_000];

/** A value of the right type that fits or does not. Pairs of RSA are asked for rarely: a key takes a tenth of a second of a processor. */
function anyValue(name: string, type: string, random: Random, { keyIds }: Scene): string | number | Buffer {
  if (type === 'int32') return random.pick([1, 16, 64, 1024, 1025, -1, 0, 2 ** 31 - 1, -(2 ** 31), 5_000_000]);
  if (type === 'bool') return random.below(2);
  if (type === 'bytes')
    return random.weighted<() => Buffer>([
      [20, () => random.bytes(random.pick(LENGTHS))],
      [5, () => Buffer.from(hostileText(random))],
      [2, () => Buffer.alloc(0)],
      [0.3, () => Buffer.alloc(random.pick([1_000_000, 3 * 1024 * 1024 - 200, 3 * 1024 * 1024]), 'a')],
    ])();
  if (name === 'KeyId' && random.chance(0.7)) return random.pick(keyIds);
  if (name === 'KeyPairSpec' && random.chance(0.02)) return 'RSA_2048';
  return random.pick<() => string | Buffer>([
    () => random.pick(WORDS),
    () => hostileText(random),
    // No UTF-8: half a surrogate pair, an overlong NUL, octets that never occur.
    () => random.pick([Buffer.from('eda080', 'hex'), Buffer.from('c080', 'hex'), Buffer.from([0xff]), random.bytes(8)]),
  ])();
}
