/** Pairs in requests: a key by any of its names, and one of its versions, which callers always name (wire/kms.md sections 6.15, 7.10 and 7.11). */

import { Refusal } from '../../../domain/change.js';
import type { Key, KeyVersion } from '../../../kms/keys/key.js';
import { specOf } from '../../../kms/keys/key-specs.js';
import type { KeyReason } from '../../../kms/keys/refusals.js';
import { string } from '../../../spec/field.js';
import { Problem } from '../../../spec/problem.js';
import { VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { dryRunErrors } from '../dry-run.js';
import { aliasNotFound, keyNotFound, keyVersionNotFound, operationUnsupported, whileEnabledErrors } from './errors.js';
import { EXAMPLE_VERSION_ID } from './key-fields.js';
import { EXAMPLE_KEY_ID, type KeyCall, namedKey } from './named-key.js';

/** A key by id, ARN or alias, of a kind that the operation is for. */
export const keyOfKind = (names: string) =>
  string({
    required: true,
    names,
    maxLength: 512,
    pattern: VISIBLE_ASCII,
    about: 'The key, by its id, its ARN, or an alias: `alias/…`.',
    example: EXAMPLE_KEY_ID,
  });

export const versionOfKind = (names: string) =>
  string({
    required: true,
    names,
    maxLength: 64,
    pattern: VISIBLE_ASCII,
    about: 'The id of the version. Pairs have no primary one.',
    example: EXAMPLE_VERSION_ID,
  });

export const pairErrors = {
  ...keyNotFound,
  ...aliasNotFound,
  ...keyVersionNotFound,
  ...whileEnabledErrors,
  ...operationUnsupported,
  ...dryRunErrors,
} as const;

interface NamedPair {
  readonly KeyId: string;
  readonly KeyVersionId: string;
}

/**
 * A pair that may work now, and its version. Refused as `Keys.get`, with `key-is-for-something-else` and `key-version-missing`.
 * @param require refuses keys that are for something else
 */
export async function namedPair(
  { KeyId, KeyVersionId }: NamedPair,
  call: KeyCall,
  require: (key: Key) => void = () => undefined,
): Promise<{ readonly key: Key; readonly version: KeyVersion }> {
  const key = await namedKey('work', KeyId, call);
  if (specOf(key.spec).class !== 'asymmetric') throw new Refusal<KeyReason>('key-is-for-something-else');
  require(key);
  return { key, version: await call.keys.getVersion(key, KeyVersionId) };
}

/** Names the parameter unless the algorithm is one of those that the key has. */
export function requireAlgorithm(
  algorithm: string,
  possible: readonly string[],
  { spec }: Key,
  parameter = 'Algorithm',
): void {
  if (possible.includes(algorithm)) return;
  throw new Problem([parameter], 'value', `must be ${possible.join(' or ')} for a key of the spec ${spec}`);
}
