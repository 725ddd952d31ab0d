import { faultOfTags, TAGS_PER_RESOURCE } from '../../../domain/tags.js';
import { effect } from '../../../spec/operation.js';
import { kms } from '../product.js';
import { givenTagErrors, resourceNotFound, taggedState, tagLimit } from './errors.js';
import {
  findTagged,
  givenAs,
  regionId,
  resolveAllTagged,
  resourceIds,
  resourceType,
  taggedResource,
  tags,
} from './resources.js';
import { exampleIds } from './tag-list.js';

export default kms.operation({
  action: 'TagResources',
  summary: 'Gives tags to several keys, secrets or instances.',
  description: `
    A key that one has already takes the new value; its other tags stay. Each may have ${TAGS_PER_RESOURCE} tags. Where one of them is not there, or may not be changed
    now, none is.`,

  ram: { action: 'kms:TagResources', access: 'update', resource: taggedResource },

  request: {
    RegionId: regionId,
    ResourceType: resourceType,
    ResourceId: resourceIds,
    Tag: tags(`One to ${TAGS_PER_RESOURCE} tags. A tag without a value has an empty one.`, {
      required: true,
      minItems: 1,
    }),
  },
  response: {},
  errors: { ...givenTagErrors, ...resourceNotFound, ...taggedState, ...tagLimit },
  examples: [
    {
      title: 'One tag for a key',
      request: {
        RegionId: 'cn-hangzhou',
        ResourceType: 'key',
        ResourceId: exampleIds,
        Tag: [{ Key: 'disk-encryption', Value: 'true' }],
      },
      response: {},
    },
  ],
  requestTags: 'Tag',
  seeAlso: ['UntagResources', 'ListTagResources', 'TagResource'],
  resolve: ({ ResourceType, ResourceId }, call) => resolveAllTagged(ResourceType, ResourceId, true, call),

  async handle({ ResourceType, ResourceId, Tag }, call) {
    const given = givenAs(Tag);
    const fault = faultOfTags(given);
    if (fault === 'duplicate') throw call.fail('Duplicate.TagKey');
    if (fault !== undefined)
      throw call.fail(fault === 'value' ? 'InvalidParameter.TagValue' : 'InvalidParameter.TagKey');
    const tagged = await findTagged(ResourceType, ResourceId, call, call.fail);
    return effect(call.tagging.tag(tagged, given, call.now), {});
  },
});
