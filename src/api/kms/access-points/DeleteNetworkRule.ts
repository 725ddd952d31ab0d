import { effect } from '../../../spec/operation.js';
import { nameOf } from '../names.js';
import { kms } from '../product.js';
import { resourceNotFound } from './errors.js';

export default kms.operation({
  action: 'DeleteNetworkRule',
  summary: 'Deletes a network rule.',
  description: `
    A rule can be deleted while policies name it. Its name then stays in them and covers no address, until the account has a rule of that name again.`,

  ram: { action: 'kms:DeleteNetworkRule', access: 'delete', resource: 'acs:kms:{region}:{account}:network/{Name}' },
  destructive: { loses: 'The rule. Callers whom only this rule lets in are refused wherever a policy names it.' },

  request: { Name: nameOf('kms.network-rule', 'The name of the rule.', 'networkrule_test') },
  response: {},
  errors: { ...resourceNotFound },
  examples: [{ title: 'A rule nobody needs', request: { Name: 'networkrule_test' }, response: {} }],
  seeAlso: ['CreateNetworkRule'],

  async handle({ Name }, { accountId, networkRules }) {
    return effect(networkRules.delete(accountId, Name), {});
  },
});
