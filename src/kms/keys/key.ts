/** Keys and their versions as they are kept (wire/kms.md section 6). */
import type { KeySpecName, KeyUsage } from './key-specs.js';

/** As stored. What a key may do is decided by `stateOf` in lifecycle.ts, which also looks at the clock. */
export const STORED_KEY_STATES = ['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport'] as const;
export type StoredKeyState = (typeof STORED_KEY_STATES)[number];

/** Made here, or brought by its owner. */
export const KEY_ORIGINS = ['Aliyun_KMS', 'EXTERNAL'] as const;
export type KeyOrigin = (typeof KEY_ORIGINS)[number];

/** All material is kept by this program: there is no HSM behind it. */
export const PROTECTION_LEVEL = 'SOFTWARE';

export interface Key {
  readonly id: string;
  readonly accountId: string;
  readonly spec: KeySpecName;
  readonly usage: KeyUsage;
  readonly origin: KeyOrigin;
  readonly state: StoredKeyState;
  readonly description: string;
  readonly createdAt: Date;
  /** The version that encrypts. Pairs have none: their callers name a version. A key that waits for its material may have none yet. */
  readonly primaryVersionId: string | undefined;
  /** How many versions it has, and the number of the newest. */
  readonly versionCount: number;
  /** When the newest version was made; undefined where there is none. */
  readonly lastVersionAt: Date | undefined;
  /** From one version to the next, where versions are made by policy. */
  readonly rotationMs: number | undefined;
  /** Only in PendingDeletion. */
  readonly deleteAt: Date | undefined;
  /** What its owner says of why it must stay; undefined: it may be deleted. */
  readonly protection: string | undefined;
  /** False while it waits for its owner to bring material. */
  readonly hasMaterial: boolean;
  /** When imported material ends; undefined: never. */
  readonly materialExpiresAt: Date | undefined;
  /** The policy that its owner has given it, as the text that was given; undefined: the usual one (resource-policies.ts). */
  readonly policy: string | undefined;
  /** The KMS instance that it is in, if any. */
  readonly instanceId: string | undefined;
}

export interface KeyVersion {
  /** A UUID, 36 characters: a ciphertext begins with it (wire/kms.md section 17.1). */
  readonly id: string;
  readonly accountId: string;
  readonly keyId: string;
  /** From 1, in the order in which the key got them. */
  readonly number: number;
  readonly createdAt: Date;
  /** SubjectPublicKeyInfo; only of pairs. */
  readonly publicKeyDer: Buffer | undefined;
  /** Undefined where imported material was deleted, or has expired. */
  readonly sealedMaterial: Buffer | undefined;
  /** SHA-256 of imported material, which stays when the material goes: none but the same is taken again. */
  readonly sealedDigest: Buffer | undefined;
}

/** As lists and descriptions show it. */
export type ShownKeyVersion = Pick<KeyVersion, 'id' | 'keyId' | 'createdAt'>;

/** What may be changed by itself; an absent member stays as it is, null takes a value away. */
export interface KeyUpdate {
  readonly state?: StoredKeyState;
  readonly description?: string;
  readonly rotationMs?: number | null;
  readonly deleteAt?: Date | null;
  readonly protection?: string | null;
  readonly hasMaterial?: boolean;
  readonly materialExpiresAt?: Date | null;
  readonly policy?: string;
}

/** The record under which a version's material is sealed. It binds the material to its owner: in another key's row it does not open. */
export const materialRecordId = ({ accountId, keyId, id }: Pick<KeyVersion, 'accountId' | 'keyId' | 'id'>): string =>
  `kms key ${accountId}/${keyId}/${id}`;

/** The same for the digest of imported material. */
export const digestRecordId = ({ accountId, keyId, id }: Pick<KeyVersion, 'accountId' | 'keyId' | 'id'>): string =>
  `kms key digest ${accountId}/${keyId}/${id}`;
