/** Secrets whose credentials the server itself changes, as they are kept beside the secret (wire/kms.md section 11.1). */
import { Refusal } from '../../../domain/change.js';
import type { SecretReason } from '../refusals.js';
import { GENERIC, type Secret, type SecretType } from '../secret.js';

export type ManagedType = Exclude<SecretType, typeof GENERIC>;

/** Its versions are made by the server alone. Refused with `secret-managed`. */
export function refuseManaged(secret: Pick<Secret, 'type'>): void {
  if (isManaged(secret)) throw new Refusal<SecretReason>('secret-managed');
}

export const isManaged = ({ type }: Pick<Secret, 'type'>): boolean => type !== GENERIC;

/** What the credentials are, and where they are valid. */
export type Source =
  | { readonly kind: 'user-key'; readonly userId: string; readonly userName: string }
  | {
      readonly kind: 'account';
      /** Under which the administrator has registered the target. */
      readonly instanceId: string;
      /** Two accounts that take turns, or one. */
      readonly accounts: readonly [string] | readonly [string, string];
    };

export interface ManagedSecret {
  readonly secretId: string;
  readonly source: Source;
  /** `ExtendedConfig` as its owner gave it, without CustomData. */
  readonly given: Readonly<Record<string, string>>;
  readonly customData: Readonly<Record<string, string>>;
  readonly isAutomatic: boolean;
  /** Kept also while rotation is not automatic; undefined: never given. */
  readonly intervalMs: number | undefined;
  readonly lastRotatedAt: Date | undefined;
  /** When what the last rotation replaced ends; undefined: it does not end by itself, or has ended. */
  readonly retireAt: Date | undefined;
  /** A version that is stored and sealed, and perhaps not valid yet at the place of its account: no reader gets it. */
  readonly pendingVersion: string | undefined;
  /** Attempts that failed since the last rotation. */
  readonly failures: number;
  /** Until then somebody is at work on the pending version. */
  readonly workingUntil: Date | undefined;
  /** When the job looks next; undefined: never. */
  readonly dueAt: Date | undefined;
}

/** The values of two versions at the most: what readers get, and what they got before. */
export interface Values {
  readonly current: string;
  readonly previous: string | undefined;
}
