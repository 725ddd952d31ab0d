import { list, object, string } from '../../../spec/field.js';
import { aliasUnsupported, keyNotFound } from '../keys/errors.js';
import { EXAMPLE_KEY_ID, keyPermission, plainKeyId, plainlyNamedKey, resolveKey } from '../keys/named-key.js';
import { kms } from '../product.js';
import { shownTagKey, shownTagValue } from './tag-list.js';

export default kms.operation({
  action: 'ListResourceTags',
  summary: 'Lists the tags of a key, in whatever state it is.',
  description: 'The tags of a secret are in the answer of ListTagResources, and of DescribeSecret with FetchTags.',

  ram: keyPermission('ListResourceTags', 'list'),

  request: { KeyId: plainKeyId },
  response: {
    Tags: object(
      {
        Tag: list(
          object(
            {
              KeyId: string({ required: true, about: 'The id of the key.', example: EXAMPLE_KEY_ID }),
              TagKey: shownTagKey,
              TagValue: shownTagValue,
            },
            {},
          ),
          { required: true, about: 'The tags, in the order of their keys.' },
        ),
      },
      { required: true, about: 'The tags of the key.' },
    ),
  },
  errors: { ...keyNotFound, ...aliasUnsupported },
  examples: [
    {
      title: 'A key with one tag',
      request: { KeyId: EXAMPLE_KEY_ID },
      response: { Tags: { Tag: [{ KeyId: EXAMPLE_KEY_ID, TagKey: 'disk-encryption', TagValue: 'true' }] } },
    },
  ],
  seeAlso: ['TagResource', 'ListTagResources'],
  resolve: resolveKey,

  async handle({ KeyId }, call) {
    const key = await plainlyNamedKey('be-shown', KeyId, call);
    const tags = await call.keys.findTags(key);
    return { Tags: { Tag: tags.map(tag => ({ KeyId: key.id, TagKey: tag.key, TagValue: tag.value })) } };
  },
});
