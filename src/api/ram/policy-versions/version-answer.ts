/** Versions of policies as RAM answers them. */
import type { PolicyVersion } from '../../../identity/store.js';
import { boolean, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { exampleDocument, versionId } from '../policies/policy-answer.js';

const required = true;

export const versionMembers = {
  VersionId: string({ required, about: 'The version.', example: 'v2' }),
  IsDefaultVersion: boolean({ required, about: 'Whether it is the one that counts.', example: false }),
  PolicyDocument: string({ required, about: 'The document as it was given, byte for byte.', example: exampleDocument }),
  CreateDate: string({ required, about: 'When the version was made.', example: '2026-02-11T03:15:21Z' }),
} as const;

/** @param defaultVersion the number of the version that counts */
export function versionAnswer({ version, document, createdAt }: PolicyVersion, defaultVersion: number) {
  return {
    VersionId: versionId(version),
    IsDefaultVersion: version === defaultVersion,
    PolicyDocument: document,
    CreateDate: utcTime(createdAt),
  };
}

/** The same version as an example of all the pages. */
export const exampleVersion = {
  VersionId: 'v2',
  IsDefaultVersion: false,
  PolicyDocument: exampleDocument,
  CreateDate: '2026-02-11T03:15:21Z',
} as const;
