/** What `chancery oidc-provider` does with the database. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Change, isRefusal } from '../domain/change.js';
import {
  CLIENT_ID,
  fingerprintDigits,
  isIssuer,
  MAX_ISSUER_LENGTH,
  type OidcProviderReason,
  oidcProviderArn,
  PROVIDER_NAME,
} from '../identity/federation/oidc-provider.js';
import { OidcProviders } from '../identity/federation/oidc-providers.js';
import { keysOfSet } from '../identity/federation/signed-token.js';
import { limits } from '../identity/limits.js';
import { type Flags, SettingError } from '../settings/setting.js';
import { identityStore } from '../store/identity.js';
import { withAccount } from './stored.js';

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

type Work = (providers: OidcProviders, accountId: string) => Promise<Outcome>;

export async function withProviders(flags: ProviderFlags, work: Work): Promise<void> {
  try {
    await withAccount(flags.account, flags, async ({ store, accountId }) => {
      const { line, change } = await work(new OidcProviders(identityStore(store).oidcProviders), accountId);
      if (change.length > 0) await store.commit(change);
      process.stdout.write(line);
    });
  } catch (fault) {
    throw worded(fault);
  }
}

/** What a refusal means to whoever calls the command. */
const sentences: Readonly<Partial<Record<OidcProviderReason, string>>> = {
  'oidc-provider-exists': 'There is a provider of this name: remove it first, or give another name.',
  'oidc-provider-missing': 'There is no provider of this name.',
  'oidc-provider-limit': `An account has at most ${limits.oidcProvidersPerAccount} providers: remove one first.`,
  'oidc-issuer-private':
    '--issuer has an address of a private network: add --allow-private-address, or the keys with --key-set-file.',
  'oidc-client-id-limit': `A provider has at most ${limits.clientIdsPerOidcProvider} client ids.`,
  'oidc-fingerprint-limit': `A provider has at most ${limits.fingerprintsPerOidcProvider} fingerprints.`,
};

function worded(fault: unknown): unknown {
  const reasons = Object.keys(sentences) as OidcProviderReason[];
  if (!isRefusal<OidcProviderReason>(fault, ...reasons)) return fault;
  return new SettingError(sentences[fault.reason as OidcProviderReason] ?? fault.reason);
}

export async function list(providers: OidcProviders, accountId: string): Promise<Outcome> {
  const { items } = await providers.list(accountId, { size: limits.oidcProvidersPerAccount });
  const lines = items.map(it => `${oidcProviderArn(accountId, it.name)}  ${it.issuer}  ${it.clientIds.join()}\n`);
  return { line: lines.join(''), change: [] };
}

export async function remove(providers: OidcProviders, accountId: string, name: string): Promise<Outcome> {
  return { line: `${oidcProviderArn(accountId, name)} is removed.\n`, change: providers.delete(accountId, name) };
}

export async function add(
  providers: OidcProviders,
  accountId: string,
  name: string,
  flags: ProviderFlags,
): Promise<Outcome> {
  if (!PROVIDER_NAME.test(name)) {
    throw new SettingError(
      `"${name}" cannot be the name of a provider: it has 1 to 128 letters, digits, ".", "-", "_", and begins with a letter or digit.`,
    );
  }
  const given = {
    name,
    issuer: issuerOf(flags.issuer ?? ''),
    clientIds: (flags.clientId ?? []).map(clientIdOf),
    fingerprints: (flags.fingerprint ?? []).map(fingerprintOf),
    keySet: await contentOf('--key-set-file', flags.keySetFile, requireKeySet),
    caPem: await contentOf('--ca-file', flags.caFile, text => void new X509Certificate(text)),
    privateAddresses: flags.allowPrivateAddress === true,
  };
  return {
    line: `${oidcProviderArn(accountId, name)} is there: name it in the trust policies of roles, with conditions on oidc:sub.\n`,
    change: providers.create(accountId, given, new Date()).change,
  };
}

function issuerOf(text: string): string {
  if (isIssuer(text)) return text;
  throw new SettingError(
    `--issuer is an https URL without query, of at most ${MAX_ISSUER_LENGTH} characters; it is "${text}".`,
  );
}

function clientIdOf(text: string): string {
  if (CLIENT_ID.test(text)) return text;
  throw new SettingError(`--client-id is 1 to 255 ASCII characters without blanks and commas; it is "${text}".`);
}

function fingerprintOf(text: string): string {
  const digits = fingerprintDigits(text);
  if (digits !== undefined) return digits;
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
