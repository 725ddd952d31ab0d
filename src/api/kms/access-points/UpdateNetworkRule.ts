import { isAddressOrBlock } from '../../../kms/access-points/network-rules.js';
import { effect } from '../../../spec/operation.js';
import { description, nameOf } from '../names.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';
import { sourceAddresses } from './network-rule-fields.js';

export default kms.operation({
  action: 'UpdateNetworkRule',
  summary: 'Changes the addresses or the description of a network rule.',
  description: `
    Applies at once to every policy that names the rule. A parameter that is left out stays as it is;
    name and type cannot be changed.`,

  ram: { action: 'kms:UpdateNetworkRule', access: 'update', resource: 'acs:kms:{region}:{account}:network/{Name}' },

  request: {
    Name: nameOf('kms.network-rule', 'The name of the rule.', 'networkrule_test'),
    SourcePrivateIp: sourceAddresses(),
    Description: description('What the rule is for.', 'networkrule description'),
  },
  response: {},
  errors: { ...resourceNotFound },
  examples: [
    {
      title: 'Another address',
      request: { Name: 'networkrule_test', SourcePrivateIp: '["192.168.17.14"]' },
      response: {},
    },
  ],
  seeAlso: ['DescribeNetworkRule'],

  async handle({ Name, SourcePrivateIp, Description }, { accountId, now, networkRules, fail }) {
    const addresses = SourcePrivateIp?.value;
    if (addresses && !addresses.every(isAddressOrBlock)) {
      throw fail('InvalidParameter', { P: 'SourcePrivateIp', Rule: 'must hold IP addresses and CIDR blocks only' });
    }
    const update = { sourceAddresses: addresses, description: Description };
    return effect(networkRules.update(accountId, Name, update, now), {});
  },
});
