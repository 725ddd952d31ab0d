/** Everybody who may call, by the kind of access key. The only place where kinds of keys are told apart. */
import { type AccessKeyKind, accessKeyKind } from '../domain/access-key-ids.js';
import type { Callers, FindCaller } from '../gateway/caller.js';

/** One source for each kind of key, which is asked for keys of its kind only. `others` finds callers of KMS instances, and those who come without a key. */
export function callersFrom(
  sources: Readonly<Record<AccessKeyKind, FindCaller>>,
  others: Omit<Callers, 'find'>,
): Callers {
  return {
    find: (accessKeyId, token, now) => sources[accessKeyKind(accessKeyId)](accessKeyId, token, now),
    ...others,
  };
}
