import { effect } from '../../../spec/operation.js';
import { aliasNotFound, aliasUnsupported, keyNotFound, keyPendingDeletion } from '../keys/errors.js';
import { EXAMPLE_KEY_ID, plainKeyId, plainlyNamedKey, resolveKey } from '../keys/named-key.js';
import { kms } from '../product.js';
import { aliasAndKey, aliasName, EXAMPLE_ALIAS, withoutPrefix } from './fields.js';

export default kms.operation({
  action: 'UpdateAlias',
  summary: 'Leads an alias to another key.',
  description:
    'It counts from the next call that names the alias. What was encrypted with the former key is decrypted with it as before. The caller needs permission for the alias and for the new key.',

  ram: { action: 'kms:UpdateAlias', access: 'update', resource: aliasAndKey },

  request: { AliasName: aliasName('The alias, with its prefix.', 'kms.alias'), KeyId: plainKeyId },
  response: {},
  errors: { ...aliasNotFound, ...keyNotFound, ...aliasUnsupported, ...keyPendingDeletion },
  examples: [{ title: 'Another key', request: { AliasName: EXAMPLE_ALIAS, KeyId: EXAMPLE_KEY_ID }, response: {} }],
  seeAlso: ['CreateAlias', 'ListAliases'],
  resolve: async (input, call) => {
    const { placeholders, ...key } = await resolveKey(input, call);
    return { ...key, placeholders: { ...placeholders, Alias: withoutPrefix(input.AliasName) } };
  },

  async handle({ AliasName, KeyId }, call) {
    const key = await plainlyNamedKey('take-alias', KeyId, call);
    return effect(call.aliases.repoint(withoutPrefix(AliasName), key, call.now), {});
  },
});
