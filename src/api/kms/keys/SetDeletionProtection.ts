import { boolean, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { Problem } from '../../../spec/problem.js';
import { FREE_TEXT, VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { instanceNotFound } from '../instances/errors.js';
import { optionalInstanceId } from '../instances/fields.js';
import { kms } from '../product.js';
import { resolveTagged } from '../tags/resources.js';
import { changeErrors, keyPendingDeletion } from './errors.js';
import { exampleKey } from './key-fields.js';
import { optionalPlainKeyId, plainlyNamedKey } from './named-key.js';

const SELECTORS = ['KeyId', 'ProtectedResourceArn', 'KmsInstanceId'] as const;
type Selectors = { readonly [name in (typeof SELECTORS)[number]]?: string | undefined };

export default kms.operation({
  action: 'SetDeletionProtection',
  summary: 'Protects a key or an instance from deletion, or takes the protection away.',
  description:
    'A protected key cannot be scheduled for deletion, and an instance that is protected or holds a protected key cannot be released. Name the key by `KeyId` or by `ProtectedResourceArn`, the instance by `KmsInstanceId`.',

  ram: {
    action: 'kms:SetDeletionProtection',
    access: 'update',
    resource: 'acs:kms:{region}:{account}:{taggedKind}/{taggedName}',
  },

  request: {
    KeyId: optionalPlainKeyId,
    ProtectedResourceArn: string({
      names: 'kms.key',
      minLength: 1,
      maxLength: 512,
      pattern: VISIBLE_ASCII,
      about: 'The ARN of the key.',
      example: exampleKey.Arn,
    }),
    KmsInstanceId: optionalInstanceId('The instance.'),
    EnableDeletionProtection: boolean({ required: true, about: 'Whether it is protected.', example: true }),
    DeletionProtectionDescription: string({
      maxLength: 1024,
      pattern: FREE_TEXT,
      about: 'Why it is protected. Forgotten when the protection is taken away.',
      example: 'in use by the order database',
    }),
  },
  response: {},
  errors: { ...changeErrors, ...keyPendingDeletion, ...instanceNotFound },
  examples: [
    {
      title: 'A key that must stay',
      request: {
        ProtectedResourceArn: exampleKey.Arn,
        EnableDeletionProtection: true,
        DeletionProtectionDescription: 'in use by the order database',
      },
      response: {},
    },
  ],
  seeAlso: ['ScheduleKeyDeletion', 'ReleaseKmsInstance', 'DescribeKey', 'GetKmsInstance'],

  resolve: (input, call) =>
    input.KmsInstanceId === undefined
      ? resolveTagged('key', selectedKey(input), false, call)
      : resolveTagged('instance', input.KmsInstanceId, false, call),

  async handle(input, call) {
    const { KmsInstanceId, EnableDeletionProtection: enabled, DeletionProtectionDescription = '' } = input;
    const [name, other] = SELECTORS.filter(it => input[it] !== undefined);
    if (name !== undefined && other !== undefined) {
      throw call.fail('InvalidParameter', { P: name, Rule: `must not be given together with ${other}` });
    }
    if (KmsInstanceId !== undefined) {
      const deletionProtection = { enabled, description: enabled ? DeletionProtectionDescription : '' };
      return effect(call.instances.update(call.accountId, KmsInstanceId, { deletionProtection }, call.now), {});
    }
    const key = await plainlyNamedKey('be-protected', selectedKey(input), call);
    return effect(call.keys.protect(key, enabled ? DeletionProtectionDescription : undefined, call.now), {});
  },
});

function selectedKey({ KeyId, ProtectedResourceArn }: Selectors): string {
  const name = KeyId ?? ProtectedResourceArn;
  if (name === undefined) throw new Problem(['KeyId'], 'missing');
  return name;
}
