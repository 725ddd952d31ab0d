/**
 * The issuers that an account trusts: wire/ram-sts.md section 12.5. Two changes of the same list at once cannot undo each other: the one that comes
 * second is refused with `oidc-provider-raced`, and can be made again.
 */
import { type Change, Refusal } from '../../domain/change.js';
import type { Continuation, ContinuationOf } from '../../domain/page.js';
import { limits } from '../limits.js';
import type { NamePlace } from '../names.js';
import { isPrivateHost } from './issuer-documents.js';
import {
  type OidcProvider,
  type OidcProviderDetails,
  type OidcProviderReason,
  type OidcProviderStore,
  USUAL_ISSUANCE_LIMIT_HOURS,
} from './oidc-provider.js';

export type NewOidcProvider = Pick<OidcProvider, 'name' | 'issuer'> & Partial<OidcProvider>;

export interface ChangedOidcProvider {
  readonly provider: OidcProvider;
  readonly change: Change<OidcProviderReason>;
}

/** The lists of a provider that are changed one entry at a time. */
const lists = {
  clientIds: { word: 'oidc-client-id', limit: limits.clientIdsPerOidcProvider },
  fingerprints: { word: 'oidc-fingerprint', limit: limits.fingerprintsPerOidcProvider },
} as const;

type ListName = keyof typeof lists;

export class OidcProviders {
  constructor(private readonly store: OidcProviderStore) {}

  /** Refused with `oidc-provider-missing`, also for another account's provider. */
  async get(accountId: string, name: string): Promise<OidcProvider> {
    const provider = await this.store.findOidcProvider(accountId, name);
    if (!provider) throw new Refusal<OidcProviderReason>('oidc-provider-missing');
    return provider;
  }

  /** In the order of their names. */
  list(accountId: string, part: Continuation<NamePlace>): Promise<ContinuationOf<OidcProvider, NamePlace>> {
    return this.store.listOidcProviders(accountId, part);
  }

  /** Refused with `oidc-provider-exists`, `oidc-provider-limit`, `oidc-issuer-private`, and for lists that are too long. */
  create(accountId: string, given: NewOidcProvider, now: Date): ChangedOidcProvider {
    const provider: OidcProvider = {
      description: '',
      clientIds: [],
      fingerprints: [],
      issuanceLimitHours: USUAL_ISSUANCE_LIMIT_HOURS,
      keySet: undefined,
      caPem: undefined,
      privateAddresses: false,
      ...given,
      createdAt: now,
      updatedAt: now,
    };
    // A host that has only a name is looked up when its keys are fetched, and its addresses are checked then.
    const isAsked = provider.keySet === undefined && !provider.privateAddresses;
    if (isAsked && isPrivateHost(provider.issuer)) throw new Refusal<OidcProviderReason>('oidc-issuer-private');
    requireShort(provider);
    return { provider, change: this.store.addOidcProvider(accountId, provider, limits.oidcProvidersPerAccount) };
  }

  /** Changes the members that are given. Refused with `oidc-provider-missing`, `oidc-provider-raced`, and for lists that are too long. */
  async change(
    accountId: string,
    name: string,
    changes: Partial<OidcProviderDetails>,
    now: Date,
  ): Promise<ChangedOidcProvider> {
    return this.#changed(accountId, await this.get(accountId, name), changes, now);
  }

  /** Refused with `oidc-provider-missing`, `oidc-…-exists`, `oidc-…-limit`, `oidc-provider-raced`. */
  async add(accountId: string, name: string, list: ListName, entry: string, now: Date): Promise<ChangedOidcProvider> {
    const before = await this.get(accountId, name);
    if (before[list].includes(entry)) throw new Refusal<OidcProviderReason>(`${lists[list].word}-exists`);
    return this.#changed(accountId, before, { [list]: [...before[list], entry] }, now);
  }

  /** Refused with `oidc-provider-missing`, `oidc-…-missing`, `oidc-provider-raced`. */
  async remove(
    accountId: string,
    name: string,
    list: ListName,
    entry: string,
    now: Date,
  ): Promise<ChangedOidcProvider> {
    const before = await this.get(accountId, name);
    if (!before[list].includes(entry)) throw new Refusal<OidcProviderReason>(`${lists[list].word}-missing`);
    return this.#changed(accountId, before, { [list]: before[list].filter(it => it !== entry) }, now);
  }

  /** Refused with `oidc-provider-missing`. */
  delete(accountId: string, name: string): Change<OidcProviderReason> {
    return this.store.removeOidcProvider(accountId, name);
  }

  #changed(
    accountId: string,
    before: OidcProvider,
    changes: Partial<OidcProviderDetails>,
    now: Date,
  ): ChangedOidcProvider {
    requireShort(changes);
    const provider = { ...before, ...changes, updatedAt: now };
    return { provider, change: this.store.changeOidcProvider(accountId, before, changes, now) };
  }
}

function requireShort(details: Partial<OidcProviderDetails>): void {
  for (const [list, { word, limit }] of Object.entries(lists) as [ListName, (typeof lists)[ListName]][]) {
    if ((details[list]?.length ?? 0) > limit) throw new Refusal<OidcProviderReason>(`${word}-limit`);
  }
}
