/**
 * What changes the credentials of a type of managed secrets: keys of RAM users, accounts of databases. The domain says when; a rotator knows how. Rotators are
 * handed in (src/rotators), since they reach beyond KMS.
 */
import type { Change } from '../../../domain/change.js';
import type { SecretReason } from '../refusals.js';
import type { Secret } from '../secret.js';
import type { ManagedSecret, ManagedType, Source, Values } from './managed-secret.js';

/** A pair of an AccessKeyId and its secret. */
export interface GivenKey {
  readonly id: string;
  readonly secret: string;
}

/** An account of a database, with its password. */
export interface Account {
  readonly name: string;
  readonly password: string;
}

export type TargetKind = 'postgresql' | 'mysql' | 'redis';

/** What the owner of a new secret gives. */
export type Wanted =
  | { readonly type: 'RAMCredentials'; readonly userName: string; readonly key: GivenKey }
  /** Accounts that are there. */
  | {
      readonly type: 'Rds';
      readonly instanceId: string;
      readonly accounts: readonly [Account] | readonly [Account, Account];
    }
  /** Accounts that are made now. */
  | {
      readonly type: 'PolarDB' | 'Redis';
      readonly instanceId: string;
      readonly kind: TargetKind;
      readonly accountNames: readonly [string, string];
      readonly privilege: string | undefined;
      readonly database: string | undefined;
    };

/** What the secret begins with. */
export interface Adopted {
  readonly source: Source;
  readonly values: Values;
  /** Goes with the secret. */
  readonly change: Change<SecretReason>;
}

/** What a rotation is about. */
export interface Rotated {
  readonly secret: Pick<Secret, 'id' | 'accountId' | 'name'>;
  readonly managed: ManagedSecret;
  readonly values: Values;
}

export interface Rotator<W extends Wanted = Wanted> {
  /** Checks what is given. Refused with `credentials-wrong` and `target-failed`. */
  adopt(owner: Pick<Secret, 'accountId' | 'name'>, wanted: W, now: Date): Promise<Adopted>;
  /**
   * The next value. `change` goes with the version that holds it; without `apply` that is all there is to do. Refused with `target-failed`.
   * @returns `retireAfterMs`: for so long what it replaces stays valid; absent: until it is replaced itself
   */
  next(rotated: Rotated, now: Date): Promise<{ value: string; change: Change<SecretReason>; retireAfterMs?: number }>;
  /** Makes the value valid at its place. The same one may come again, after a crash. Refused with `target-failed`. */
  apply?(rotated: Rotated, value: string): Promise<void>;
  /** Ends the credentials before the current ones. */
  retire?(rotated: Rotated): Promise<Change<SecretReason>>;
}

export type Rotators = { readonly [T in ManagedType]?: Rotator<Extract<Wanted, { readonly type: T }>> };
