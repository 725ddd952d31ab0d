/**
 * Small files that must be whole or not there, whatever happens while they are written: keys and credentials beside the database.
 * Content goes to a draft of a name of its own, is flushed, and then takes its name in one step; the directory is flushed after that,
 * or a power cut could keep a later file and lose an earlier one.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, open, readdir, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Makes a file that must not exist yet. Resolves with false, having written nothing, when there is one. On disk when it resolves. */
export async function createDurably(path: string, content: string, mode: number): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const made = await tryToCreate(path, content, mode);
    if (made === 'draft-lost' && attempt < MAX_ATTEMPTS) continue;
    if (made === 'draft-lost')
      throw new Error(`${path} cannot be made: what is written beside it is taken away each time`);
    return made;
  }
}

/** Another server that starts in the same directory takes away drafts (removeDrafts), and may take one that is not yet a file. */
const MAX_ATTEMPTS = 5;

async function tryToCreate(path: string, content: string, mode: number): Promise<boolean | 'draft-lost'> {
  const draft = await writeDraft(path, content, mode);
  try {
    // A link, unlike a rename, is refused when the name is taken: of two servers that start at once one is told that it came second.
    await link(draft, path);
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT') return 'draft-lost';
    throw fault;
  } finally {
    await rm(draft, { force: true });
  }
  await flushDirectory(path);
  return true;
}

/** Makes a file or puts it in the place of the one that is there. On disk when it resolves. */
export async function replaceDurably(path: string, content: string, mode: number): Promise<void> {
  const draft = await writeDraft(path, content, mode);
  try {
    await rename(draft, path);
  } catch (fault) {
    await unlink(draft);
    throw fault;
  }
  await flushDirectory(path);
}

/** Gives a file another name, in place of what has that name. On disk when it resolves. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await flushDirectory(to);
}

const DRAFT = /^(.+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Removes the drafts of these files that a process which was killed left in the directory: they hold what the files would hold. */
export async function removeDrafts(directory: string, names: readonly string[]): Promise<void> {
  for (const name of await readdir(directory)) {
    const of = DRAFT.exec(name)?.[1];
    if (of !== undefined && names.includes(of)) await rm(join(directory, name), { force: true });
  }
}

async function writeDraft(path: string, content: string, mode: number): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

async function flushDirectory(path: string): Promise<void> {
  const directory = await open(dirname(path), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
