/**
 * Small files that must be whole or not there, whatever happens while they are written: keys and credentials beside the database.
 * Content goes to a draft of a name of its own, is flushed, and then takes its name in one step; the directory is flushed after that,
 * or a power cut could keep a later file and lose an earlier one.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a file that must not exist yet. Resolves with false, having written nothing, when there is one. On disk when it resolves. */
export async function createDurably(path: string, content: string, mode: number): Promise<boolean> {
  const draft = await writeDraft(path, content, mode);
  try {
    // A link, unlike a rename, is refused when the name is taken: of two servers that start at once one is told that it came second.
    await link(draft, path);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fault;
  } finally {
    await unlink(draft);
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
