import { list, object, string } from '../../../spec/field.js';
import { factsOf, pageFacts, paging, requestedPage } from '../paging.js';
import { kms } from '../product.js';

export default kms.operation({
  action: 'ListPolicies',
  summary: 'Lists the permission policies of the account, newest first.',

  ram: { action: 'kms:ListPolicies', access: 'list', resource: 'acs:kms:{region}:{account}:policy/*' },

  request: paging,
  response: {
    ...pageFacts,
    Policies: object(
      {
        Policy: list(
          object({ Name: string({ required: true, about: 'The name of the policy.', example: 'policy_test' }) }, {}),
          { required: true, about: 'The policies of the page.' },
        ),
      },
      { required: true, about: 'The policies of the page.' },
    ),
  },
  errors: {},
  examples: [
    {
      title: 'The first page',
      request: { PageNumber: 1, PageSize: 10 },
      response: { PageNumber: 1, PageSize: 10, TotalCount: 1, Policies: { Policy: [{ Name: 'policy_test' }] } },
    },
  ],
  seeAlso: ['DescribePolicy'],

  async handle(input, { accountId, policies }) {
    const page = requestedPage(input);
    const { items, total } = await policies.list(accountId, page);
    return { ...factsOf(page, total), Policies: { Policy: items.map(policy => ({ Name: policy.name })) } };
  },
});
