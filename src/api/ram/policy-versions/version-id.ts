/** Identifiers of policy versions: the letter v and a number (wire/ram-sts.md section 1). */
import type { ApiError } from '../../../spec/errors.js';
import { string } from '../../../spec/field.js';

export const versionIdParameter = string({
  required: true,
  maxLength: 16,
  pattern: /[A-Za-z0-9]+/,
  about: 'The version: the letter `v` and its number.',
  example: 'v1',
});

/** The number of the version. */
export function versionNumber(id: string, fail: (code: 'InvalidParameter.VersionId.Format') => ApiError): number {
  if (!/^v[1-9]\d{0,8}$/.test(id)) throw fail('InvalidParameter.VersionId.Format');
  return Number(id.slice(1));
}
