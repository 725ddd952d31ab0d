/**
 * Key sets of issuers as all threads of a server fetch them: who asks for what was fetched within half a minute, or failed to be, gets the same. So an
 * issuer is asked twice a minute at most, however many threads and accounts there are.
 */
import { fetchKeySet } from './issuer-documents.js';
import type { OidcProvider } from './oidc-provider.js';

const FOR_MS = 30_000;
/** Up to 256 KB each. */
const MOST = 100;

export class SharedFetches {
  readonly #recent = new Map<string, { readonly at: number; readonly text: Promise<string> }>();

  /** @param nowMs a clock that is never set back */
  constructor(
    private readonly fetch: (provider: OidcProvider) => Promise<string> = provider => fetchKeySet(provider),
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** The key set as text. Rejects where it cannot be had, with the reason. */
  get(provider: OidcProvider): Promise<string> {
    const { issuer, caPem, privateAddresses, fingerprints } = provider;
    const key = JSON.stringify([issuer, caPem, privateAddresses, fingerprints]);
    this.#forgetOld();
    const known = this.#recent.get(key);
    if (known) return known.text;
    if (this.#recent.size >= MOST) this.#recent.delete(this.#recent.keys().next().value!);
    const text = this.fetch(provider);
    this.#recent.set(key, { at: this.nowMs(), text });
    return text;
  }

  /** The oldest come first. */
  #forgetOld(): void {
    const from = this.nowMs() - FOR_MS;
    for (const [key, { at }] of this.#recent) {
      if (at > from) return;
      this.#recent.delete(key);
    }
  }
}
