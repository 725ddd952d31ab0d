/**
 * `root-access-key.json` in the data directory: the first credentials, for the administrator who starts the server. It is written once, before
 * the account is in the database (first-start.ts), whole or not at all, and never overwritten.
 */
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createDurably } from '../../files/durable-file.js';
import { readPrivateFile, UnsafeFileError } from '../../files/private-file.js';
import type { RootAccessKey } from './accounts.js';
import { FirstStartError } from './first-start-error.js';

export const rootAccessKeyFileName = 'root-access-key.json';

/** What to do when others may have read the file. */
export const rootAccessKeyTaken = 'delete that AccessKey after making another if somebody may have read it';

/** The credentials in the file, or undefined when there is none. Rejects with `FirstStartError` when it is not such a file. */
export async function readRootAccessKeyFile(dataDirectory: string): Promise<RootAccessKey | undefined> {
  const path = join(dataDirectory, rootAccessKeyFileName);
  let text: string | undefined;
  try {
    text = await readPrivateFile(path, rootAccessKeyTaken);
  } catch (fault) {
    if (fault instanceof UnsafeFileError) throw new FirstStartError(fault.message);
    throw fault;
  }
  if (text === undefined) return undefined;
  const key = parse(text);
  // No cause and no excerpt: what a JSON parser says of a broken file quotes it, and it holds a secret.
  if (!key) {
    throw new FirstStartError(`${path} is not a file that this server wrote: move it away to let a new one be made`);
  }
  return key;
}

/**
 * Writes the file with mode 0600; it is on disk when this resolves.
 * @returns false, having written nothing, when there is such a file already
 */
export function writeRootAccessKeyFile(dataDirectory: string, key: RootAccessKey): Promise<boolean> {
  return createDurably(join(dataDirectory, rootAccessKeyFileName), encode(key), 0o600);
}

/** Takes back what `writeRootAccessKeyFile` wrote. */
export async function removeRootAccessKeyFile(dataDirectory: string): Promise<void> {
  await unlink(join(dataDirectory, rootAccessKeyFileName));
}

function encode({ accountId, accessKeyId, accessKeySecret }: RootAccessKey): string {
  const content = { AccountId: accountId, AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret };
  return `${JSON.stringify(content)}\n`;
}

function parse(text: string): RootAccessKey | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof content !== 'object' || content === null) return undefined;
  const { AccountId, AccessKeyId, AccessKeySecret } = content as Record<string, unknown>;
  if (typeof AccountId !== 'string' || !/^[1-9]\d{15}$/.test(AccountId)) return undefined;
  if (typeof AccessKeyId !== 'string' || AccessKeyId === '') return undefined;
  if (typeof AccessKeySecret !== 'string' || AccessKeySecret === '') return undefined;
  return { accountId: AccountId, accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret };
}
