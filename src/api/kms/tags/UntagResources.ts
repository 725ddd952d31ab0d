import { boolean } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { resourceNotFound, taggedState } from './errors.js';
import {
  findTagged,
  regionId,
  resolveAllTagged,
  resourceIds,
  resourceType,
  taggedResource,
  tagKeys,
} from './resources.js';
import { exampleIds, TAGS_LOST } from './tag-list.js';

export default kms.operation({
  action: 'UntagResources',
  summary: 'Takes tags from several keys, secrets or instances.',
  description:
    'A tag that one does not have is no error. Where one of them is not there, or may not be changed now, none is. Without TagKey and All nothing is changed.',

  ram: { action: 'kms:UntagResources', access: 'update', resource: taggedResource },
  destructive: { loses: TAGS_LOST },

  request: {
    RegionId: regionId,
    ResourceType: resourceType,
    ResourceId: resourceIds,
    TagKey: tagKeys,
    All: boolean({
      default: false,
      about: 'Whether all tags are taken. Only looked at without TagKey.',
      example: false,
    }),
  },
  response: {},
  errors: { ...resourceNotFound, ...taggedState },
  examples: [
    {
      title: 'One tag of a key',
      request: { RegionId: 'cn-hangzhou', ResourceType: 'key', ResourceId: exampleIds, TagKey: ['disk-encryption'] },
      response: {},
    },
  ],
  seeAlso: ['TagResources', 'ListTagResources', 'UntagResource'],
  resolve: ({ ResourceType, ResourceId }, call) => resolveAllTagged(ResourceType, ResourceId, false, call),

  async handle({ ResourceType, ResourceId, TagKey = [], All }, call) {
    const tagged = await findTagged(ResourceType, ResourceId, call, call.fail);
    const keys = TagKey.length === 0 && All ? undefined : TagKey;
    return effect(call.tagging.untag(tagged, keys, call.now), {});
  },
});
