import { string } from '../../../spec/field.js';
import { nameOf } from '../names.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';

export default kms.operation({
  action: 'DescribeNetworkRule',
  summary: 'Returns a network rule.',

  ram: { action: 'kms:DescribeNetworkRule', access: 'get', resource: 'acs:kms:{region}:{account}:network/{Name}' },

  request: { Name: nameOf('kms.network-rule', 'The name of the rule.', 'networkrule_test') },
  response: {
    Arn: string({
      required: true,
      about: 'The ARN of the rule.',
      example: 'acs:kms:cn-hangzhou:1000000000000001:network/networkrule_test',
    }),
    Type: string({ required: true, about: 'The kind of network.', example: 'Private' }),
    SourcePrivateIp: string({
      required: true,
      about: 'The addresses, as a JSON array without blanks.',
      example: '["192.168.17.13","10.10.10.10/24"]',
    }),
    Description: string({ required: true, about: 'What the rule is for.', example: 'networkrule description' }),
  },
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
    const rule = await networkRules.get(accountId, Name);
    return {
      Arn: `acs:kms:${region}:${accountId}:network/${Name}`,
      Type: rule.type,
      SourcePrivateIp: JSON.stringify(rule.sourceAddresses),
      Description: rule.description,
    };
  },
});
