/** What the main thread and each further thread that answers requests offer each other. */
import type { IncomingHttpHeaders } from 'node:http';
import type { AuditRecord } from '../audit/record.js';
import type { PublicAnswer } from '../gateway/public-pages.js';
import type { OidcProvider } from '../identity/federation/oidc-provider.js';
import type { ListenerTls } from '../tls/server-tls.js';
import type { PlaceOffers } from './slow-work.js';

/** A key pair from the stock, as it lies there. */
export interface SealedKeyPair {
  /** What the sealed bytes are bound to. */
  readonly id: string;
  readonly sealed: Uint8Array;
  readonly spkiDer: Uint8Array;
}

/** What the main thread does for another one, since there is one of it in a server. */
export type OfMain = {
  /** The thread listens. */
  ready(): void;
  /** Whole lines for the log. */
  log(lines: string): void;
  /** What a route of the main thread answers. */
  page(route: string, path: string, query: string, headers: IncomingHttpHeaders): Promise<PublicAnswer | undefined>;
  /** A pair made ahead; undefined where none is. */
  takeKey(algorithm: string): SealedKeyPair | undefined;
  /** What clients have to trust to reach the server over TLS, as PEM; undefined without TLS. */
  tlsTrustPem(): Promise<string | undefined>;
  isFirstRefusal(record: AuditRecord): boolean | Promise<boolean>;
  countRefusal(record: AuditRecord): void;
  /** The key set of an issuer of tokens as text. */
  fetchKeySet(provider: OidcProvider): Promise<string>;
} & PlaceOffers;

export type OfThread = {
  /** Finishes the requests under way and closes the store; the others are cut off after so long. The thread ends then. */
  stop(graceMs: number): Promise<void>;
  /** The listener's certificate was renewed. */
  renewTls(tls: ListenerTls): void;
};
