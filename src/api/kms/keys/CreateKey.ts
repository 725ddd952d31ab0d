import { KEY_ORIGINS } from '../../../kms/keys/key.js';
import { KEY_USAGES, keySpecNames, specOf } from '../../../kms/keys/key-specs.js';
import { canRotate } from '../../../kms/keys/rotation.js';
import { MOST_KEYS } from '../../../kms/quotas.js';
import { boolean, oneOf } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { instanceNotFound, instanceState, tooMany } from '../instances/errors.js';
import { optionalInstanceId } from '../instances/fields.js';
import { checkedPolicy, newPolicy } from '../policies/policy-fields.js';
import { kms } from '../product.js';
import { givenTags, tagList } from '../tags/tag-list.js';
import { exampleKey, keyMetadata, shownKey } from './key-fields.js';
import { askedRotation, keyDescription, rotationIntervalField } from './key-request-fields.js';

const extensions = keySpecNames.filter(name => specOf(name).isExtension);

export default kms.operation({
  action: 'CreateKey',
  summary: 'Creates a key.',
  description: `
    The key is made here and never leaves the server in the clear; with Origin=EXTERNAL you bring its material yourself, and the key waits for
    it. Spec, usage and origin are chosen once. A key that may sign is a signing key unless KeyUsage says otherwise.`,

  ram: { action: 'kms:CreateKey', access: 'create', resource: 'acs:kms:{region}:{account}:key' },

  request: {
    KeySpec: oneOf(keySpecNames, {
      default: 'Aliyun_AES_256',
      about: `What the key is. ${extensions.join(', ')} are extensions of this server.`,
      example: 'Aliyun_AES_256',
    }),
    KeyUsage: oneOf(KEY_USAGES, {
      about:
        'What the key is for. Default: SIGN/VERIFY where the spec can sign, GENERATE/VERIFY for HMAC, ENCRYPT/DECRYPT otherwise.',
      example: 'ENCRYPT/DECRYPT',
    }),
    Origin: oneOf(KEY_ORIGINS, {
      default: 'Aliyun_KMS',
      about: 'Whether the key is made here (Aliyun_KMS) or its material is imported (EXTERNAL).',
      example: 'Aliyun_KMS',
    }),
    Description: keyDescription,
    EnableAutomaticRotation: boolean({
      default: false,
      about:
        'Whether the key gets a new version from time to time. For keys that are made here and encrypt symmetrically.',
      example: true,
    }),
    RotationInterval: rotationIntervalField,
    Tags: tagList({}),
    ProtectionLevel: oneOf(['SOFTWARE', 'HSM'], {
      about: 'SOFTWARE; there is no HSM here.',
      example: 'SOFTWARE',
    }),
    DKMSInstanceId: optionalInstanceId(
      'The KMS instance to make the key in, which is connected. Default: none, as the cloud has its default keys.',
    ),
    KeyStorageMechanism: oneOf(['HsmInternal', 'HsmEncryptedDatabase'], {
      about: 'How a hardware instance keeps the key. Leave it out: there is none here.',
      example: 'HsmInternal',
    }),
    Policy: newPolicy('key'),
  },
  response: { KeyMetadata: keyMetadata },
  errors: {
    ...instanceNotFound,
    ...instanceState,
    ...tooMany('keys', MOST_KEYS, 'KeyNum'),
    'Unsupported.ProtectionLevel': {
      status: 400,
      message: 'This protection level is not valid for this region',
      cause: 'This server keeps all keys by itself, sealed; there is no HSM behind it.',
      advice: 'Leave `ProtectionLevel` out, or ask for SOFTWARE.',
    },
  },
  examples: [
    {
      title: 'A key that encrypts, with a new version every year',
      request: {
        KeySpec: 'Aliyun_AES_256',
        Description: 'for the order database',
        EnableAutomaticRotation: true,
        RotationInterval: '365d',
      },
      response: { KeyMetadata: exampleKey },
    },
  ],
  requestTags: 'Tags',
  seeAlso: ['DescribeKey', 'ListKeys', 'SetKeyPolicy', 'ScheduleKeyDeletion'],
  differences: [
    `${extensions.join(', ')} are specs of this server only, with the usage GENERATE/VERIFY of HMAC keys.`,
    'RSA_4096, Aliyun_AES_128 and Aliyun_AES_192 need no instance. Keys that rotate may do so every 7 to 730 days.',
    'Pairs may be of origin EXTERNAL too; ML-DSA and ML-KEM may not.',
    'KeyStorageMechanism is refused: there is no hardware. ProtectionLevel=HSM is refused, in an instance too.',
    'Keys of origin EXTERNAL may be in an instance.',
    'Tags may hold any printable characters.',
  ],

  async handle(input, { accountId, region, now, requester, keys, instances, fail }) {
    const { KeySpec, Origin, Description = '', EnableAutomaticRotation, RotationInterval } = input;
    refuseWhatThereIsNot();
    const spec = specOf(KeySpec);
    const usage = input.KeyUsage ?? spec.usages[0];
    if (!spec.usages.includes(usage)) {
      throw invalid('KeyUsage', `must be ${spec.usages.join(' or ')} for a key of the spec ${KeySpec}`);
    }
    if (Origin === 'EXTERNAL' && !spec.isImportable) {
      throw invalid('Origin', `must be Aliyun_KMS for a key of the spec ${KeySpec}`);
    }
    const rotationMs = askedRotation(EnableAutomaticRotation, RotationInterval, fail);
    if (rotationMs !== undefined && !canRotate(KeySpec, Origin)) {
      throw invalid('EnableAutomaticRotation', 'must be false for pairs, HMAC keys and imported keys');
    }
    const asked = {
      spec: KeySpec,
      usage,
      origin: Origin,
      description: Description,
      rotationMs,
      instance: await instances.chosen(accountId, input.DKMSInstanceId),
      tags: givenTags(input.Tags, fail),
      policy: checkedPolicy(input.Policy, fail),
    };
    const { key, change } = await keys.create(accountId, asked, now, requester);
    return effect(change, { KeyMetadata: shownKey(key, region, now) });

    function refuseWhatThereIsNot(): void {
      if (input.ProtectionLevel === 'HSM') throw fail('Unsupported.ProtectionLevel');
      if (input.KeyStorageMechanism !== undefined) {
        throw invalid('KeyStorageMechanism', 'is for hardware instances, of which there are none; leave it out');
      }
    }

    function invalid(parameter: string, rule: string) {
      return fail('InvalidParameter', { P: parameter, Rule: rule });
    }
  },
});
