/** The names of an account's authorities, by which no certificate may be called (authority-names.ts): asked for with every certificate, and few. */
import { CoherentCache } from '../caches/coherent-cache.js';
import type { AuthorityOrigin } from './records.js';
import type { CaStore } from './store.js';

/** The names of one account that are kept; of an account with more, each is looked up. */
const MAX_OF_ACCOUNT = 2000;
/** Names of all accounts, some 300 bytes each. */
const MAX_KEPT = 50_000;

type Names = ReadonlyMap<string, ReadonlySet<AuthorityOrigin>>;

export class KnownNames {
  readonly #kept: CoherentCache<Names | 'many'>;

  constructor(private readonly store: Pick<CaStore, 'listAuthorityNames' | 'hasAuthorityOfName' | 'generations'>) {
    this.#kept = new CoherentCache(store.generations, {
      subject: 'authorities',
      capacity: MAX_KEPT,
      weigh: names => (names === 'many' ? 1 : 1 + names.size),
    });
  }

  /** Whether an authority of the account has this name (`comparableName`), its key being where `origin` says; absent: anywhere. */
  async has(accountId: string, nameKey: string, origin?: AuthorityOrigin): Promise<boolean> {
    const names = await this.#kept.get(accountId, () => this.#read(accountId));
    if (names === undefined || names === 'many') return this.store.hasAuthorityOfName(accountId, nameKey, origin);
    const origins = names.get(nameKey);
    return origins !== undefined && (origin === undefined || origins.has(origin));
  }

  async #read(accountId: string): Promise<Names | 'many'> {
    const found = await this.store.listAuthorityNames(accountId, MAX_OF_ACCOUNT + 1);
    if (found.length > MAX_OF_ACCOUNT) return 'many';
    const names = new Map<string, Set<AuthorityOrigin>>();
    for (const { nameKey, origin } of found) names.set(nameKey, (names.get(nameKey) ?? new Set()).add(origin));
    return names;
  }
}
