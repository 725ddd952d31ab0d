/** What a machine can do at best: the same cryptography and the same HTTP with nothing around them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createECDH, generateKeyPair, generateKeyPairSync, pbkdf2, randomBytes, sign, verify } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rsaKeyPairOptions } from '../src/crypto/rsa-key-pairs.js';
import { type Address, addressOf } from '../test/raw-connection.js';

/** Length of what is signed in a certificate with eight extensions. */
const SIGNED_BYTES = 600;

export interface BareWork {
  /** On one thread. */
  readonly perSecond: number;
  /** Processor time of each, in microseconds. */
  readonly microseconds: number;
}

/**
 * P-256 key pairs with two signatures each: the key in the form that is fastest with node:crypto, the signatures with a key that
 * was read before.
 */
export function bareIssuance(seconds: number): BareWork {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const message = randomBytes(SIGNED_BYTES);
  return repeated(seconds, () => {
    const key = createECDH('prime256v1');
    key.setPrivateKey(randomBytes(32));
    key.getPublicKey();
    sign('sha256', message, privateKey);
    sign('sha256', message, privateKey);
  });
}

/** Signatures with a P-256 key that was read before. */
export function bareSignature(seconds: number): BareWork {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const message = randomBytes(32);
  return repeated(seconds, () => sign('sha256', message, privateKey));
}

/** Checks of signatures by an RSA-2048 key that was read before, over as much as a call to an instance signs. */
export function bareVerification(seconds: number): BareWork {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const message = randomBytes(330);
  const signature = sign('sha256', message, privateKey);
  return repeated(seconds, () => verify('sha256', message, publicKey, signature));
}

function repeated(seconds: number, work: () => void): BareWork {
  const start = performance.now();
  const before = process.threadCpuUsage();
  let done = 0;
  while (performance.now() - start < seconds * 1000) {
    for (let i = 0; i < 20; i++) work();
    done += 20;
  }
  const { user, system } = process.threadCpuUsage(before);
  return { perSecond: (done * 1000) / (performance.now() - start), microseconds: (user + system) / done };
}

/** Derivations of a key as they protect one that is handed out, per second, two at a time. */
export async function bareKeyDerivations(seconds: number, iterations: number): Promise<number> {
  const derive = promisify(pbkdf2);
  const start = performance.now();
  let done = 0;
  const thread = async () => {
    while (performance.now() - start < seconds * 1000) {
      await derive('password', randomBytes(16), iterations, 32, 'sha256');
      done++;
    }
  };
  await Promise.all([thread(), thread()]);
  return (done * 1000) / (performance.now() - start);
}

export interface BareServer {
  readonly address: Address;
  readonly process: ChildProcess;
}

/** A node:http server in a process of its own that answers every request with so many bytes of JSON. */
export async function startBareServer(answerBytes: number): Promise<BareServer> {
  const program = join(import.meta.dirname, 'bare-server.js');
  const child = spawn(process.execPath, [program, String(answerBytes)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once('exit', status => reject(new Error(`the bare server ended with ${status}`)));
  });
  return { address: addressOf(url), process: child };
}

/** RSA-2048 keys a second, one at a time on each processor and nothing else. */
export async function bareRsaKeys(seconds: number): Promise<number> {
  const generate = promisify(generateKeyPair);
  const start = performance.now();
  const end = start + seconds * 1000;
  let made = 0;
  const makeMany = async () => {
    while (performance.now() < end) {
      await generate('rsa', rsaKeyPairOptions(2048));
      made++;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, makeMany));
  return (made * 1000) / (performance.now() - start);
}
