/**
 * What a key may do in which state: wire/kms.md section 15. The table below is the only place that decides it; the reference shows it as it
 * stands (`/reference/lifecycle`), and a test compares it with the page and with the server, cell by cell.
 */
import { Refusal } from '../../domain/change.js';
import type { Key, StoredKeyState } from './key.js';

/** `deleted` is also one that never was, or is another account's. */
export const keyStates = ['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport', 'deleted'] as const;
export type KeyState = (typeof keyStates)[number];

export const keyActs = [
  'work',
  'be-shown',
  'be-described',
  'be-tagged',
  'get-policy',
  'be-enabled',
  'be-disabled',
  'be-scheduled-for-deletion',
  'be-kept',
  'be-protected',
  'get-version',
  'get-alias',
  'take-alias',
  'get-import-parameters',
  'get-material',
  'lose-material',
] as const;
export type KeyAct = (typeof keyActs)[number];

export type KeyStateReason =
  | 'key-missing'
  | 'key-disabled'
  | 'key-pending-deletion'
  | 'key-pending-import'
  | 'key-state-not-modifiable';

export type KeyVerdict = 'allowed' | KeyStateReason;

const everywhere = {
  Enabled: 'allowed',
  Disabled: 'allowed',
  PendingDeletion: 'allowed',
  PendingImport: 'allowed',
  deleted: 'key-missing',
} as const;

const whileEnabled = {
  ...everywhere,
  Disabled: 'key-disabled',
  PendingDeletion: 'key-pending-deletion',
  PendingImport: 'key-pending-import',
} as const;

const unlessPendingDeletion = { ...everywhere, PendingDeletion: 'key-pending-deletion' } as const;
const unlessLeaving = { ...everywhere, PendingDeletion: 'key-state-not-modifiable' } as const;
const withMaterial = { ...unlessLeaving, PendingImport: 'key-state-not-modifiable' } as const;

export const keyRules: Readonly<Record<KeyAct, Readonly<Record<KeyState, KeyVerdict>>>> = Object.freeze({
  work: whileEnabled,
  'be-shown': everywhere,
  'be-described': unlessPendingDeletion,
  'be-tagged': unlessPendingDeletion,
  'get-policy': unlessPendingDeletion,
  'be-enabled': withMaterial,
  'be-disabled': withMaterial,
  'be-scheduled-for-deletion': unlessLeaving,
  'be-kept': {
    Enabled: 'key-state-not-modifiable',
    Disabled: 'key-state-not-modifiable',
    PendingDeletion: 'allowed',
    PendingImport: 'key-state-not-modifiable',
    deleted: 'key-missing',
  },
  'be-protected': unlessPendingDeletion,
  'get-version': whileEnabled,
  'get-alias': unlessLeaving,
  'take-alias': unlessPendingDeletion,
  'get-import-parameters': everywhere,
  'get-material': unlessLeaving,
  'lose-material': everywhere,
});

/** The state of a key at a time. Its end comes with the hour that was set, whenever its record is removed. */
export function stateOf(key: Pick<Key, 'state' | 'deleteAt' | 'materialExpiresAt'> | undefined, now: Date): KeyState {
  if (!key) return 'deleted';
  if (key.state === 'PendingDeletion') return key.deleteAt && key.deleteAt <= now ? 'deleted' : 'PendingDeletion';
  return key.materialExpiresAt && key.materialExpiresAt <= now ? 'PendingImport' : key.state;
}

/** Refused with the reason of the table unless the key is there and may do this. */
export function requireKey<Given extends Pick<Key, 'state' | 'deleteAt' | 'materialExpiresAt'>>(
  act: KeyAct,
  key: Given | undefined,
  now: Date,
): asserts key is Given {
  const verdict = keyRules[act][stateOf(key, now)];
  if (verdict !== 'allowed') throw new Refusal<KeyStateReason>(verdict);
}

/** The stored states in which a key may do this: what the change that does it states once more. */
export function statesAllowing(act: KeyAct): readonly StoredKeyState[] {
  const stored = keyStates.filter(state => state !== 'deleted');
  return stored.filter(state => keyRules[act][state] === 'allowed');
}
