/** Takes away from a request what its fault does not need, so that a person can see what it is. */
import type { Sketch } from './sketch.js';

/** Attempts, of which each is a request. */
const MOST_ATTEMPTS = 300;

/**
 * The smallest one found that still fails.
 * @param smaller gives what has less in it
 * @param fails sends a request and tells whether the fault is still there
 */
export async function shrunk<T>(
  request: T,
  smaller: (request: T) => Iterable<T>,
  fails: (request: T) => Promise<boolean>,
): Promise<T> {
  let smallest = request;
  let attempts = 0;
  for (let found = true; found; ) {
    found = false;
    for (const candidate of smaller(smallest)) {
      if (attempts++ >= MOST_ATTEMPTS) return smallest;
      if (await fails(candidate)) {
        smallest = candidate;
        found = true;
        break;
      }
    }
  }
  return smallest;
}

/** A sketch for one more attempt: each needs a nonce of its own, or all but the first would be replays. */
export function withFreshNonce(sketch: Sketch): Sketch {
  return sketch.nonce.length < 40 ? { ...sketch, nonce: `shrink-${Date.now()}-${attemptsMade++}` } : sketch;
}

let attemptsMade = 0;

export function* smallerSketches(sketch: Sketch): Generator<Sketch> {
  const { parameters, headers } = sketch;
  for (let i = 0; i < headers.length; i++) yield { ...sketch, headers: headers.toSpliced(i, 1) };
  for (let i = 0; i < parameters.length; i++) yield { ...sketch, parameters: parameters.toSpliced(i, 1) };
  if (sketch.body) {
    const { body: _, ...without } = sketch;
    yield without;
    if (sketch.body.length > 1) yield { ...sketch, body: sketch.body.subarray(0, sketch.body.length >> 1) };
  }
  if (sketch.spelling !== 'escaped') yield { ...sketch, spelling: 'escaped' };
  if (sketch.scheme !== 'v3') yield { ...sketch, scheme: 'v3' };
  if (sketch.place !== 'query') yield { ...sketch, place: 'query' };
  for (const [i, [name, value]] of parameters.entries()) {
    const half = value.length >> 1;
    if (half === 0) continue;
    yield { ...sketch, parameters: parameters.with(i, [name, value.slice(0, half)]) };
    yield { ...sketch, parameters: parameters.with(i, [name, value.slice(half)]) };
    if (value.length < 24) {
      for (let at = 0; at < value.length; at++) {
        yield { ...sketch, parameters: parameters.with(i, [name, value.slice(0, at) + value.slice(at + 1)]) };
      }
    }
  }
}
