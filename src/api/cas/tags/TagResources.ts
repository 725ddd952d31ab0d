import { string } from '../../../spec/field.js';
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
  tagErrors,
  tagList,
} from './tagging-fields.js';

export default cas.operation({
  action: 'TagResources',
  summary: 'Gives tags to CAs and certificates.',
  description:
    'A key that a resource has already takes the new value; its other tags stay. A resource may have 20 tags. Where one of the resources is not there or would have too many, none is changed.',

  ram: permission('TagResources', 'update'),

  request: {
    RegionId: string({ required: true, ...regionId }),
    ResourceType: resourceType,
    ResourceId: resourceIds,
    Tag: tagList('One to 20 tags. A tag without a value has an empty one.', { required: true, minItems: 1 }),
  },
  response: {},
  errors: { ...resourceTypeErrors, ...tagErrors },
  examples: [
    {
      title: 'A tag for a certificate',
      request: {
        RegionId: 'cn-hangzhou',
        ResourceType: 'instance',
        ResourceId: ['1ed4068c-6f1b-6deb-8e32-3f8439a851cb'],
        Tag: [{ Key: 'runtime', Value: 'production' }],
      },
      response: {},
    },
  ],
  requestTags: 'Tag',
  seeAlso: ['UntagResources', 'ListTagResources'],
  resolve: ({ ResourceId }, call) => resolveResources(ResourceId, true, call),

  async handle({ ResourceType, ResourceId, Tag }, { accountId, now, labelling, fail }) {
    checkResourceType(ResourceType, fail);
    const tags = Tag.map(({ Key = '', Value = '' }) => ({ key: Key, value: Value }));
    return effect(await labelling.tag(accountId, ResourceId, tags, now), {});
  },
});
