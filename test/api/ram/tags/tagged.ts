/** What the tests of tags look at. */
import type { SignedClient } from '../../../signed-client.js';
import { answer } from '../calls.js';

/** The tags of policies, as `name key=value`. */
export async function tagsOf(client: SignedClient, ResourceNames?: readonly string[]): Promise<string[]> {
  const parameters = { ResourceType: 'policy', ...(ResourceNames && { ResourceNames: JSON.stringify(ResourceNames) }) };
  const { TagResources } = await answer(client, 'ListTagResources', parameters);
  return (TagResources as Record<string, string>[]).map(it => `${it.ResourceName} ${it.TagKey}=${it.TagValue}`);
}

export const tagsJson = (tags: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(tags).map(([Key, Value]) => ({ Key, Value })));
