import { isRefusal } from '../../../domain/change.js';
import type { MarkerReason } from '../../../domain/reasons.js';
import type { TagPlace } from '../../../identity/tags/tagging.js';
import { integer, list, object, string } from '../../../spec/field.js';
import { ram } from '../product.js';
import { resourceNameFilter, resourceType, tagFilter, wantedTags } from './fields.js';
import { addressedByTags, taggedResource } from './tagged.js';

const token = 'AQAAAAEASFq3J0nT';
const required = true;

export default ram.operation({
  action: 'ListTagResources',
  summary: 'Lists the tags of policies or roles in the order of names and keys.',
  description:
    'Without ResourceNames and Tag all tags of the account on things of this type. While the answer has a NextToken, call again with it, and with the same parameters otherwise, to get the next page.',

  ram: { action: 'ram:ListTagResources', access: 'list', resource: taggedResource },

  request: {
    ResourceType: resourceType,
    ResourceNames: resourceNameFilter,
    Tag: tagFilter,
    PageSize: integer({
      minimum: 1,
      maximum: 100,
      default: 100,
      about: 'How many tags a page has at most.',
      example: 100,
    }),
    NextToken: string({
      minLength: 1,
      maxLength: 1024,
      about: 'Where to go on: the `NextToken` of the page before. Without it, the list starts at its beginning.',
      example: token,
    }),
  },
  response: {
    NextToken: string({ about: 'Where the next page starts; only if there is one.', example: token }),
    TagResources: list(
      object(
        {
          ResourceType: string({ required, about: 'What has the tag.', example: 'policy' }),
          ResourceName: string({ required, about: 'Its name.', example: 'Read-Certificates' }),
          TagKey: string({ required, about: 'The key of the tag.', example: 'owner' }),
          TagValue: string({ required, about: 'The value of the tag.', example: 'alice' }),
        },
        { about: 'One tag.' },
      ),
      { required, about: 'The tags.' },
    ),
  },
  errors: {
    'InvalidParameter.NextToken': {
      status: 400,
      message: 'The parameter - "NextToken" is incorrect.',
      cause: 'The token is not one that this list answered.',
      advice: 'Give the NextToken of the page before as it was answered, or leave it out to start at the beginning.',
    },
  },
  examples: [
    {
      title: 'The tags of a policy',
      request: { ResourceType: 'policy', ResourceNames: '["Read-Certificates"]' },
      response: {
        TagResources: [
          { ResourceType: 'policy', ResourceName: 'Read-Certificates', TagKey: 'owner', TagValue: 'alice' },
        ],
      },
    },
  ],
  seeAlso: ['TagResources', 'UntagResources'],
  differences: ['With Tag, all tags of the resources that have the given ones are listed, not these alone.'],

  resolve: ({ ResourceType, ResourceNames = [] }, call) => addressedByTags(ResourceType, ResourceNames, false, call),

  async handle(input, { accountId, tagging, markers, fail }) {
    const { ResourceType, ResourceNames, Tag = [], PageSize, NextToken } = input;
    const tags = wantedTags(Tag);
    const marked = { action: 'ListTagResources', accountId, filters: { ResourceType, ResourceNames, tags } };
    const after = await markers.read<TagPlace>(marked, NextToken).catch((fault: unknown) => {
      throw isRefusal<MarkerReason>(fault, 'marker-invalid') ? fail('InvalidParameter.NextToken') : fault;
    });

    const ids = ResourceNames && (await tagging.find(ResourceType, accountId, ResourceNames)).map(it => it.id);
    const { items, next } = await tagging.list(ResourceType, accountId, { ids, tags }, { after, size: PageSize });
    return {
      NextToken: await markers.write(marked, next),
      TagResources: items.map(({ name, key, value }) => ({
        ResourceType,
        ResourceName: name,
        TagKey: key,
        TagValue: value,
      })),
    };
  },
});
