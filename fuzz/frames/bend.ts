/** Changes to a call of an instance before it is signed: fields of its message, headers, method and path. */
import { hostileText } from '../hostile-texts.js';
import type { Random } from '../random.js';
import { headerText } from '../sketch.js';
import { CONTENT_TYPES, HEADERS, manyHeaders, PATHS, staleDate } from '../strange-parts.js';
import type { Frame } from './frame.js';
import type { Scene } from './scene.js';
import { strangeField, tag } from './wire.js';

type Bend = (frame: Frame, random: Random, scene: Scene) => Frame;

/** One change. */
export function bendFrame(frame: Frame, random: Random, scene: Scene): Frame {
  return random.weighted(BENDS)(frame, random, scene);
}

const withFields = (change: (fields: readonly Buffer[], random: Random) => readonly Buffer[]): Bend => {
  return (frame, random) => ({ ...frame, fields: change(frame.fields, random) });
};

/** Changes the octets of one field. */
const withField = (change: (field: Buffer, random: Random) => Buffer): Bend =>
  withFields((fields, random) => {
    if (fields.length === 0) return [random.bytes(1 + random.below(20))];
    const at = random.below(fields.length);
    return fields.with(at, change(fields[at]!, random));
  });

const withHeader = (name: string, value: (random: Random, scene: Scene) => string | undefined): Bend => {
  return (frame, random, scene) => ({ ...frame, headers: { ...frame.headers, [name]: value(random, scene) } });
};

const hostileHeader = (random: Random): string => headerText(hostileText(random)).trim();
/** The number of a field, as its first octet says it. */
const numberOf = (field: Buffer): number => (field[0] ?? 8) >> 3;

const BENDS: readonly (readonly [number, Bend])[] = [
  // Fields
  [
    20,
    withFields((fields, random) => {
      const at = random.below(fields.length + 1);
      return fields.toSpliced(at, 0, strangeField(fields.map(numberOf), random));
    }),
  ],
  [8, withFields((fields, random) => fields.toSpliced(random.below(fields.length + 1), 1))],
  [6, withFields((fields, random) => (fields.length === 0 ? fields : [...fields, random.pick(fields)]))],
  [3, withFields(fields => [...fields].reverse())],
  [2, withFields((fields, random) => [...fields, ...fields.map(field => retyped(field, random))])],
  // Octets of one
  [10, withField(flipped)],
  [8, withField((field, random) => field.subarray(0, random.below(field.length + 1)))],
  [5, withField((field, random) => field.subarray(random.below(field.length + 1)))],
  [6, withField((field, random) => spliced(field, random.bytes(1 + random.below(6)), random))],
  [6, withField(retyped)],
  // Headers
  [
    6,
    withHeader('x-kms-apiname', random =>
      random.pick(['', 'encrypt', 'KmsEncrypt', '__proto__', hostileHeader(random)]),
    ),
  ],
  [3, withHeader('x-kms-apiname', (random, { sound }) => random.pick([...sound.keys()]))],
  [3, withHeader('x-kms-apiversion', random => random.pick(['', 'dkms-gcs-0.1', '2016-01-20', undefined]))],
  [3, withHeader('x-kms-signaturemethod', random => random.pick(['', 'HMAC_SHA_256', 'rsa_pkcs1_sha_256', undefined]))],
  [
    3,
    withHeader('x-kms-acccesskeyid', random => random.pick(['', undefined, 'KAAP.x', 'LTAIx', hostileHeader(random)])),
  ],
  [8, withHeader('date', random => random.pick([anyDate(random), hostileHeader(random), undefined]))],
  [5, withHeader('content-sha256', random => random.pick(['', undefined, '00', 'A'.repeat(64), 'G'.repeat(64)]))],
  [
    3,
    withHeader('content-type', random =>
      random.pick([...CONTENT_TYPES.map(headerText), 'application/x-protobuf; a=b', undefined]),
    ),
  ],
  [
    8,
    withHeader('x-kms-migrationkeyversionid', (random, { versionIds }) =>
      random.pick([...versionIds, hostileHeader(random)]),
    ),
  ],
  [
    3,
    (frame, random) => ({
      ...frame,
      headers: { ...frame.headers, [`x-kms-${random.text(5).toLowerCase()}`]: hostileHeader(random) },
    }),
  ],
  [3, withOthers(random => [random.pick(HEADERS)])],
  [1, withOthers(manyHeaders)],
  [2, withHeader('host', random => random.pick(['kst-nobodys.example.com', 'kst-', 'KST-A:1', hostileHeader(random)]))],
  [
    3,
    (frame, random) => ({ ...frame, scheme: random.pick(['TOKEN', 'token', 'bearer', 'Basic', '', 'Bearer Bearer']) }),
  ],
  [2, (frame, random) => ({ ...frame, method: random.pick(['GET', 'PUT', 'HEAD', 'PATCH', 'OPTIONS']) })],
  [2, (frame, random) => ({ ...frame, path: random.pick([...PATHS, '/?', '/?a=b', '/?Action=Encrypt']) })],
];

function withOthers(others: (random: Random) => readonly (readonly [string, string])[]): Bend {
  return (frame, random) => ({ ...frame, headers: { ...frame.headers, ...Object.fromEntries(others(random)) } });
}

/** Dates in the forms that clients and help pages have, old ones and such as are none (wire/kms-instance.md section 2.1). */
function anyDate(random: Random): string {
  const date = new Date(random.chance(0.5) ? staleDate(random) : Date.now());
  const text = Number.isNaN(date.getTime()) ? 'Thu, 01 Jan 1970 00:00:00 GMT' : date.toUTCString();
  return random.pick([
    text,
    text.replace('GMT', 'UTC'),
    text.replace(', 0', ', '),
    text.slice(5),
    text.toLowerCase(),
    date.toString().slice(0, 30),
  ]);
}

/** The same with another type on the wire. */
function retyped(field: Buffer, random: Random): Buffer {
  return Buffer.concat([tag(numberOf(field), random.pick([0, 1, 2, 3, 4, 5, 6, 7])), field.subarray(1)]);
}

function flipped(field: Buffer, random: Random): Buffer {
  if (field.length === 0) return random.bytes(3);
  const copy = Buffer.from(field);
  const at = random.below(copy.length);
  copy[at] = copy[at]! ^ (1 << random.below(8));
  return copy;
}

function spliced(field: Buffer, octets: Buffer, random: Random): Buffer {
  const at = random.below(field.length + 1);
  return Buffer.concat([field.subarray(0, at), octets, field.subarray(at + random.below(3))]);
}
