/** `chancery seal rotate`: a new key for the seal. Secrets that exist stay under the older keys, which the file keeps. */
import { Command } from 'commander';
import { loadConfig } from '../config.js';
import { rotateKeyFile } from '../seal/key-file.js';
import { SealError } from '../seal/seal.js';
import { type Flags, SettingError } from '../settings/setting.js';

/** `withData` adds the options that say where the data is. */
export function sealCommand(withData: (command: Command) => Command): Command {
  const seal = new Command('seal').description('the key that everything secret in the database is sealed under');
  withData(seal.command('rotate'))
    .description('make a new key; the server uses it from its next start on')
    .action(async (settings: Flags) => {
      const { dataDirectory } = loadConfig(settings, process.env);
      process.stdout.write(`${await rotate(dataDirectory)}\n`);
    });
  return seal;
}

async function rotate(dataDirectory: string): Promise<string> {
  try {
    const { currentKeyVersion } = await rotateKeyFile(dataDirectory);
    return `The seal has key ${currentKeyVersion} now. Back up seal-key.json again, and restart the server.`;
  } catch (fault) {
    if (fault instanceof SealError) throw new SettingError(fault.message);
    throw fault;
  }
}
