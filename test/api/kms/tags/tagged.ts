/** Tags as the tests of this folder give and read them. */

import type { ProductAnswer } from '../../../product-calls.js';
import type { SignedClient } from '../../../signed-client.js';
import { kms, kmsOk } from '../kms-calls.js';

export type Kind = 'key' | 'secret' | 'instance';
export type Tags = Readonly<Record<string, string>>;

/** As the older operations, CreateKey and CreateSecret take them. */
export const oldTags = (tags: Tags): string =>
  JSON.stringify(Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })));

const REGION = { RegionId: 'cn-hangzhou' };

export const tagAll = (
  client: SignedClient,
  ResourceType: Kind,
  ResourceId: readonly string[],
  tags: Tags,
  date?: Date,
): Promise<ProductAnswer> => {
  const Tag = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return kms(client, 'TagResources', { ...REGION, ResourceType, ResourceId, Tag }, { date });
};

export const untagAll = (
  client: SignedClient,
  ResourceType: Kind,
  ResourceId: readonly string[],
  which: { readonly TagKey?: readonly string[]; readonly All?: boolean },
  date?: Date,
): Promise<ProductAnswer> => kms(client, 'UntagResources', { ...REGION, ResourceType, ResourceId, ...which }, { date });

interface TagPage {
  readonly NextToken: string;
  readonly TagResources: { readonly TagResource: readonly Readonly<Record<string, string>>[] };
}

export const tagPage = async (client: SignedClient, ResourceType: Kind, query: object = {}, date?: Date) =>
  (await kmsOk(client, 'ListTagResources', { ...REGION, ResourceType, ...query }, { date })) as unknown as TagPage;

/** All tags of the first page, as `id key=value`. */
export async function tagsOf(
  client: SignedClient,
  kind: Kind,
  ResourceId?: readonly string[],
  date?: Date,
): Promise<string[]> {
  const { TagResources } = await tagPage(client, kind, ResourceId && { ResourceId }, date);
  return TagResources.TagResource.map(it => `${it.ResourceId} ${it.TagKey}=${it.TagValue}`);
}
