/** Looks for sealed bytes in the files of a server, in whatever page or log. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestServer } from '../../server.js';

export const filesOf = ({ data }: Pick<TestServer, 'data'>): Buffer =>
  Buffer.concat(
    readdirSync(data, { withFileTypes: true })
      .filter(it => it.isFile())
      .map(it => readFileSync(join(data, it.name))),
  );

/** Whether any part of it is in the files: a tag of GCM, a wrapped key or half a ciphertext is recognised by its 16 octets. */
export function isInFiles(files: Buffer, sealed: Buffer): boolean {
  for (let at = 0; at + 16 <= sealed.length; at += 8) {
    // Layout and version of the seal's key are the same for everything that is sealed.
    if (at >= 8 && files.includes(sealed.subarray(at, at + 16))) return true;
  }
  return false;
}
