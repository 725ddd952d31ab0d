/** `chancery env`: what official SDKs, the vendor's command line and Terraform read, as `export` lines for a shell. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, loadConfig } from '../config.js';
import { mainAccountName } from '../identity/accounts/accounts.js';
import { FirstStartError } from '../identity/accounts/first-start-error.js';
import { readRootAccessKeyFile, rootAccessKeyFileName } from '../identity/accounts/root-access-key-file.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { type ClientKey, caFileOf, endpointOf, exportLines, serverOf } from './client-variables.js';

/** The lines to evaluate. Throws `SettingError` when the server has not been started in this data directory yet. */
export async function environmentLines(settings: Flags, environment: NodeJS.ProcessEnv): Promise<string> {
  const config = loadConfig(settings, environment);
  return exportLines(await rootOf(config), endpointOf(serverOf(config)), config.region, caFileOf(config));
}

async function rootOf(config: Config): Promise<ClientKey> {
  const file = join(config.dataDirectory, rootAccessKeyFileName);
  const written = await readRootAccessKeyFile(config.dataDirectory).catch((fault: unknown) => {
    throw fault instanceof FirstStartError ? new SettingError(fault.message) : fault;
  });
  const { rootAccessKey: chosen } = config;
  if (written && !chosen) {
    return { accountId: written.accountId, id: written.accessKeyId, secret: written.accessKeySecret };
  }
  const accountId = chosen && (await storedAccountId(config));
  if (!chosen || !accountId) {
    throw new SettingError(
      `There is no readable ${file}: start the server once with this --data, or name the right directory.`,
    );
  }
  return { accountId, ...chosen };
}

/** Nothing but the database has it where the root AccessKey was chosen. */
async function storedAccountId({ storeUrl: url, sqliteFile }: Config): Promise<string | undefined> {
  if (url === undefined && !existsSync(sqliteFile)) return undefined;
  // Loaded when it is needed: the store's code takes a moment.
  const [{ openStore }, { identityStore }] = await Promise.all([
    import('../store/open-store.js'),
    import('../store/identity.js'),
  ]);
  const store = await openStore(url === undefined ? { sqliteFile } : { url });
  try {
    return (await identityStore(store).findAccount(mainAccountName))?.id;
  } finally {
    await store.close();
  }
}
