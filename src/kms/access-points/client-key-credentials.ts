/**
 * Client keys as what requests are signed with: for the key id of a request, the principal and the public key that its
 * SHA256withRSA signature is checked with (wire/gateway.md section 6.4, wire/kms.md section 5.8).
 */
import { type KeyObject, X509Certificate } from 'node:crypto';
import { CoherentCache } from '../../caches/coherent-cache.js';
import type { Reading } from '../../caches/generations.js';
import { isFresh, LastUse } from '../../caches/last-use.js';
import type { Change } from '../../domain/change.js';
import type { Principal } from '../../domain/principal.js';
import type { ClientKeyStore } from '../store.js';
import type { ClientKeyUsed } from './client-key.js';
import { type ClientKeyValidity, isWithin } from './client-key-validity.js';
import { isClientKeyId } from './client-keys.js';

export interface ClientKeyCredential {
  /** `kind` is `client-key`; `id`, `name` and `accessKeyId` are the key's id. */
  readonly principal: Principal;
  readonly publicKey: KeyObject;
  /** Name of the access point whose policies say what the key may do. */
  readonly accessPoint: string;
  /** Writes down that the key is used; empty while the last time on record is less than a minute old. */
  markUsed(now: Date, use: Omit<ClientKeyUsed, 'at'>): Change<never>;
}

interface KnownKey {
  readonly credential: Omit<ClientKeyCredential, 'markUsed'>;
  readonly validity: ClientKeyValidity;
  readonly lastUse: LastUse;
}

/** Some 2 KB each. */
const MAX_KEPT = 4000;

/** Looks up the credentials of all accounts in one region. */
export class ClientKeyCredentials {
  readonly #kept: CoherentCache<KnownKey>;

  constructor(
    private readonly store: Pick<ClientKeyStore, 'findOwner' | 'findLastUse' | 'markUsed' | 'generations'>,
    private readonly region: string,
  ) {
    this.#kept = new CoherentCache(store.generations, { subject: 'client-keys', capacity: MAX_KEPT });
  }

  /** Undefined for a key that is unknown, deleted, expired or not yet valid: a caller learns no more than that. */
  async findClientKeyCredential(
    accessKeyId: string,
    now: Date,
    reading?: Reading,
  ): Promise<ClientKeyCredential | undefined> {
    const known = await this.findClientKey(accessKeyId, now, reading);
    return known?.isValid ? known : undefined;
  }

  /**
   * Also one that is expired or not yet valid, and whether it is valid; undefined for a key that is unknown or deleted.
   * @param reading of the generations, where the call has one
   */
  async findClientKey(
    accessKeyId: string,
    now: Date,
    reading?: Reading,
  ): Promise<(ClientKeyCredential & { readonly isValid: boolean }) | undefined> {
    if (!isClientKeyId(accessKeyId)) return undefined;
    const known = await this.#kept.get(accessKeyId, () => this.#read(accessKeyId), reading);
    if (!known) return undefined;
    const { credential, validity, lastUse } = known;
    const lastUsedAt = await lastUse.at(now);
    return {
      ...credential,
      isValid: isWithin(validity, now),
      markUsed: (at, use) => (isFresh(lastUsedAt, at) ? [] : this.store.markUsed(accessKeyId, { at, ...use })),
    };
  }

  async #read(accessKeyId: string): Promise<KnownKey | undefined> {
    const found = await this.store.findOwner(accessKeyId);
    if (!found) return undefined;
    const { accountId, key } = found;
    const principal: Principal = {
      kind: 'client-key',
      accountId,
      id: key.id,
      name: key.id,
      arn: clientKeyArn(this.region, accountId, key.id),
      accessKeyId: key.id,
    };
    const { publicKey } = new X509Certificate(key.certificateDer);
    const { notBefore, notAfter, accessPoint } = key;
    const lastUse = new LastUse(() => this.store.findLastUse(key.id));
    return { credential: { principal, publicKey, accessPoint }, validity: { notBefore, notAfter }, lastUse };
  }
}

/** The vendor documents no ARN for client keys; this one follows those of its other resources (wire/kms.md section 2). */
export function clientKeyArn(region: string, accountId: string, id: string): string {
  return `acs:kms:${region}:${accountId}:clientkey/${id}`;
}
