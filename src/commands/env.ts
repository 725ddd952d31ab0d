/** `chancery env`: what official SDKs, the vendor's command line and Terraform read, as `export` lines for a shell. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, loadConfig } from '../config.js';
import { mainAccountName } from '../identity/accounts/accounts.js';
import { FirstStartError } from '../identity/accounts/first-start-error.js';
import { readRootAccessKeyFile, rootAccessKeyFileName } from '../identity/accounts/root-access-key-file.js';
import { ServerUrl } from '../server-url.js';
import { type Flags, SettingError } from '../settings/setting.js';

/** The products by the names under which clients look for their endpoints; here all of them have the same. */
export const endpointProducts = ['cas', 'kms', 'ram', 'sts', 'ims', 'resourcemanager'] as const;

/** The lines to evaluate. Throws `SettingError` when the server has not been started in this data directory yet. */
export async function environmentLines(settings: Flags, environment: NodeJS.ProcessEnv): Promise<string> {
  const config = loadConfig(settings, environment);
  const { accountId, id, secret } = await rootOf(config);
  const endpoint = endpointOf(config);
  const variables = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret,
    ALIBABA_CLOUD_ENDPOINT: endpoint,
    // The command line asks for sessions of roles there, whatever --endpoint says.
    ALIBABA_CLOUD_STS_ENDPOINT: endpoint,
    ...Object.fromEntries(endpointProducts.map(code => [`ALIBABA_CLOUD_ENDPOINT_${code.toUpperCase()}`, endpoint])),
    // SDKs and the command line read the first, Terraform the second.
    ALIBABA_CLOUD_REGION_ID: config.region,
    ALIBABA_CLOUD_REGION: config.region,
    // Without these two Terraform asks services on the internet at its start.
    ALIBABA_CLOUD_ACCOUNT_ID: accountId,
    ALIBABA_CLOUD_ACCOUNT_TYPE: 'Domestic',
    ...caFileVariables(config),
  };
  return Object.entries(variables)
    .map(([name, value]) => `${exportLine(name, value)}\n`)
    .join('');
}

/** One that listens on every address is reached from this machine as localhost. */
function endpointOf({ listen: { host, port }, tls }: Config): string {
  const url = new ServerUrl(host, undefined).listens(tls.kind === 'off' ? 'http' : 'https', port);
  // The port is written also where it is the protocol's own.
  return url.slice(url.indexOf('//') + 2);
}

/** The CA of the server's own certificate. Who chose a certificate with --tls CERT,KEY knows who trusts it. */
function caFileVariables({ tls, dataDirectory }: Config): Readonly<Record<string, string>> {
  if (tls.kind !== 'auto') return {};
  const file = join(dataDirectory, 'tls', 'ca.pem');
  return { NODE_EXTRA_CA_CERTS: file, SSL_CERT_FILE: file };
}

async function rootOf(config: Config): Promise<{ accountId: string; id: string; secret: string }> {
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

/** Single quotes keep every character from the shell. */
function exportLine(name: string, value: string): string {
  return `export ${name}='${value.replaceAll("'", "'\\''")}'`;
}
