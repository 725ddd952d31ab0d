import { list, object } from '../../../spec/field.js';
import { pageAnswer, pageOf, pageRequest, pageResponse } from '../paging.js';
import { kms } from '../product.js';
import { policyName } from './policy-fields.js';

export default kms.operation({
  action: 'ListPolicies',
  summary: 'Lists the permission policies of the account, newest first.',

  ram: { action: 'kms:ListPolicies', access: 'list', resource: 'acs:kms:{region}:{account}:policy/*' },

  request: pageRequest,
  response: {
    ...pageResponse,
    Policies: object(
      {
        Policy: list(object({ Name: policyName }, {}), { required: true, about: 'The policies of the page.' }),
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
    const page = pageOf(input);
    const found = await policies.list(accountId, page);
    return { ...pageAnswer(page, found), Policies: { Policy: found.items.map(policy => ({ Name: policy.name })) } };
  },
});
