import { list, object } from '../../../spec/field.js';
import { pageAnswer, pageOf, pageRequest, pageResponse } from '../paging.js';
import { kms } from '../product.js';
import { networkRuleFields } from './network-rule-fields.js';

export default kms.operation({
  action: 'ListNetworkRules',
  summary: 'Lists the network rules of the account, newest first.',

  ram: { action: 'kms:ListNetworkRules', access: 'list', resource: 'acs:kms:{region}:{account}:network/*' },

  request: pageRequest,
  response: {
    ...pageResponse,
    NetworkRules: object(
      {
        NetworkRule: list(object({ Name: networkRuleFields.Name, Type: networkRuleFields.Type }, {}), {
          required: true,
          about: 'The rules of the page.',
        }),
      },
      { required: true, about: 'The rules of the page.' },
    ),
  },
  errors: {},
  examples: [
    {
      title: 'The first page',
      request: { PageNumber: 1, PageSize: 10 },
      response: {
        PageNumber: 1,
        PageSize: 10,
        TotalCount: 1,
        NetworkRules: { NetworkRule: [{ Name: 'networkrule_test', Type: 'Private' }] },
      },
    },
  ],
  seeAlso: ['DescribeNetworkRule'],

  async handle(input, { accountId, networkRules }) {
    const page = pageOf(input);
    const found = await networkRules.list(accountId, page);
    return {
      ...pageAnswer(page, found),
      NetworkRules: { NetworkRule: found.items.map(rule => ({ Name: rule.name, Type: rule.type })) },
    };
  },
});
