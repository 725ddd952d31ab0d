/**
 * SHA-256 signatures made in libuv's thread pool: for keys whose signature takes longer than the way there and back (RSA-2048 0.2 ms,
 * RSA-4096 3 ms, P-384 0.6 to 0.9 ms, P-521 2 ms; P-256 with its 0.02 ms stays on the main thread).
 */
import { type KeyObject, sign } from 'node:crypto';

export function signInThreadPool(key: KeyObject, data: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign('sha256', data, key, (error, signature) => (error ? reject(error) : resolve(signature)));
  });
}
