import { isRefusal } from '../../../domain/change.js';
import type { MarkerReason } from '../../../domain/reasons.js';
import type { TagPlace } from '../../../kms/tags/tag-store.js';
import { list, object, string } from '../../../spec/field.js';
import { kms } from '../product.js';
import { duplicateTagKey, resourceNotFound } from './errors.js';
import {
  findTagged,
  regionId,
  resolveAllTagged,
  resourceIdFilter,
  resourceType,
  taggedResource,
  tags,
} from './resources.js';
import { exampleIds, shownTagKey, shownTagValue } from './tag-list.js';

/** Documented, and not to be chosen. */
const PAGE_SIZE = 200;
const token = 'AQAAAAEASFq3J0nT';

export default kms.operation({
  action: 'ListTagResources',
  summary: `Lists the tags of keys, secrets or instances, ${PAGE_SIZE} at a time.`,
  description:
    'Without ResourceId and Tag all tags of the account on things of this type, in the order of ids and keys. While the answer has a NextToken that is not empty, call again with it, and with the same parameters otherwise.',

  ram: { action: 'kms:ListTagResources', access: 'list', resource: taggedResource },

  request: {
    RegionId: regionId,
    ResourceType: resourceType,
    ResourceId: resourceIdFilter,
    Tag: tags('Only tags of what has all of these, up to 20. A tag without Value: with whatever value.', {}),
    NextToken: string({
      maxLength: 1024,
      pattern: /[A-Za-z0-9_-]*/,
      about: 'Where to go on: the NextToken of the page before. Absent or empty: from the start.',
      example: token,
    }),
  },
  response: {
    NextToken: string({
      required: true,
      about: 'What the next call gives as NextToken; empty where nothing follows.',
      example: '',
    }),
    TagResources: object(
      {
        TagResource: list(
          object(
            {
              ResourceId: string({
                required: true,
                about: 'The id of the key or instance, or the name of the secret.',
                example: exampleIds[0],
              }),
              ResourceType: string({ required: true, about: 'What it is.', example: 'key' }),
              TagKey: shownTagKey,
              TagValue: shownTagValue,
            },
            {},
          ),
          { required: true, about: 'The tags.' },
        ),
      },
      { required: true, about: 'The tags.' },
    ),
  },
  errors: { ...duplicateTagKey, ...resourceNotFound },
  examples: [
    {
      title: 'The tags of a key',
      request: { RegionId: 'cn-hangzhou', ResourceType: 'key', ResourceId: exampleIds },
      response: {
        NextToken: '',
        TagResources: {
          TagResource: [
            { ResourceId: exampleIds[0], ResourceType: 'key', TagKey: 'disk-encryption', TagValue: 'true' },
          ],
        },
      },
    },
  ],
  seeAlso: ['TagResources', 'UntagResources', 'ListResourceTags'],
  differences: ['With Tag, all tags of the resources that have the given ones are listed, not these alone.'],
  resolve: ({ ResourceType, ResourceId = [] }, call) => resolveAllTagged(ResourceType, ResourceId, false, call),

  async handle({ ResourceType, ResourceId, Tag = [], NextToken }, call) {
    const { accountId, now, tagging, markers, fail } = call;
    if (new Set(Tag.map(({ Key }) => Key)).size < Tag.length) throw fail('Duplicate.TagKey');
    const marked = { action: 'ListTagResources', accountId, filters: { ResourceType, ResourceId, Tag } };
    const after = await markers.read<TagPlace>(marked, NextToken || undefined).catch((fault: unknown) => {
      if (!isRefusal<MarkerReason>(fault, 'marker-invalid')) throw fault;
      throw fail('InvalidParameter', { P: 'NextToken', Rule: 'must be the NextToken of the page before, or absent' });
    });
    const named = ResourceId && (await findTagged(ResourceType, ResourceId, call, fail));
    const filter = {
      ids: named?.map(({ id }) => id),
      tags: Tag.map(({ Key, Value }) => ({ key: Key, value: Value || undefined })),
    };
    const part = { after, size: PAGE_SIZE };
    const { items, next } = await tagging.list(ResourceType, accountId, filter, part, now);
    return {
      NextToken: (await markers.write(marked, next)) ?? '',
      TagResources: {
        TagResource: items.map(({ id, key, value }) => ({
          ResourceId: id,
          ResourceType,
          TagKey: key,
          TagValue: value,
        })),
      },
    };
  },
});
