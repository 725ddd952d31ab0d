import { nameOf } from '../names.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';
import { networkRuleAnswer, networkRuleFields } from './network-rule-fields.js';

const { Name: _, ...described } = networkRuleFields;

export default kms.operation({
  action: 'DescribeNetworkRule',
  summary: 'Returns a network rule.',

  ram: { action: 'kms:DescribeNetworkRule', access: 'get', resource: 'acs:kms:{region}:{account}:network/{Name}' },

  request: { Name: nameOf('kms.network-rule', 'The name of the rule.', 'networkrule_test') },
  response: described,
  errors: { ...resourceNotFound },
  examples: [
    {
      title: 'A rule with two addresses',
      request: { Name: 'networkrule_test' },
      response: {
        Arn: 'acs:kms:cn-hangzhou:1000000000000001:network/networkrule_test',
        Type: 'Private',
        SourcePrivateIp: '["192.168.17.13","10.10.10.10/24"]',
        Description: 'office',
      },
    },
  ],
  seeAlso: ['ListNetworkRules'],

  async handle({ Name }, { accountId, region, networkRules }) {
    const { Name: _, ...answer } = networkRuleAnswer(await networkRules.get(accountId, Name), { region, accountId });
    return answer;
  },
});
