/**
 * `root-access-key.json` in the data directory: the first credentials, for whoever starts the server. It is written once, before
 * the account is in the database (first-start.ts), whole or not at all, and never overwritten.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, open, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RootAccessKey } from './accounts.js';
import { FirstStartError } from './first-start-error.js';

export const rootAccessKeyFileName = 'root-access-key.json';

/** The credentials in the file, or undefined when there is none. Rejects with `FirstStartError` when it is not such a file. */
export async function readRootAccessKeyFile(dataDirectory: string): Promise<RootAccessKey | undefined> {
  const path = join(dataDirectory, rootAccessKeyFileName);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new FirstStartError(`${path} cannot be read (${codeOf(error)})`);
  }
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
export async function writeRootAccessKeyFile(dataDirectory: string, key: RootAccessKey): Promise<boolean> {
  const path = join(dataDirectory, rootAccessKeyFileName);
  // Written beside under a name of its own and then linked: the name never stands for half a file, whatever happens, and
  // of two servers that start at once one is told that it came second.
  const draft = `${path}.${randomUUID()}`;
  await writeDurably(draft, encode(key));
  try {
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
  await syncDirectory(path);
  return true;
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

async function writeDurably(path: string, content: string): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(dirname(path), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
