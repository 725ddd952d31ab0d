/** What `chancery reference` writes. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { declarations } from '../api/declarations.js';
import { markdownFiles } from '../reference/markdown-files.js';
import { SettingError } from '../settings/setting.js';

/** What the examples address: a server with the default settings. */
const DEFAULT_URL = 'http://127.0.0.1:8088';

/** Writes all pages below the directory. Rejects with `SettingError` where it cannot. */
export async function writeReference(directory: string): Promise<void> {
  const files = markdownFiles({ catalogue: await declarations(), publicUrl: DEFAULT_URL });
  try {
    for (const { name, text } of files) {
      const file = join(directory, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  } catch (fault) {
    throw new SettingError(`--out ${directory} cannot be written: ${(fault as Error).message}`);
  }
  process.stdout.write(`${files.length} pages are in ${directory}\n`);
}
