import { boolean, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { Problem } from '../../../spec/problem.js';
import { FREE_TEXT, VISIBLE_ASCII } from '../../../spec/text-rules.js';
import { kms } from '../product.js';
import { changeErrors, keyPendingDeletion } from './errors.js';
import { exampleKey } from './key-fields.js';
import { keyPermission, optionalPlainKeyId, plainlyNamedKey, resolveKey } from './named-key.js';

interface Selectors {
  readonly KeyId?: string | undefined;
  readonly ProtectedResourceArn?: string | undefined;
}

export default kms.operation({
  action: 'SetDeletionProtection',
  summary: 'Protects a key from deletion, or takes the protection away.',
  description:
    'A protected key cannot be scheduled for deletion. Name the key by `KeyId` or by `ProtectedResourceArn`.',

  ram: keyPermission('SetDeletionProtection', 'update'),

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
    KmsInstanceId: string({
      minLength: 1,
      maxLength: 64,
      pattern: VISIBLE_ASCII,
      about: 'A KMS instance. Leave it out: only keys can be protected here yet.',
      example: 'kst-bjj62d8f5e0sgtx8h0001',
    }),
    EnableDeletionProtection: boolean({ required: true, about: 'Whether it is protected.', example: true }),
    DeletionProtectionDescription: string({
      maxLength: 1024,
      pattern: FREE_TEXT,
      about: 'Why it is protected. Forgotten when the protection is taken away.',
      example: 'in use by the order database',
    }),
  },
  response: {},
  errors: { ...changeErrors, ...keyPendingDeletion },
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
  seeAlso: ['ScheduleKeyDeletion', 'DescribeKey'],
  differences: ['KmsInstanceId is refused: only keys can be protected here yet.'],

  resolve: (input, call) => resolveKey({ KeyId: selected(input) }, call),

  async handle(input, call) {
    const { KmsInstanceId, EnableDeletionProtection, DeletionProtectionDescription = '' } = input;
    if (KmsInstanceId !== undefined) {
      throw call.fail('InvalidParameter', {
        P: 'KmsInstanceId',
        Rule: 'must be left out: only keys can be protected here',
      });
    }
    if (input.KeyId !== undefined && input.ProtectedResourceArn !== undefined) {
      throw call.fail('InvalidParameter', { P: 'KeyId', Rule: 'must not be given together with ProtectedResourceArn' });
    }
    const key = await plainlyNamedKey('be-protected', selected(input), call);
    const protection = EnableDeletionProtection ? DeletionProtectionDescription : undefined;
    return effect(call.keys.protect(key, protection, call.now), {});
  },
});

function selected({ KeyId, ProtectedResourceArn }: Selectors): string {
  const name = KeyId ?? ProtectedResourceArn;
  if (name === undefined) throw new Problem(['KeyId'], 'missing');
  return name;
}
