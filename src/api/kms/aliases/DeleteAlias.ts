import { effect } from '../../../spec/operation.js';
import { aliasNotFound } from '../keys/errors.js';
import { kms } from '../product.js';
import { aliasAndKey, aliasName, EXAMPLE_ALIAS, resolveAlias, withoutPrefix } from './fields.js';

export default kms.operation({
  action: 'DeleteAlias',
  summary: 'Takes an alias from its key.',
  description:
    'The key stays as it is, in whatever state. Calls that name the alias are refused from then on. The caller needs permission for the alias and for the key.',

  ram: { action: 'kms:DeleteAlias', access: 'delete', resource: aliasAndKey },
  destructive: { loses: 'The alias. Programs that name the key by it are refused from then on; the key itself stays.' },

  request: { AliasName: aliasName('The alias, with its prefix.', 'kms.alias') },
  response: {},
  errors: aliasNotFound,
  examples: [{ title: 'An alias that nobody uses', request: { AliasName: EXAMPLE_ALIAS }, response: {} }],
  seeAlso: ['ListAliases'],
  resolve: resolveAlias,

  async handle({ AliasName }, { accountId, aliases }) {
    return effect(aliases.delete(accountId, withoutPrefix(AliasName)), {});
  },
});
