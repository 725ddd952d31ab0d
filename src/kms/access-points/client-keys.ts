/**
 * Client keys: the RSA credentials of an application access point (wire/kms.md section 5). The private key is made here,
 * given away once in a file that the caller's password protects, and kept nowhere. Of a client key nothing but its end ever changes, and that only to
 * an earlier one; applications move from one to the next, which is why an access point may have several.
 */

import type { Algorithm } from '../../crypto/algorithm.js';
import { findAlgorithm } from '../../crypto/algorithms.js';
import { type GeneratedKey, generateKeyPair } from '../../crypto/keys.js';
import { encodeClientKeyPkcs12 } from '../../crypto/pkcs12.js';
import { randomIdentifier } from '../../crypto/random.js';
import { CLIENT_KEY_PREFIX } from '../../domain/access-key-ids.js';
import { type Change, Refusal } from '../../domain/change.js';
import type { Requester } from '../../domain/requester.js';
import { randomSerialNumber } from '../../x509/serial-number.js';
import type { KmsReason } from '../refusals.js';
import type { ClientKeyStore } from '../store.js';
import type { ClientKey, ClientKeyUsed } from './client-key.js';
import { signClientKeyCertificate } from './client-key-certificate.js';
import { type ClientKeyValidity, wholeSeconds } from './client-key-validity.js';

/** The only one there is for client keys. The table has it. */
export const clientKeyAlgorithm = findAlgorithm('RSA_2048')!;

/** Enough to replace one while another is in use. */
export const MAX_KEYS_OF_ACCESS_POINT = 3;

export interface CreatedClientKey {
  readonly key: ClientKey;
  /** PKCS #12, the only copy of the private key. */
  readonly keyFile: Buffer;
  readonly change: Change<'access-point-missing' | 'client-key-limit'>;
}

export interface ReplacedClientKey extends Omit<CreatedClientKey, 'change'> {
  /** When the key that was replaced ends; undefined where it is deleted. */
  readonly endsAt: Date | undefined;
  readonly change: Change<'access-point-missing' | 'client-key-limit' | 'client-key-missing'>;
}

/** Where ids and serial numbers come from. */
export interface ClientKeyNumbers {
  /** A UUID in lower case. `now` is in milliseconds since 1970. */
  identifier(now: number): string;
  /** Positive magnitude, big-endian. */
  serialNumber(): Uint8Array;
}

const RANDOM_NUMBERS: ClientKeyNumbers = { identifier: randomIdentifier, serialNumber: randomSerialNumber };

/** The client keys of all accounts. */
export class ClientKeys {
  constructor(
    private readonly store: ClientKeyStore,
    private readonly numbers: ClientKeyNumbers = RANDOM_NUMBERS,
    private readonly generate: (algorithm: Algorithm, requester: Requester) => Promise<GeneratedKey> = generateKeyPair,
  ) {}

  /** Refused with `client-key-missing`, also for another account's key. Expired keys are found. */
  async get(accountId: string, id: string): Promise<ClientKey> {
    const key = await this.find(accountId, id);
    if (!key) throw new Refusal<KmsReason>('client-key-missing');
    return key;
  }

  async find(accountId: string, id: string): Promise<ClientKey | undefined> {
    return isClientKeyId(id) ? this.store.find(accountId, id) : undefined;
  }

  /** Of one access point, or all that the account has; newest first. Refused with `access-point-missing`. */
  async list(accountId: string, accessPoint?: string): Promise<readonly ClientKey[]> {
    if (accessPoint !== undefined) await this.requireAccessPoint(accountId, accessPoint);
    return this.store.list(accountId, accessPoint);
  }

  /**
   * Makes a key pair and its certificate. `password` is printable ASCII and protects the file.
   * Throws `Busy` when the requester's turn does not come in time, and `Abandoned`. Refused with `access-point-missing` and
   * `client-key-limit`, and so is the change when the access point was deleted or got its last key in the meantime.
   */
  async create(
    accountId: string,
    { accessPoint, password, notBefore, notAfter }: { accessPoint: string; password: string } & ClientKeyValidity,
    now: Date,
    requester: Requester,
  ): Promise<CreatedClientKey> {
    await this.requireAccessPoint(accountId, accessPoint);
    // Only saves the work of a key pair; whether there is room is decided by the change.
    if ((await this.store.count(accountId, accessPoint)) >= MAX_KEYS_OF_ACCESS_POINT) {
      throw new Refusal<KmsReason>('client-key-limit');
    }
    const { key, keyFile } = await this.make({ accessPoint, password, notBefore, notAfter }, now, requester);
    return { key, keyFile, change: this.store.insert(accountId, key, MAX_KEYS_OF_ACCESS_POINT) };
  }

  /**
   * Makes the key that takes the place of another one of its access point: that ends at a time, unless it would have ended before, or where none is given
   * is deleted at once. Refused with `client-key-missing`, and as `create` is.
   */
  async replace(
    accountId: string,
    { id, endsAt }: { readonly id: string; readonly endsAt: Date | undefined },
    { password, notBefore, notAfter }: { password: string } & ClientKeyValidity,
    now: Date,
    requester: Requester,
  ): Promise<ReplacedClientKey> {
    const { accessPoint, notAfter: end } = await this.get(accountId, id);
    const { key, keyFile } = await this.make({ accessPoint, password, notBefore, notAfter }, now, requester);
    const endsWhole = endsAt && wholeSeconds(endsAt);
    const change = this.store.replace(accountId, { id, endsAt: endsWhole }, key, MAX_KEYS_OF_ACCESS_POINT);
    const oldEnd = endsWhole && new Date(Math.min(end.getTime(), endsWhole.getTime()));
    return { key, keyFile, endsAt: oldEnd, change };
  }

  /** The last uses of the account's keys, by their ids. A key without one was never used. */
  lastUses(accountId: string): Promise<ReadonlyMap<string, ClientKeyUsed>> {
    return this.store.lastUses(accountId);
  }

  private async make(
    { accessPoint, password, notBefore, notAfter }: { accessPoint: string; password: string } & ClientKeyValidity,
    now: Date,
    requester: Requester,
  ): Promise<Omit<CreatedClientKey, 'change'>> {
    const pair = await this.generate(clientKeyAlgorithm, requester);
    try {
      const serialNumber = this.numbers.serialNumber();
      const certificateDer = await signClientKeyCertificate(pair, { accessPoint, serialNumber, notBefore, notAfter });
      const content = { certificateDer, privateKeyPkcs8Der: pair.pkcs8Der, password };
      const keyFile = await encodeClientKeyPkcs12(content, requester);
      const id = `${CLIENT_KEY_PREFIX}${this.numbers.identifier(now.getTime())}`;
      return { key: { id, accessPoint, certificateDer, notBefore, notAfter, createdAt: now }, keyFile };
    } finally {
      pair.pkcs8Der.fill(0);
    }
  }

  delete(accountId: string, id: string): Change<'client-key-missing'> {
    if (!isClientKeyId(id)) throw new Refusal<KmsReason>('client-key-missing');
    return this.store.delete(accountId, id);
  }

  private async requireAccessPoint(accountId: string, name: string): Promise<void> {
    if (!(await this.store.accessPointExists(accountId, name))) throw new Refusal<KmsReason>('access-point-missing');
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text has the form of an id; one that has not is looked for nowhere. */
export function isClientKeyId(text: string): boolean {
  return text.startsWith(CLIENT_KEY_PREFIX) && UUID.test(text.slice(CLIENT_KEY_PREFIX.length));
}
