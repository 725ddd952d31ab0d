import { TAGS_PER_RESOURCE } from '../../../domain/tags.js';
import { effect } from '../../../spec/operation.js';
import { EXAMPLE_KEY_ID } from '../keys/named-key.js';
import { kms } from '../product.js';
import { taggedState, tagLimit } from './errors.js';
import { getSelected, oneResource, oneResourceErrors, resolveSelected } from './one-resource.js';
import { taggedResource } from './resources.js';
import { givenTags, tagList } from './tag-list.js';

export default kms.operation({
  action: 'TagResource',
  summary: 'Gives tags to a key or a secret.',
  description: `A key that it has already takes the new value; its other tags stay. It may have ${TAGS_PER_RESOURCE} tags.`,

  ram: { action: 'kms:TagResource', access: 'update', resource: taggedResource },

  request: { ...oneResource, Tags: tagList({ required: true }, 1) },
  response: {},
  errors: { ...oneResourceErrors, ...taggedState, ...tagLimit },
  examples: [
    {
      title: 'A tag for a key',
      request: { KeyId: EXAMPLE_KEY_ID, Tags: '[{"TagKey":"disk-encryption","TagValue":"true"}]' },
      response: {},
    },
  ],
  requestTags: 'Tags',
  seeAlso: ['UntagResource', 'ListResourceTags', 'TagResources'],
  differences: ['Tags may hold any printable characters. CertificateId is refused.'],
  resolve: (input, call) => resolveSelected(input, true, call),

  async handle({ Tags, ...given }, call) {
    const tags = givenTags(Tags, call.fail);
    return effect(call.tagging.tag([await getSelected(given, call)], tags, call.now), {});
  },
});
