/** Secrets and their versions as they are kept (wire/kms.md section 11.1). */
import type { Stages } from './stages.js';

/** What its owner stores is what its readers get. */
export const GENERIC = 'Generic';
/** The others are managed: they hold credentials that the server itself changes (managed/). */
export const SECRET_TYPES = [GENERIC, 'Rds', 'Redis', 'RAMCredentials', 'ECS', 'PolarDB'] as const;
export type SecretType = (typeof SECRET_TYPES)[number];

export const LONGEST_VALUE_BYTES = 30_720;
/** Storing one more takes the oldest version without a label away. */
export const MAX_VERSIONS = 10;

/** What a value says of itself. It is stored and given back as it is either way. */
export const DATA_TYPES = ['text', 'binary'] as const;
export type DataType = (typeof DATA_TYPES)[number];

export interface Secret {
  /** Never shown: a secret that is made anew under an old name has another. */
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly type: SecretType;
  readonly description: string;
  /** The key that its owner chose for the values; undefined: the server's seal alone protects them. */
  readonly encryptionKeyId: string | undefined;
  /** The KMS instance that it is in, if any. */
  readonly instanceId: string | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** When it is deleted for good; undefined: it is not planned to be. */
  readonly deleteAt: Date | undefined;
  readonly stages: Stages;
  /** The policy that its owner has given it, as the text that was given; undefined: the usual one (resource-policies.ts). */
  readonly policy: string | undefined;
  /** Raised by every change: a change states the one that it rests on. */
  readonly revision: number;
}

/** As lists show it. */
export type ListedSecret = Pick<Secret, 'name' | 'type' | 'createdAt' | 'updatedAt' | 'deleteAt'>;

export interface SecretVersion {
  readonly secretId: string;
  /** Chosen by the caller. */
  readonly id: string;
  /** From 1, in the order in which the secret got them. */
  readonly number: number;
  readonly createdAt: Date;
  readonly dataType: DataType;
  readonly sealedValue: Buffer;
}

/** Without its value. */
export type ShownSecretVersion = Omit<SecretVersion, 'sealedValue'>;

/** The end of a secret comes with the hour that was set, whenever its record is removed. */
export const isGone = ({ deleteAt }: Pick<Secret, 'deleteAt'>, now: Date): boolean =>
  deleteAt !== undefined && deleteAt <= now;

/** The record under which a version's value is sealed. It binds the value to its owner: in another secret's row it does not open. */
export const valueRecordId = ({ accountId, id }: Pick<Secret, 'accountId' | 'id'>, versionId: string): string =>
  `kms secret ${accountId}/${id}/${versionId}`;
