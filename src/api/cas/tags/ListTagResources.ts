import type { TagPlace } from '../../../ca/label-store.js';
import { integer, list, object, string } from '../../../spec/field.js';
import { tokenErrors, tokenPart, tokenRequest } from '../paging.js';
import { permission } from '../permission.js';
import { cas } from '../product.js';
import {
  checkResourceType,
  RESOURCE_TYPE,
  regionId,
  resourceIdFilter,
  resourceType,
  resourceTypeErrors,
  tagErrors,
  tagList,
} from './tagging-fields.js';

export default cas.operation({
  action: 'ListTagResources',
  summary: 'Lists the tags of CAs and certificates.',
  description: 'Without ResourceId and Tag all tags of the account, in the order of identifiers and keys.',

  ram: permission('ListTagResources', 'list'),

  request: {
    RegionId: string({ required: true, ...regionId }),
    ResourceType: resourceType,
    ResourceId: resourceIdFilter,
    Tag: tagList(
      'Only tags of resources that have all of these, up to 20. A tag without Value: with whatever value.',
      {},
    ),
    ...tokenRequest(1000, 1000),
  },
  response: {
    Data: object(
      {
        MaxResults: integer({ required: true, about: 'Entries of one answer.', unit: 'entries', example: 1000 }),
        NextToken: string({
          required: true,
          about: 'What the next call gives as NextToken; empty where nothing follows.',
          example: '',
        }),
        TagResources: object(
          {
            TagResources: list(
              object(
                {
                  ResourceId: string({
                    about: 'The CA or certificate: as the call names it, else its identifier.',
                    example: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
                  }),
                  ResourceType: string({ about: `Always ${RESOURCE_TYPE}.`, example: RESOURCE_TYPE }),
                  TagKey: string({ about: 'The key of the tag.', example: 'runtime' }),
                  TagValue: string({ about: 'The value of the tag.', example: 'production' }),
                },
                {},
              ),
              { required: true, about: 'The tags.' },
            ),
          },
          { required: true, about: 'The tags.' },
        ),
      },
      { required: true, about: 'The tags and where the list goes on.' },
    ),
  },
  errors: { ...resourceTypeErrors, ...tokenErrors, 'InvalidParameter.Tag': tagErrors['InvalidParameter.Tag'] },
  examples: [
    {
      title: 'The tags of a certificate',
      request: {
        RegionId: 'cn-hangzhou',
        ResourceType: 'instance',
        ResourceId: ['1ed4068c-6f1b-6deb-8e32-3f8439a851cb'],
      },
      response: {
        Data: {
          MaxResults: 1000,
          NextToken: '',
          TagResources: {
            TagResources: [
              {
                ResourceId: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
                ResourceType: RESOURCE_TYPE,
                TagKey: 'runtime',
                TagValue: 'production',
              },
            ],
          },
        },
      },
    },
  ],
  seeAlso: ['TagResources', 'UntagResources'],
  differences: ['With Tag, all tags of the resources that have the given ones are listed, not these alone.'],

  async handle(input, { accountId, labelling, markers, fail }) {
    const { ResourceType, ResourceId, Tag = [], MaxResults } = input;
    checkResourceType(ResourceType, fail);
    const tags = Tag.map(({ Key = '', Value }) => ({ key: Key, value: Value }));
    if (tags.some(it => it.key === '')) throw fail('InvalidParameter.Tag');
    const marked = { action: 'ListTagResources', accountId, filters: { ResourceId, Tag } };
    const part = await tokenPart<TagPlace>(input, marked, markers);

    const named = ResourceId && (await labelling.find(accountId, ResourceId));
    const ids = named && [...named.values()].map(({ id }) => id);
    const names = new Map([...(named ?? [])].map(([given, { id }]) => [id, given]));
    const { items, next } = await labelling.listTags(accountId, { ids, tags }, part);
    return {
      Data: {
        MaxResults,
        NextToken: (await markers.write(marked, next)) ?? '',
        TagResources: {
          TagResources: items.map(({ id, key, value }) => ({
            ResourceId: names.get(id) ?? id,
            ResourceType: RESOURCE_TYPE,
            TagKey: key,
            TagValue: value,
          })),
        },
      },
    };
  },
});
