/** Changes to a request after it was signed, which the signature check has to notice, and bytes that no parameter can hold. */
import type { Random } from './random.js';
import type { Pair, WireRequest } from './sketch.js';

type Damage = (request: WireRequest, random: Random) => WireRequest;

/** One change to a call of the RPC APIs. */
export function damage(request: WireRequest, random: Random): WireRequest {
  return random.pick(DAMAGES)(request, random);
}

/** One change that any signed request can have. */
export function damageAny(request: WireRequest, random: Random): WireRequest {
  return random.pick(DAMAGES_OF_ANY)(request, random);
}

/** Bytes that are no UTF-8, or no escapes: half a surrogate pair, an overlong NUL, a byte that never occurs. */
const ILL_FORMED = ['%ed%a0%80', '%c0%80', '%ff', '%', '%z', '%f4%90%80%80', '\xff', '\xc3', '%e4%b8'];

const withHeader = (change: (header: Pair, random: Random) => Pair[]): Damage => {
  return (request, random) => {
    const at = random.below(request.headers.length);
    return { ...request, headers: request.headers.flatMap((it, i) => (i === at ? change(it, random) : [it])) };
  };
};

const DAMAGES_OF_ANY: readonly Damage[] = [
  (request, random) => ({
    ...request,
    target: `${request.target}${request.target.includes('?') ? '&' : '?'}a=${random.pick(ILL_FORMED)}`,
  }),
  (request, random) => ({ ...request, target: spliced(request.target, random.pick(ILL_FORMED), random) }),
  (request, random) => ({
    ...request,
    target: spliced(request.target, random.pick(['&', '=', '#', '?', '&&', 'x', '/']), random),
  }),
  (request, random) => ({ ...request, target: request.target.slice(0, 1 + random.below(request.target.length)) }),
  (request, random) => ({ ...request, body: flipped(request.body, random) }),
  (request, random) => ({ ...request, body: Buffer.concat([request.body, random.bytes(3)]) }),
  (request, random) => ({ ...request, body: request.body.subarray(0, random.below(request.body.length + 1)) }),
  (request, random) => ({ ...request, method: random.pick(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PROPFIND']) }),
  request => ({ ...request, headers: [...request.headers].reverse() }),
  withHeader(() => []),
  withHeader(header => [header, header]),
  withHeader(([name, value], random) => [
    [name, spliced(value, random.pick([' ', ',', ';', '=', '\t', '"', 'ÿ', '0']), random)],
  ]),
  withHeader(([name, value], random) => [[name, value.slice(0, random.below(value.length + 1))]]),
  withHeader(([name]) => [[name, '']]),
  withHeader(([name, value]) => [[name.toUpperCase(), value.toUpperCase()]]),
  withHeader(([name, value]) => [[`x-${name}`, value]]),
];

const DAMAGES: readonly Damage[] = [
  ...DAMAGES_OF_ANY,
  authorization((text, random) => text.replace(/[0-9a-f]$/, it => (it === '0' ? '1' : '0')) + random.pick(['', ' '])),
  authorization(text => text.replace(/Signature=[^,]*/, 'Signature=')),
  authorization(text => text.replace(/Signature=[^,]*/, 'Signature=\xe4')),
  authorization(text => text.replace(/SignedHeaders=[^,]*/, 'SignedHeaders=')),
  authorization(text => text.replace(/SignedHeaders=[^,]*/, 'SignedHeaders=host')),
  authorization(text => text.replace(/SignedHeaders=[^,]*/, `SignedHeaders=${'host;'.repeat(3000)}`)),
  authorization(text => text.replace('Credential=', 'Credential=x,Credential=')),
  authorization(text => text.replace(/Credential=[^,]*/, 'Credential=')),
  authorization(text => text.replace('ACS3-HMAC-SHA256', 'ACS3-RSA-SHA256')),
  authorization(text => text.replace('ACS3-HMAC-SHA256', 'ACS3-NONE')),
  authorization(text => text.replace('ACS3-HMAC-SHA256', 'ACS4-HMAC-SHA256')),
  authorization(text => text.replaceAll(',', ' , ')),
  authorization(text => text.split(',').reverse().join(',')),
  authorization(() => 'Bearer x'),
  authorization(() => 'acs a:b'),
  authorization(() => 'ACS3-'),
  authorization(() => 'ACS3-HMAC-SHA256'),
  authorization(() => `ACS3-HMAC-SHA256 ${','.repeat(5000)}`),
  authorization(() => `ACS3-HMAC-SHA256 ${' '.repeat(20_000)}x`),
];

/** Changes the Authorization header; a request of the first generation, which has none, gets one. */
function authorization(change: (text: string, random: Random) => string): Damage {
  return (request, random) => {
    const others = request.headers.filter(([name]) => name !== 'authorization');
    const [, text] = request.headers.find(([name]) => name === 'authorization') ?? [
      '',
      'ACS3-HMAC-SHA256 Credential=a',
    ];
    return { ...request, headers: [...others, ['authorization', change(text, random)]] };
  };
}

function spliced(text: string, piece: string, random: Random): string {
  // Not into the slash that a request target begins with.
  const at = 1 + random.below(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}

function flipped(bytes: Buffer, random: Random): Buffer {
  if (bytes.length === 0) return random.bytes(5);
  const copy = Buffer.from(bytes);
  const at = random.below(copy.length);
  copy[at] = copy[at]! ^ (1 << random.below(8));
  return copy;
}
