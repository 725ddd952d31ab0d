/**
 * Keys of issuers, kept for an hour. A key that is not known is looked for anew, but not more often than twice a minute for an issuer, whatever
 * strangers send; so is an issuer that did not answer. All threads of a server share what is fetched (shared-fetches.ts). Keys that were fetched serve for a day where nothing newer can be had.
 */
import { fetchKeySet } from './issuer-documents.js';
import type { OidcProvider } from './oidc-provider.js';
import { keysOfSet, type VerifyingKey } from './signed-token.js';

const FRESH_MS = 60 * 60_000;
const USABLE_MS = 24 * FRESH_MS;
const PAUSE_MS = 30_000;
/** Providers whose keys are kept. */
const MOST = 1000;

interface Known {
  /** What they were fetched for: another issuer, CA or fingerprint begins anew. */
  readonly provider: string;
  keys: readonly VerifyingKey[];
  fetchedAt: number;
  triedAt: number;
  fetching: Promise<void> | undefined;
}

/** Told to the log, for the administrator: why the keys of a provider could not be had. */
export type ReportIssuer = (providerArn: string, fault: unknown) => void;

/** The key set of an issuer as text. Rejects where it cannot be had, with the reason. */
export type FetchKeySet = (provider: OidcProvider) => Promise<string>;

export class KeySets {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly report: ReportIssuer,
    private readonly fetch: FetchKeySet = provider => fetchKeySet(provider),
  ) {}

  /** Those of the provider that may have signed: of the id that the token names, or all where it names none. */
  async find(providerArn: string, provider: OidcProvider, keyId: string | undefined, now: Date) {
    if (provider.keySet !== undefined) return fitting(keysOfSet(provider.keySet), keyId);
    const known = this.#of(providerArn, provider);
    const isKnown = fitting(known.keys, keyId).length > 0;
    const time = now.getTime();
    if (!isKnown || time - known.fetchedAt > FRESH_MS) await this.#refresh(providerArn, provider, known, time);
    return time - known.fetchedAt > USABLE_MS ? [] : fitting(known.keys, keyId);
  }

  #of(providerArn: string, provider: OidcProvider): Known {
    const { issuer, caPem, privateAddresses, fingerprints, createdAt } = provider;
    const made = JSON.stringify([issuer, caPem, privateAddresses, fingerprints, createdAt]);
    const known = this.#known.get(providerArn);
    if (known?.provider === made) return known;
    const never = Number.NEGATIVE_INFINITY;
    const empty = { provider: made, keys: [], fetchedAt: never, triedAt: never, fetching: undefined };
    this.#known.delete(providerArn);
    if (this.#known.size >= MOST) this.#known.delete(this.#known.keys().next().value!);
    this.#known.set(providerArn, empty);
    return empty;
  }

  async #refresh(providerArn: string, provider: OidcProvider, known: Known, time: number): Promise<void> {
    if (!known.fetching) {
      if (time - known.triedAt < PAUSE_MS) return;
      known.triedAt = time;
      known.fetching = this.fetch(provider)
        .then(text => {
          known.keys = keysOfSet(text);
          known.fetchedAt = time;
        })
        .catch(fault => this.report(providerArn, fault))
        .finally(() => {
          known.fetching = undefined;
        });
    }
    await known.fetching;
  }
}

function fitting(keys: readonly VerifyingKey[], keyId: string | undefined): readonly VerifyingKey[] {
  return keyId === undefined ? keys : keys.filter(({ id }) => id === keyId);
}
