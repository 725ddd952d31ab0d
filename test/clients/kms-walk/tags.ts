/** Both generations of tags, which are the same tags. */
import { expect } from 'vitest';
import type { Answer, Call } from '../certificate-line.js';
import { newKey } from './encryption.js';

export async function walkTags(call: Call): Promise<void> {
  const KeyId = await newKey(call, {});
  const tagsOf = async () => {
    const { Tags } = await call('ListResourceTags', { KeyId });
    return (Tags as { Tag: Answer[] }).Tag;
  };
  await call('TagResource', { KeyId, Tags: '[{"TagKey":"team","TagValue":"a b"}]' });
  expect(await tagsOf()).toEqual([{ KeyId, TagKey: 'team', TagValue: 'a b' }]);

  const named = { RegionId: 'cn-hangzhou', ResourceType: 'key', ResourceId: [KeyId] };
  await call('TagResources', { ...named, Tag: [{ Key: 'stage', Value: 'test' }] });
  const { TagResources } = await call('ListTagResources', { ...named, Tag: [{ Key: 'stage', Value: 'test' }] });
  const tag = { ResourceId: KeyId, ResourceType: 'key', TagKey: 'stage', TagValue: 'test' };
  expect((TagResources as { TagResource: Answer[] }).TagResource).toContainEqual(tag);
  await call('UntagResource', { KeyId, TagKeys: '["team"]' });
  expect(await tagsOf()).toMatchObject([{ TagKey: 'stage' }]);
  await call('UntagResources', { ...named, TagKey: ['stage'] });
  expect(await tagsOf()).toEqual([]);
}
