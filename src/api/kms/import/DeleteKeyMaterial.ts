import { effect } from '../../../spec/operation.js';
import { changeErrors, originUnsupported } from '../keys/errors.js';
import { EXAMPLE_KEY_ID, keyPermission, plainlyNamedKey, resolveKey } from '../keys/named-key.js';
import { kms } from '../product.js';
import { externalKeyId } from './import-fields.js';

export default kms.operation({
  action: 'DeleteKeyMaterial',
  summary: 'Takes the imported material of a key away.',
  description: `
    The key waits for it again, and works when the same material is imported once more. A key that is scheduled for deletion stays so, with its date. Without
    material the call succeeds and changes nothing.`,

  ram: keyPermission('DeleteKeyMaterial', 'delete'),

  request: { KeyId: externalKeyId },
  response: {},
  errors: { ...changeErrors, ...originUnsupported },
  examples: [{ title: 'A key of origin EXTERNAL', request: { KeyId: EXAMPLE_KEY_ID }, response: {} }],
  destructive: {
    loses:
      'The key stops working at once. Its material is deleted here: what was encrypted with the key is lost unless you have the material and import it again.',
  },
  seeAlso: ['ImportKeyMaterial', 'ScheduleKeyDeletion'],
  resolve: resolveKey,

  async handle({ KeyId }, call) {
    const key = await plainlyNamedKey('lose-material', KeyId, call);
    return effect(await call.keyImport.deleteMaterial(key, call.now), {});
  },
});
