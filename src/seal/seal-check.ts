/**
 * Whether the seal that was given is the one that the database was written with, asked once at the start.
 *
 * Without this, a server with the wrong seal would run until somebody asks for a private key, and seal new secrets meanwhile
 * under a key that opens nothing else. A known text is sealed at the first start and kept in the database; each later start opens it.
 */
import { createKeyFile, type KeyFileSeal, keyFileName, openKeyFile } from './key-file.js';
import { type Seal, SealError } from './seal.js';
import { openBytes, sealBytes } from './sealed.js';

/** Where the check is kept: implemented by the store. */
export interface SealCheckStore {
  /** The text that was saved, or undefined in a database that never had one. */
  findSealCheck(): Promise<string | undefined>;
  /** Saves the text unless there is one already: of two servers that start at once on a new database, the first one wins. */
  saveSealCheck(text: string): Promise<void>;
}

const checkRecord = 'seal-check';
const knownText = Buffer.from('chancery can open what this seal has sealed');

/**
 * Compares the seal with the database. In a new database it leaves the check behind.
 * @throws SealError that says what to do, when the database was sealed with something else
 */
export async function checkSeal(store: SealCheckStore, seal: Seal): Promise<void> {
  if ((await store.findSealCheck()) === undefined) {
    const sealed = await sealBytes(seal, knownText, checkRecord);
    await store.saveSealCheck(JSON.stringify({ seal: seal.id, sealed: sealed.toString('base64') }));
  }
  // Read again even after saving: another server may have been first, with another seal.
  const { sealId, sealed } = parseCheck((await store.findSealCheck()) ?? '');
  if (sealId !== seal.id) {
    throw new SealError(
      `the database is sealed with "${sealId}", and this server was started with "${seal.id}": start it with the former`,
    );
  }
  let opened: Buffer;
  try {
    opened = await openBytes(seal, sealed, checkRecord);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new SealError(
      'the seal is not the one that this database was written with: start with the right one, or with the right database ' +
        `(for a key file, put back the ${keyFileName} that belongs to it). Nothing was changed`,
      { cause: error },
    );
  }
  if (!opened.equals(knownText))
    throw new SealError('the seal check of the database holds something else than it should');
}

/**
 * Opens the key file of the data directory, or makes it when both it and the database are new, and checks it.
 * @throws SealError when the database has been sealed and the key file is missing, wrong, broken or open to others
 */
export async function openKeyFileSeal(directory: string, store: SealCheckStore): Promise<KeyFileSeal> {
  let seal = await openKeyFile(directory);
  if (!seal) {
    // A new key would open nothing that exists and hide that the old one is lost.
    if ((await store.findSealCheck()) !== undefined) {
      throw new SealError(
        `the database is sealed and its key file is missing: put ${keyFileName} back into ${directory}. ` +
          'Without it no secret of this database can be opened, by anybody',
      );
    }
    seal = await createKeyFile(directory);
  }
  await checkSeal(store, seal);
  return seal;
}

function parseCheck(text: string): { sealId: string; sealed: Buffer } {
  try {
    const { seal, sealed }: { seal?: unknown; sealed?: unknown } = JSON.parse(text);
    if (typeof seal === 'string' && typeof sealed === 'string')
      return { sealId: seal, sealed: Buffer.from(sealed, 'base64') };
  } catch {
    // Falls through: whatever is wrong with it, it is the same sentence.
  }
  throw new SealError('the seal check of the database is damaged');
}
