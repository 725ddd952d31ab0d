/** What `chancery oidc-provider` does with the database. */
import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { loadConfig } from '../config.js';
import { type Change, isRefusal } from '../domain/change.js';
import {
  type OidcProvider,
  type OidcProviderStore,
  oidcProviderArn,
  PROVIDER_NAME,
} from '../identity/federation/oidc-provider.js';
import { keysOfSet } from '../identity/federation/signed-token.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { identityStore } from '../store/identity.js';
import { openStore } from '../store/open-store.js';

export interface ProviderFlags extends Flags {
  readonly account: string;
  readonly issuer?: string;
  readonly clientId?: string[];
  readonly fingerprint?: string[];
  readonly caFile?: string;
  readonly keySetFile?: string;
  readonly allowPrivateAddress?: boolean;
}

/** The line to print, and what is to be written. */
interface Outcome {
  readonly line: string;
  readonly change: Change;
}

type Work = (providers: OidcProviderStore, accountId: string) => Promise<Outcome>;

/** More than anybody needs; the command reads them all at once. */
const MOST = 100;

export async function withProviders(flags: ProviderFlags, work: Work): Promise<void> {
  const config = loadConfig(flags, process.env);
  if (!config.storeUrl && !existsSync(config.sqliteFile)) {
    throw new SettingError(`There is no ${config.sqliteFile}: name the server's directory with --data.`);
  }
  const store = await openStore(config.storeUrl ? { url: config.storeUrl } : { sqliteFile: config.sqliteFile });
  try {
    const identities = identityStore(store);
    const account = await identities.findAccount(flags.account);
    if (!account) throw new SettingError(`There is no account "${flags.account}" in this database.`);
    const { line, change } = await work(identities.oidcProviders, account.id);
    if (change.length > 0) await commit(change, step => store.commit(step));
    process.stdout.write(line);
  } finally {
    await store.close();
  }
}

async function commit(change: Change, apply: (change: Change) => Promise<void>): Promise<void> {
  try {
    await apply(change);
  } catch (fault) {
    if (isRefusal<'oidc-provider-exists'>(fault, 'oidc-provider-exists')) {
      throw new SettingError('There is a provider of this name: remove it first, or give another name.');
    }
    if (isRefusal<'oidc-provider-missing'>(fault, 'oidc-provider-missing')) {
      throw new SettingError('There is no provider of this name.');
    }
    throw fault;
  }
}

export async function list(providers: OidcProviderStore, accountId: string): Promise<Outcome> {
  const { items } = await providers.list(accountId, { number: 1, size: MOST });
  const lines = items.map(it => `${oidcProviderArn(accountId, it.name)}  ${it.issuer}  ${it.clientIds.join()}\n`);
  return { line: lines.join(''), change: [] };
}

export async function remove(providers: OidcProviderStore, accountId: string, name: string): Promise<Outcome> {
  return { line: `${oidcProviderArn(accountId, name)} is removed.\n`, change: providers.delete(accountId, name) };
}

export async function add(
  providers: OidcProviderStore,
  accountId: string,
  name: string,
  flags: ProviderFlags,
): Promise<Outcome> {
  if (!PROVIDER_NAME.test(name)) {
    throw new SettingError(`"${name}" cannot be the name of a provider: it has 1 to 128 of a-z, 0-9, ".", "-", "_".`);
  }
  const { total } = await providers.list(accountId, { number: 1, size: 1 });
  if (total >= MOST) throw new SettingError(`An account has at most ${MOST} providers: remove one first.`);
  const provider: OidcProvider = {
    name,
    issuer: issuerOf(flags.issuer ?? ''),
    clientIds: (flags.clientId ?? []).map(clientIdOf),
    fingerprints: (flags.fingerprint ?? []).map(fingerprintOf),
    keySet: await contentOf('--key-set-file', flags.keySetFile, requireKeySet),
    caPem: await contentOf('--ca-file', flags.caFile, text => void new X509Certificate(text)),
    privateAddresses: flags.allowPrivateAddress === true,
    createdAt: new Date(),
  };
  return {
    line: `${oidcProviderArn(accountId, name)} is there: name it in the trust policies of roles, with conditions on oidc:sub.\n`,
    change: providers.insert(accountId, provider),
  };
}

function issuerOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.search || url.hash || url.username || text.length > 255) {
    throw new SettingError(`--issuer is an https URL without query, of at most 255 characters; it is "${text}".`);
  }
  return text;
}

function clientIdOf(text: string): string {
  if (/^[\x21-\x7e]{1,255}$/.test(text)) return text;
  throw new SettingError(`--client-id is 1 to 255 ASCII characters without blanks; it is "${text}".`);
}

function fingerprintOf(text: string): string {
  const digits = text.replaceAll(':', '').toLowerCase();
  if (/^[0-9a-f]{40}$/.test(digits)) return digits;
  throw new SettingError(`--fingerprint is a SHA-1 of 40 hexadecimal digits; it is "${text}".`);
}

function requireKeySet(text: string): void {
  if (keysOfSet(text).length === 0)
    throw new TypeError('it has no key of RSA (2,048 bits and more) or EC to verify with');
}

async function contentOf(
  flag: string,
  file: string | undefined,
  requireGood: (text: string) => void,
): Promise<string | undefined> {
  if (file === undefined) return undefined;
  try {
    const text = await readFile(file, 'utf8');
    requireGood(text);
    return text;
  } catch (fault) {
    throw new SettingError(`${flag} ${file} cannot be used: ${(fault as Error).message}`);
  }
}
