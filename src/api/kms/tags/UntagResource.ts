import { TAGS_PER_RESOURCE } from '../../../domain/tags.js';
import { jsonText, list, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { EXAMPLE_KEY_ID } from '../keys/named-key.js';
import { kms } from '../product.js';
import { taggedState } from './errors.js';
import { getSelected, oneResource, oneResourceErrors, resolveSelected } from './one-resource.js';
import { taggedResource } from './resources.js';
import { TAGS_LOST, tagKeyText } from './tag-list.js';

export default kms.operation({
  action: 'UntagResource',
  summary: 'Takes tags from a key or a secret.',
  description: 'A tag that it does not have is no error.',

  ram: { action: 'kms:UntagResource', access: 'update', resource: taggedResource },
  destructive: { loses: TAGS_LOST },

  request: {
    ...oneResource,
    TagKeys: jsonText(list(string(tagKeyText), { minItems: 1, maxItems: TAGS_PER_RESOURCE }), {
      required: true,
      about: `A JSON array of the keys of the tags, 1 to ${TAGS_PER_RESOURCE}.`,
      example: '["disk-encryption"]',
    }),
  },
  response: {},
  errors: { ...oneResourceErrors, ...taggedState },
  examples: [
    { title: 'A tag of a key', request: { KeyId: EXAMPLE_KEY_ID, TagKeys: '["disk-encryption"]' }, response: {} },
  ],
  seeAlso: ['TagResource', 'ListResourceTags', 'UntagResources'],
  differences: ['CertificateId is refused.'],
  resolve: (input, call) => resolveSelected(input, false, call),

  async handle({ TagKeys, ...given }, call) {
    return effect(call.tagging.untag([await getSelected(given, call)], TagKeys.value, call.now), {});
  },
});
