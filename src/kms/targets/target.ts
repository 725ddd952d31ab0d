/** Databases whose accounts managed secrets change: an administrator of the server registers each under the id by which secrets name it (docs/operations.md). */
import type { Change } from '../../domain/change.js';
import type { TargetKind } from '../secrets/managed/rotator.js';
import type { SecretChangedReason } from '../secrets/secret-store.js';

export const TARGET_KINDS = ['postgresql', 'mysql', 'redis'] as const satisfies readonly TargetKind[];

/** The account through which the others are changed. */
export interface TargetAdministrator {
  readonly name: string;
  readonly password: string;
}

export interface Target {
  /** Only secrets of this account may use it. */
  readonly accountId: string;
  readonly instanceId: string;
  readonly kind: TargetKind;
  /** A name, an address, or the path of a socket (of its folder for PostgreSQL). */
  readonly host: string;
  readonly port: number;
  /** Whether the connection is TLS, and the certificate of the target checked. */
  readonly tls: boolean;
  /** What the certificate has to lead to, instead of the authorities that Node knows. */
  readonly caPem: string | undefined;
  /** To which connections are made; PostgreSQL needs one. */
  readonly database: string | undefined;
  readonly createdAt: Date;
  readonly sealedAdministrator: Buffer;
}

export interface OpenTarget extends Omit<Target, 'sealedAdministrator'> {
  readonly administrator: TargetAdministrator;
}

/** That a secret has an account of a target: no other secret may change it. */
export interface AccountClaim {
  readonly accountId: string;
  readonly instanceId: string;
  readonly name: string;
  readonly secretName: string;
  /** Of the call that makes the secret; another one may go on in its place once it must have ended. */
  readonly token: string;
  readonly claimedAt: Date;
}

export interface TargetStore {
  find(accountId: string, instanceId: string): Promise<Target | undefined>;
  /** By id. */
  list(accountId: string): Promise<readonly Target[]>;
  insert(target: Target): Change<'target-exists'>;
  /** With the claims to its accounts. */
  delete(target: Pick<Target, 'accountId' | 'instanceId'>): Change<'target-missing'>;
  findClaims(accountId: string, instanceId: string): Promise<readonly AccountClaim[]>;
  insertClaim(claim: AccountClaim): Change<SecretChangedReason>;
  /** Of a claim that is still that of the call which made it. */
  moveClaim(claim: AccountClaim, token: string, claimedAt: Date): Change<SecretChangedReason>;
  commit(change: Change): Promise<void>;
}

export const administratorRecordId = ({ accountId, instanceId }: Pick<Target, 'accountId' | 'instanceId'>): string =>
  `kms target ${accountId}/${instanceId}`;
