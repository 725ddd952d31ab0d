import { boolean, list, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';
import {
  checkResourceType,
  regionId,
  resolveResources,
  resourceIds,
  resourceType,
  resourceTypeErrors,
  tagKey,
} from './tagging-fields.js';

export default cas.operation({
  action: 'UntagResources',
  summary: 'Takes tags from CAs and certificates.',
  description:
    'A tag that a resource does not have is no error. Where one of the resources is not there, none is changed. Without TagKey and All nothing is changed.',

  ram: permission('UntagResources', 'update'),
  destructive: {
    loses:
      'The tags are taken from the resources. Users whose policies allow them what is tagged so can do it no more with the next request.',
  },

  request: {
    RegionId: string({ required: true, ...regionId }),
    ResourceType: resourceType,
    ResourceId: resourceIds,
    TagKey: list(tagKey, { maxItems: 20, about: 'The keys of the tags, up to 20.' }),
    All: boolean({
      default: false,
      about: 'Whether all tags are taken. Only looked at without TagKey.',
      example: false,
    }),
  },
  response: {},
  errors: resourceTypeErrors,
  examples: [
    {
      title: 'A tag of a certificate',
      request: {
        RegionId: 'cn-hangzhou',
        ResourceType: 'instance',
        ResourceId: ['1ed4068c-6f1b-6deb-8e32-3f8439a851cb'],
        TagKey: ['runtime'],
      },
      response: {},
    },
  ],
  seeAlso: ['TagResources', 'ListTagResources'],
  resolve: ({ ResourceId }, call) => resolveResources(ResourceId, false, call),

  async handle({ ResourceType, ResourceId, TagKey = [], All }, { accountId, now, labelling, fail }) {
    checkResourceType(ResourceType, fail);
    const isAll = TagKey.length === 0 && All;
    return effect(await labelling.untag(accountId, ResourceId, isAll ? undefined : TagKey, now), {});
  },
});
