import { keyArn } from '../../../kms/keys/key-reference.js';
import { list, object, string } from '../../../spec/field.js';
import { pageAnswer, pageOf, pageResponse, SHORT_PAGE_SIZE, shortPageRequest } from '../paging.js';
import { kms } from '../product.js';
import { exampleKey } from './key-fields.js';
import { keyFilter, keyFilters } from './key-filters.js';
import { EXAMPLE_KEY_ID } from './named-key.js';

export default kms.operation({
  action: 'ListKeys',
  summary: 'Lists the keys of the account, newest first.',

  ram: { action: 'kms:ListKeys', access: 'list', resource: 'acs:kms:{region}:{account}:key' },

  request: { ...shortPageRequest, Filters: keyFilters },
  response: {
    ...pageResponse,
    Keys: object(
      {
        Key: list(
          object(
            {
              KeyId: string({ required: true, about: 'The id of the key.', example: EXAMPLE_KEY_ID }),
              KeyArn: string({ required: true, about: 'Its ARN.', example: exampleKey.Arn }),
            },
            {},
          ),
          { required: true, about: 'The keys of the page.' },
        ),
      },
      { required: true, about: 'The keys of the page.' },
    ),
  },
  errors: {},
  examples: [
    {
      title: 'The keys that are in use',
      request: { Filters: '[{"Key":"KeyState","Values":["Enabled"]}]' },
      response: {
        PageNumber: 1,
        PageSize: 10,
        TotalCount: 1,
        Keys: { Key: [{ KeyId: EXAMPLE_KEY_ID, KeyArn: exampleKey.Arn }] },
      },
    },
  ],
  seeAlso: ['DescribeKey'],
  differences: [
    'TagKey and TagValue together ask for keys with a tag that has both.',
    'The service makes no keys of its own, so that CreatorType=Service finds none.',
  ],

  async handle(input, { accountId, region, now, keys }) {
    const page = pageOf(input, SHORT_PAGE_SIZE);
    const found = await keys.list(accountId, keyFilter(input.Filters, accountId), page, now);
    return {
      ...pageAnswer(page, found),
      Keys: { Key: found.items.map(({ id }) => ({ KeyId: id, KeyArn: keyArn(region, accountId, id) })) },
    };
  },
});
