/** What the tests of policy versions look at. */
import type { SignedClient } from '../../../signed-client.js';
import { answer, error } from '../calls.js';

export const noVersion = error('EntityNotExist.Policy.Version', 'The policy version does not exist.', 404);

/** The versions of a custom policy, the default one with a star. */
export async function versionsOf(client: SignedClient, PolicyName: string): Promise<string[]> {
  const { PolicyVersions } = await answer(client, 'ListPolicyVersions', { PolicyName, PolicyType: 'Custom' });
  const { PolicyVersion } = PolicyVersions as { PolicyVersion: { VersionId: string; IsDefaultVersion: boolean }[] };
  return PolicyVersion.map(it => `${it.VersionId}${it.IsDefaultVersion ? '*' : ''}`);
}

/** What is no version. */
export const WRONG_VERSION_IDS = ['1', 'v0', 'v01', 'V1', 'v1v', 'v1234567890'];
