/** Changes to a request before it is signed: parameters, headers, encodings, body, method and path. */
import { hostileJson, type Json } from './hostile-json.js';
import { bentText, hostileText } from './hostile-texts.js';
import type { Random } from './random.js';
import { headerText, type Pair, type Sketch } from './sketch.js';
import {
  CONTENT_TYPES,
  HEADERS,
  INDEXES,
  many,
  manyHeaders,
  PATHS,
  SIGNED_TOO,
  staleDate,
  strangeList,
} from './strange-parts.js';
import type { World } from './world.js';

type Bend = (sketch: Sketch, random: Random, world: World) => Sketch;

/** One change. */
export function bend(sketch: Sketch, random: Random, world: World): Sketch {
  return random.weighted(BENDS)(sketch, random, world);
}

const withParameters = (change: (parameters: Pair[], random: Random, world: World) => Pair[]): Bend => {
  return (sketch, random, world) => ({ ...sketch, parameters: change([...sketch.parameters], random, world) });
};

/** Changes the value of one parameter; without any there is one of a name that nobody knows. */
const withValue = (change: (value: string, random: Random, world: World) => string): Bend =>
  withParameters((parameters, random, world) => {
    if (parameters.length === 0) return [['Anything', change('', random, world)]];
    const at = random.below(parameters.length);
    return parameters.map(([name, value], i) => [name, i === at ? change(value, random, world) : value]);
  });

const withName = (change: (name: string, random: Random) => string): Bend =>
  withParameters((parameters, random, world) => {
    if (parameters.length === 0) return [[change('Anything', random), 'x']];
    const at = random.below(parameters.length);
    return parameters.map(([name, value], i) => {
      if (i !== at) return [name, value];
      const changed = change(name, random);
      // Who names an operation like a password has told everybody already.
      return [changed, changed === 'Action' && value.includes(world.secretMark) ? 'x' : value];
    });
  });

const withHeader = (header: (random: Random) => Pair): Bend => {
  return (sketch, random) => ({ ...sketch, headers: [...sketch.headers, header(random)] });
};

const BENDS: readonly (readonly [number, Bend])[] = [
  // Values
  [40, withValue((_, random) => hostileText(random))],
  [25, withValue(bentText)],
  [15, withValue((value, random) => hostileJson(asJson(value), random))],
  [
    6,
    withValue(
      (_, random, world) => world.name(random.pick(['Identifier', 'UserName', 'Name', 'ClientKeyId']), random) ?? '',
    ),
  ],
  [1, withValue((_, random) => 'y'.repeat(random.pick([16_000, 65_536, 200_000])))],
  // Names
  [6, withParameters((parameters, random) => parameters.toSpliced(random.below(parameters.length + 1), 1))],
  [3, withParameters((parameters, random) => [...parameters, ...parameters.slice(0, 1 + random.below(2))])],
  [3, withParameters(parameters => [...parameters].reverse())],
  [8, withName((name, random) => `${name}${random.pick(INDEXES)}`)],
  [
    3,
    withName((name, random) =>
      random.pick([name.toLowerCase(), ` ${name}`, `${name}\0`, `#3#${name}`, `${name}[]`, ''] as const),
    ),
  ],
  [
    3,
    withName((_, random) =>
      random.pick(['__proto__', '__proto__.x', 'constructor.prototype.x', 'toString', 'Action', 'Signature']),
    ),
  ],
  [2, withName((_, random) => hostileText(random).slice(0, 2000))],
  [4, withParameters((parameters, random) => [...parameters, ...strangeList(random)])],
  [1, withParameters((parameters, random) => [...parameters, ...many(random)])],
  // Which operation
  [
    3,
    (sketch, random) => ({
      ...sketch,
      action: random.pick([bentText(sketch.action, random), hostileText(random)]).slice(0, 3000),
    }),
  ],
  [
    2,
    (sketch, random) => ({
      ...sketch,
      version: random.pick(['2020-04-07', '', '2015-05-01', '2016-01-20', '__proto__']),
    }),
  ],
  // Envelope
  [4, (sketch, random) => ({ ...sketch, date: random.pick([staleDate(random), hostileText(random).slice(0, 200)]) })],
  [
    3,
    (sketch, random) => ({
      ...sketch,
      nonce: random.pick(['', 'same', 'n'.repeat(2000), hostileText(random).slice(0, 500)]),
    }),
  ],
  [
    2,
    (sketch, random) => ({
      ...sketch,
      format: random.pick(['XML', 'xml', 'JSON', 'yaml', '', hostileText(random).slice(0, 100)]),
    }),
  ],
  [4, (sketch, random) => ({ ...sketch, place: random.pick(['query', 'form', 'json', 'split']) })],
  [4, (sketch, random) => ({ ...sketch, contentType: random.pick(CONTENT_TYPES) })],
  [
    4,
    (sketch, random) => ({ ...sketch, place: 'json', body: jsonBody(sketch, random), contentType: 'application/json' }),
  ],
  [4, (sketch, random) => ({ ...sketch, body: anyBody(random), contentType: random.pick(CONTENT_TYPES) })],
  [
    3,
    (sketch, random) => ({
      ...sketch,
      method: random.pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'get']),
    }),
  ],
  [2, (sketch, random) => ({ ...sketch, path: random.pick(PATHS) })],
  [3, (sketch, random) => ({ ...sketch, signedToo: random.pick(SIGNED_TOO) })],
  [5, withHeader(random => random.pick(HEADERS))],
  [2, withHeader(random => [`x-acs-${random.text(5)}`, headerText(hostileText(random))])],
  [
    2,
    withHeader(random => [random.pick(['user-agent', 'accept', 'x-forwarded-for']), headerText(hostileText(random))]),
  ],
  [1, (sketch, random) => ({ ...sketch, headers: [...sketch.headers, ...manyHeaders(random)] })],
];

function asJson(text: string): Json {
  // Nesting bombs are made elsewhere; taken apart here they would be our own stack's end.
  if (text.length > 5000) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function jsonBody({ parameters }: Sketch, random: Random): Buffer {
  const members: Json = Object.fromEntries(
    parameters.map(([name, value]) => [name, random.chance(0.3) ? asJson(value) : value]),
  );
  return Buffer.from(hostileJson(members, random));
}

function anyBody(random: Random): Buffer {
  return random.weighted<() => Buffer>([
    [6, () => random.bytes(random.below(300))],
    [6, () => Buffer.from(hostileText(random))],
    [3, () => Buffer.from('a=1&a=2')],
    [3, () => Buffer.from('&&==&%&=%zz&a=%ed%a0%80&b=%c0%80')],
    [2, () => Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n')],
    [1, () => Buffer.alloc(random.pick([100_000, 1_000_000]), '&')],
    [0.05, () => Buffer.alloc(random.pick([10_485_760, 10_485_761, 11_000_000]), 'a')],
  ])();
}
