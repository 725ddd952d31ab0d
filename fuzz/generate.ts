/** Makes hostile requests, one for each number. */
import type { Attack } from './attack.js';
import { bend } from './bend.js';
import { broken } from './broken-http.js';
import { consistent } from './consistent.js';
import type { KnownOperation } from './contracts.js';
import { damage } from './damage.js';
import { type FrameSettings, frameAttack } from './frames/generate.js';
import { plausible } from './plausible-values.js';
import { Random } from './random.js';
import { bytesOf, flattened, type Pair, type Sketch, signed, type WireRequest } from './sketch.js';
import type { World } from './world.js';

export interface GeneratorSettings {
  readonly seed: number;
  readonly host: string;
  readonly operations: readonly KnownOperation[];
  /** Those that are built are attacked more often than those that only have a name. */
  readonly isBuilt: (operation: KnownOperation) => boolean;
  /** Those whose names match are attacked more often than others. */
  readonly often?: RegExp;
  readonly world: World;
  /** What calls of instances are made of; there are none of them if absent. */
  readonly frames?: FrameSettings & { /** How many of all requests they are. */ readonly share: number };
}

/** How much more often. */
const BUILT_WEIGHT = 12;
const OFTEN_WEIGHT = 8;

/** The attack of a number: the same for the same seed as far as it does not use what the server answered before. */
export function attackOf(number: number, settings: GeneratorSettings): Attack {
  const { seed, host, world, frames } = settings;
  const random = new Random(seed, number);
  if (frames && random.chance(frames.share)) {
    return frameAttack(number, random, frames, { host, mark: world.secretMark });
  }
  let sketch = soundSketch(random, settings);
  for (
    let i = random.weighted([
      [25, 0],
      [60, 1],
      [20, 2],
      [10, 4],
    ]);
    i > 0;
    i--
  )
    sketch = bend(sketch, random, world);
  const kind = random.weighted([
    [70, 'signed'],
    [20, 'damaged'],
    [10, 'broken'],
  ] as const);
  const { version, action } = sketch;
  return {
    protocol: 'rpc',
    number,
    kind,
    version,
    action,
    sketch,
    bytes: bytesFor(kind, signed(sketch, host), random),
  };
}

function bytesFor(kind: Attack['kind'], request: WireRequest, random: Random): Buffer {
  switch (kind) {
    case 'signed':
      return bytesOf(request);
    case 'damaged':
      return bytesOf(damage(request, random));
    case 'broken':
      // To what is no whole request nobody can tell that it was a HEAD, so the answer may have a body.
      return broken(request.method === 'HEAD' ? { ...request, method: 'POST' } : request, random);
  }
}

function soundSketch(random: Random, settings: GeneratorSettings): Sketch {
  const { world } = settings;
  const { version, action, parameters } = operationFor(random, settings);
  const fullness = random.pick([0.2, 0.7, 0.95, 1]);
  const given = parameters.filter(it => it.required || random.chance(fullness));
  const pairs = given.flatMap(parameter => {
    const value = plausible(action, parameter, random, world);
    if (typeof value !== 'object' || value === null) return [[parameter.name, String(value)] satisfies Pair];
    return random.chance(0.5)
      ? flattened(parameter.name, value)
      : [[parameter.name, JSON.stringify(value)] satisfies Pair];
  });
  const place = random.weighted([
    [12, 'query'],
    [5, 'form'],
    [2, 'json'],
    [1, 'split'],
  ] as const);
  return {
    version,
    action,
    scheme:
      place === 'json'
        ? 'v3'
        : random.weighted([
            [10, 'v3'],
            [6, 'v1'],
            [2, 'v3-sm3'],
          ] as const),
    signer: world.signer(random),
    method: place === 'query' && random.chance(0.2) ? 'GET' : 'POST',
    path: '/',
    parameters: cheap(action, random.chance(0.85) ? consistent(action, pairs, random, world) : pairs, random),
    place,
    ...(random.chance(0.05) && { format: 'XML' }),
    date: `${new Date().toISOString().slice(0, 19)}Z`,
    nonce: `${random.text(8)}-${Date.now()}-${random.text(8)}`,
    headers: [],
    signedToo: [],
    spelling: random.weighted([
      [6, 'escaped'],
      [3, 'plus'],
      [1, 'bytes'],
      [1, 'lower-case'],
      [1, 'everything'],
    ] as const),
  };
}

function operationFor(random: Random, { operations, isBuilt, often }: GeneratorSettings): KnownOperation {
  if (random.chance(0.02))
    return { ...random.pick(operations), action: random.pick(['Frobnicate', 'constructor', '']) };
  return random.weighted(
    operations.map(it => [(isBuilt(it) ? BUILT_WEIGHT : 1) * (often?.test(it.action) ? OFTEN_WEIGHT : 1), it]),
  );
}

/**
 * Most requests that would make an RSA key are turned into ones that do not: a key takes a tenth of a second of a processor,
 * and twenty thousand of them would test nothing but OpenSSL.
 */
function cheap(action: string, parameters: readonly Pair[], random: Random): readonly Pair[] {
  if (random.chance(action === 'CreateClientKey' ? 0.15 : 0.03)) return parameters;
  if (action === 'CreateClientKey')
    return parameters.map(([name, value]) => [name, name === 'AapName' ? 'no-such' : value]);
  if (action === 'CreateRootCACertificate' && !parameters.some(([name]) => name === 'Algorithm')) {
    return [...parameters, ['Algorithm', 'ECC_256']];
  }
  return parameters;
}
