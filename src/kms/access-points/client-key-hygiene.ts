/** What the record says of a client key: whether it ends soon, and whether it can be deleted without anybody missing it. */
import type { ClientKey, ClientKeyUsed } from './client-key.js';
import { wholeSeconds } from './client-key-validity.js';

export interface HygieneRules {
  /** Days within which an end is soon. */
  readonly expiresWithin: number;
  /** Days without a use after which a key can be deleted. */
  readonly unusedFor: number;
}

export const DEFAULT_RULES: HygieneRules = { expiresWithin: 30, unusedFor: 30 };

export const CLIENT_KEY_STATES = ['Valid', 'ExpiresSoon', 'NotYetValid', 'Expired'] as const;
export type ClientKeyState = (typeof CLIENT_KEY_STATES)[number];

/** Why a key can be deleted, or is to be kept. */
export const DELETION_REASONS = ['Expired', 'Unused', 'InUse', 'New', 'NotYetValid', 'RecordTooShort'] as const;
export type DeletionReason = (typeof DELETION_REASONS)[number];

export interface Hygiene {
  readonly state: ClientKeyState;
  /** Until its end; negative behind it. */
  readonly daysLeft: number;
  readonly canBeDeleted: boolean;
  readonly reason: DeletionReason;
}

const DAY_MS = 86_400_000;

/** @param use the last one on record; undefined where there was none */
export function hygieneOf(key: ClientKey, use: ClientKeyUsed | undefined, rules: HygieneRules, now: Date): Hygiene {
  const reason = reasonOf(key, use, rules, now);
  return {
    state: stateOf(key, rules, now),
    daysLeft: daysBetween(now, key.notAfter),
    canBeDeleted: reason === 'Expired' || reason === 'Unused',
    reason,
  };
}

/** The latest of uses; undefined where there is none. */
export function latestUse(uses: readonly (ClientKeyUsed | undefined)[]): ClientKeyUsed | undefined {
  return uses.reduce((latest, use) => (use && (!latest || use.at > latest.at) ? use : latest), undefined);
}

/** Whether a use is one: the other stands for the beginning of the record, of a key that is older. */
export const isKnown = ({ operation }: ClientKeyUsed): boolean => operation !== '';

function stateOf({ notBefore, notAfter }: ClientKey, { expiresWithin }: HygieneRules, now: Date): ClientKeyState {
  if (wholeSeconds(now) > notAfter) return 'Expired';
  if (now < notBefore) return 'NotYetValid';
  return daysBetween(now, notAfter) <= expiresWithin ? 'ExpiresSoon' : 'Valid';
}

/**
 * A key that was just made may be on its way to an application, and nobody can use one that is not valid yet: the days without a use are counted from
 * when it could be used.
 */
function reasonOf(
  key: ClientKey,
  use: ClientKeyUsed | undefined,
  { unusedFor }: HygieneRules,
  now: Date,
): DeletionReason {
  if (wholeSeconds(now) > key.notAfter) return 'Expired';
  if (now < key.notBefore) return 'NotYetValid';
  const since = Math.max(use?.at.getTime() ?? 0, key.createdAt.getTime(), key.notBefore.getTime());
  if ((now.getTime() - since) / DAY_MS >= unusedFor) return 'Unused';
  if (use && isKnown(use)) return 'InUse';
  return use ? 'RecordTooShort' : 'New';
}

const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / DAY_MS;
