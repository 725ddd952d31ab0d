import { effect } from '../../../spec/operation.js';
import { aliasUnsupported, keyNotFound, stateModifiedFailed } from '../keys/errors.js';
import { EXAMPLE_KEY_ID, plainKeyId, plainlyNamedKey, resolveKey } from '../keys/named-key.js';
import { kms } from '../product.js';
import { aliasExists, aliasLimit } from './errors.js';
import { aliasAndKey, aliasName, EXAMPLE_ALIAS, withoutPrefix } from './fields.js';

export default kms.operation({
  action: 'CreateAlias',
  summary: 'Gives a key an alias, by which calls may name it.',
  description:
    'A key may have several aliases. An alias leads to one key and is unique in the account. The vendor keeps aliases that begin with `alias/acs` for itself. The caller needs permission for the alias and for the key.',

  ram: { action: 'kms:CreateAlias', access: 'create', resource: aliasAndKey },

  request: { AliasName: aliasName('The new alias, with its prefix.'), KeyId: plainKeyId },
  response: {},
  errors: { ...keyNotFound, ...aliasUnsupported, ...stateModifiedFailed, ...aliasExists, ...aliasLimit },
  examples: [{ title: 'A name for a key', request: { AliasName: EXAMPLE_ALIAS, KeyId: EXAMPLE_KEY_ID }, response: {} }],
  seeAlso: ['UpdateAlias', 'ListAliases'],
  resolve: async (input, call) => {
    const { placeholders, ...key } = await resolveKey(input, call);
    return { ...key, placeholders: { ...placeholders, Alias: withoutPrefix(input.AliasName) } };
  },

  async handle({ AliasName, KeyId }, call) {
    const name = withoutPrefix(AliasName);
    if (name.startsWith('acs')) {
      throw call.fail('InvalidParameter', { P: 'AliasName', Rule: 'must not begin with alias/acs, which is reserved' });
    }
    const key = await plainlyNamedKey('get-alias', KeyId, call);
    return effect(call.aliases.point(name, key, call.now), {});
  },
});
