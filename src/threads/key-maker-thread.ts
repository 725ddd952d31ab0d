/**
 * A thread that makes RSA keys (key-makers.ts starts it). It takes a low priority, so it runs where no other thread wants the processor at the moment, and
 * gets a tenth of one that all want: a key that takes seconds holds up no call, and is made all the same.
 */
import { generateKeyPairSync } from 'node:crypto';
import { constants } from 'node:os';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { rsaKeyPairOptions } from '../crypto/rsa-key-pairs.js';
import { yieldToOthers } from './priority.js';

/** To the thread: how many bits the next key has. From it: the pair, whose bytes are then in this thread no longer. */
export type ToMaker = number;
export interface FromMaker {
  readonly privateKey: Uint8Array<ArrayBuffer>;
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

function main(port: MessagePort): void {
  yieldToOthers(constants.priority.PRIORITY_BELOW_NORMAL);
  port.on('message', (modulusLength: ToMaker) => {
    const made = generateKeyPairSync('rsa', rsaKeyPairOptions(modulusLength));
    const pair: FromMaker = { privateKey: owned(made.privateKey), publicKey: owned(made.publicKey) };
    port.postMessage(pair, [pair.privateKey.buffer, pair.publicKey.buffer]);
  });
}

/** The bytes in memory that holds nothing else, and in no other. */
function owned(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length) return new Uint8Array(buffer);
  const copy = new Uint8Array(bytes);
  bytes.fill(0);
  return copy;
}

if (parentPort) main(parentPort);
