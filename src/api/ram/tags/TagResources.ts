import { effect } from '../../../spec/operation.js';
import { policyErrors } from '../policies/errors.js';
import { ram } from '../product.js';
import { roleErrors } from '../roles/errors.js';
import { tagErrors } from './errors.js';
import { addedTags, givenTags, resourceNames, resourceType } from './fields.js';
import { addressedByTags, taggedResource } from './tagged.js';

export default ram.operation({
  action: 'TagResources',
  summary: 'Gives tags to policies or roles.',
  description:
    'A key that one has already takes the new value; its other tags stay. Each may have 20 tags. Where one of the names is not there or would have too many tags, none is changed.',

  ram: { action: 'ram:TagResources', access: 'update', resource: taggedResource },

  request: { ResourceType: resourceType, ResourceNames: resourceNames, Tag: addedTags },
  requestTags: 'Tag',
  response: {},
  errors: {
    ...policyErrors('EntityNotExist.Policy'),
    ...roleErrors('EntityNotExist.Role'),
    ...tagErrors('InvalidParameter.Tag', 'LimitExceeded.Tag'),
  },
  examples: [
    {
      title: 'One tag for a policy',
      request: {
        ResourceType: 'policy',
        ResourceNames: '["Read-Certificates"]',
        Tag: '[{"Key":"owner","Value":"alice"}]',
      },
      response: {},
    },
  ],
  seeAlso: ['UntagResources', 'ListTagResources'],

  resolve: ({ ResourceType, ResourceNames }, call) => addressedByTags(ResourceType, ResourceNames, true, call),

  async handle({ ResourceType, ResourceNames, Tag }, { accountId, tagging, fail }) {
    const tags = givenTags(Tag, fail);
    return effect(await tagging.tag(ResourceType, accountId, ResourceNames, tags), {});
  },
});
