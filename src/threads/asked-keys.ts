/** Key pairs in a further thread: those made ahead lie sealed in the main one, and are opened where they are used. Others are made here. */
import type { Algorithm } from '../crypto/algorithm.js';
import { findAlgorithm } from '../crypto/algorithms.js';
import { type GeneratedKey, generateKeyPair } from '../crypto/keys.js';
import type { Requester } from '../domain/requester.js';
import { type KeyStock, openKept } from '../seal/key-stock.js';
import type { Seal } from '../seal/seal.js';
import type { Calls } from './calls.js';
import type { OfMain } from './contract.js';

/** As `KeyStock.keyPair`, with the stock of the main thread. */
export function askedKeyPairs(
  calls: Pick<Calls<OfMain>, 'call'>,
  seal: Seal,
): (algorithm: Algorithm, requester: Requester) => Promise<GeneratedKey> {
  return async (algorithm, requester) => {
    // Of the others none is kept.
    const kept = algorithm.family === 'RSA' ? await calls.call('takeKey', algorithm.name) : undefined;
    if (!kept) return generateKeyPair(algorithm, requester);
    const { id, sealed, spkiDer } = kept;
    return openKept(seal, algorithm, { id, sealed: Buffer.from(sealed), spkiDer: Buffer.from(spkiDer) });
  };
}

/** What the main thread offers. */
export function keysFor(stock: KeyStock): OfMain['takeKey'] {
  return name => {
    const algorithm = findAlgorithm(name);
    return algorithm && stock.take(algorithm);
  };
}
