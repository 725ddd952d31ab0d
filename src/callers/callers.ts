/** Everybody who may call, by the kind of access key. The only place where kinds of keys are told apart. */
import { type AccessKeyKind, accessKeyKind } from '../domain/access-key-ids.js';
import type { Callers, FindCaller, FindForInstance } from '../gateway/caller.js';

/** One source for each kind of key. A source is asked for keys of its kind only. @param forInstance callers of KMS instances, which are client keys */
export function callersFrom(
  sources: Readonly<Record<AccessKeyKind, FindCaller>>,
  forInstance: FindForInstance,
): Callers {
  return {
    find: (accessKeyId, token, now) => sources[accessKeyKind(accessKeyId)](accessKeyId, token, now),
    findForInstance: forInstance,
  };
}
