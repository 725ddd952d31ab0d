import { isAddressOrBlock } from '../../../kms/access-points/network-rules.js';
import { oneOf } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { description, newName } from '../names.js';
import { kms } from '../product.js';
import { resourceExists } from './errors.js';
import { networkRuleAnswer, networkRuleFields, sourceAddresses } from './network-rule-fields.js';

export default kms.operation({
  action: 'CreateNetworkRule',
  summary: 'Creates a rule that lists the source addresses from which access is allowed.',
  description: 'A rule has an effect once a policy names it. Policy and rule may be created in either order.',

  ram: { action: 'kms:CreateNetworkRule', access: 'create', resource: 'acs:kms:{region}:{account}:network/{Name}' },

  request: {
    Name: newName('The name of the rule, unique in the account.', 'networkrule_test'),
    Type: oneOf(['Private', 'Public', 'VPC'], {
      required: true,
      about: 'The kind of network the addresses are in.',
      example: 'Private',
    }),
    SourcePrivateIp: sourceAddresses(),
    Description: description('What the rule is for.', 'networkrule description'),
  },
  response: networkRuleFields,
  errors: { ...resourceExists },
  examples: [
    {
      title: 'Two addresses of an office',
      request: {
        Name: 'networkrule_test',
        Type: 'Private',
        SourcePrivateIp: '["192.168.17.13", "10.10.10.10/24"]',
        Description: 'office',
      },
      response: {
        Arn: 'acs:kms:cn-hangzhou:1000000000000001:network/networkrule_test',
        Name: 'networkrule_test',
        Type: 'Private',
        SourcePrivateIp: '["192.168.17.13","10.10.10.10/24"]',
        Description: 'office',
      },
    },
  ],
  seeAlso: ['CreatePolicy', 'UpdateNetworkRule'],
  differences: [
    'IPv6 addresses and blocks are accepted beside IPv4.',
    'A rule of type VPC takes addresses like the others; ids of virtual networks are refused.',
    'A rule without SourcePrivateIp covers no address.',
  ],

  async handle(input, { accountId, region, now, networkRules, fail }) {
    const { Name, Type, SourcePrivateIp, Description = '' } = input;
    const addresses = SourcePrivateIp?.value ?? [];
    if (!addresses.every(isAddressOrBlock)) {
      throw fail('InvalidParameter', { P: 'SourcePrivateIp', Rule: 'must hold IP addresses and CIDR blocks only' });
    }
    const rule = { name: Name, type: Type, description: Description, sourceAddresses: addresses, createdAt: now };
    return effect(networkRules.create(accountId, rule), networkRuleAnswer(rule, { region, accountId }));
  },
});
