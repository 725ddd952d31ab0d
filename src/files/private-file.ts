/**
 * Files and directories that belong to their owner alone: what is secret is refused where others may use it, before it is used.
 * A name that is a symbolic link to nothing is refused too: to one call it is there, to another it is not.
 */
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, stat } from 'node:fs/promises';

/** A file or directory is not as it has to be. One sentence that names it and says what to do; holds nothing of its content. */
export class UnsafeFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnsafeFileError';
  }
}

/**
 * What is in a file that only its owner may use.
 * @param ifTaken what to do if somebody has used it, to be read after `run chmod 600 …, and`
 * @returns undefined when there is no such file
 * @throws UnsafeFileError when others may use it, or it cannot be read, or is a link to nothing
 */
export function readPrivateFile(path: string, ifTaken: string): Promise<string | undefined> {
  return readChecked(path, found => refuseUnlessPrivate(path, found, ifTaken));
}

/**
 * As `readPrivateFile`, for a file that an administrator keeps: one of root's may be open to a group, which is how the group of a service is
 * let in (`/etc/ssl/private` of Debian, secrets mounted by Kubernetes).
 */
export function readAdministratorsFile(path: string, ifTaken: string): Promise<string | undefined> {
  return readChecked(path, found => {
    if (found.uid !== 0 || (found.mode & 0o027) !== 0) refuseUnlessPrivate(path, found, ifTaken);
  });
}

/** What is in a file that anybody may read. @throws UnsafeFileError when it cannot be read, or is a link to nothing */
export function readPublicFile(path: string): Promise<string | undefined> {
  return readChecked(path, () => {});
}

async function readChecked(path: string, check: (found: Stats) => void): Promise<string | undefined> {
  let file: FileHandle;
  try {
    // A pipe of this name would keep the program waiting for somebody to write into it.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (fault) {
    await refuseUnlessAbsent(path, fault);
    return undefined;
  }
  try {
    // Asked of what is open, so that it is what is read.
    const found = await file.stat();
    if (!found.isFile()) throw new UnsafeFileError(`${path} is no file`);
    check(found);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/**
 * Looks at a file or directory without opening it, which matters for a database: a process that closes a file loses the locks that its
 * other handles have on it (https://www.sqlite.org/howtocorrupt.html section 2.2).
 * @param ifTaken as above
 * @returns whether it is there, and what it is
 * @throws UnsafeFileError when others may use it, or it is a link to nothing
 */
export async function findPrivate(path: string, ifTaken: string): Promise<Stats | undefined> {
  let found: Stats;
  try {
    found = await stat(path);
  } catch (fault) {
    await refuseUnlessAbsent(path, fault);
    return undefined;
  }
  refuseUnlessPrivate(path, found, ifTaken);
  return found;
}

async function refuseUnlessAbsent(path: string, fault: unknown): Promise<void> {
  const { code } = fault as NodeJS.ErrnoException;
  if (code !== 'ENOENT') throw new UnsafeFileError(`${path} cannot be read (${code})`);
  const link = await lstat(path).catch(() => undefined);
  if (link)
    throw new UnsafeFileError(`${path} is a link to something that is not there: put that back, or remove the link`);
}

function refuseUnlessPrivate(path: string, found: Stats, ifTaken: string): void {
  if ((found.mode & 0o077) === 0) return;
  const shown = (found.mode & 0o777).toString(8).padStart(4, '0');
  const right = found.isDirectory() ? '700' : '600';
  throw new UnsafeFileError(
    `others than the owner may use ${path} (mode ${shown}): run chmod ${right} ${path}, and ${ifTaken}`,
  );
}
