import { boolean } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { policyErrors } from '../policies/errors.js';
import { ram } from '../product.js';
import { roleErrors } from '../roles/errors.js';
import { resourceNames, resourceType, tagKeys } from './fields.js';
import { addressedByTags, taggedResource } from './tagged.js';

export default ram.operation({
  action: 'UntagResources',
  summary: 'Takes tags from policies or roles.',
  description:
    'A tag that one does not have is no error. Where one of the names is not there, none is changed. Without TagKeys and All nothing is changed.',

  ram: { action: 'ram:UntagResources', access: 'update', resource: taggedResource },
  destructive: {
    loses:
      'The tags. Users whose permissions depend on these tags have them no more from the next request on, or have more than before where a denial depends on them.',
  },

  request: {
    ResourceType: resourceType,
    ResourceNames: resourceNames,
    TagKeys: tagKeys,
    All: boolean({
      default: false,
      about: 'Whether all tags are taken. Only looked at without TagKeys.',
      example: false,
    }),
  },
  response: {},
  errors: { ...policyErrors('EntityNotExist.Policy'), ...roleErrors('EntityNotExist.Role') },
  examples: [
    {
      title: 'One tag of a policy',
      request: { ResourceType: 'policy', ResourceNames: '["Read-Certificates"]', TagKeys: '["owner"]' },
      response: {},
    },
  ],
  seeAlso: ['TagResources', 'ListTagResources'],

  resolve: ({ ResourceType, ResourceNames }, call) => addressedByTags(ResourceType, ResourceNames, false, call),

  async handle({ ResourceType, ResourceNames, TagKeys = [], All }, { accountId, tagging }) {
    const keys = TagKeys.length === 0 && All ? undefined : TagKeys;
    return effect(await tagging.untag(ResourceType, accountId, ResourceNames, keys), {});
  },
});
