import { Refusal } from '../../domain/change.js';
import { isInInstance } from '../../kms/instances/addressed.js';
import type { SecretReason } from '../../kms/secrets/refusals.js';
import { boolean, list, secret, string } from '../../spec/field.js';
import { VISIBLE_ASCII } from '../../spec/text-rules.js';
import { readValue } from '../kms/secrets/value-answer.js';
import { keyNotFound, secretErrors, whileEnabled } from './errors.js';
import { requestId, shown, sometimes } from './fields.js';
import { kmsInstance } from './product.js';

const EXAMPLE_TIME = '2024-02-21T15:39:26Z';
const LABEL = { maxLength: 64, pattern: /[A-Za-z0-9_.@/+=-]+/ } as const;

export default kmsInstance.operation({
  action: 'GetSecretValue',
  summary: 'Gives the value of a secret: of its current version, or of the one that you name.',
  description: 'With VersionId and VersionStage both, the version must have that label.',

  ram: { access: 'get', resource: 'acs:kms:{region}:{account}:secret/{SecretName}' },

  request: {
    SecretName: string({
      number: 1,
      required: true,
      maxLength: 192,
      pattern: VISIBLE_ASCII,
      about: 'The secret, by its name.',
      example: 'secret001',
    }),
    VersionStage: string({
      number: 2,
      ...LABEL,
      about: 'The label of the version. Default: ACSCurrent, where no VersionId is given.',
      example: 'ACSCurrent',
    }),
    VersionId: string({
      number: 3,
      maxLength: 64,
      pattern: VISIBLE_ASCII,
      about: 'The version. Default: the one with the label.',
      example: 'v1',
    }),
    FetchExtendedConfig: boolean({
      number: 4,
      about: 'Whether the configuration of a managed secret is answered. A Generic secret has none.',
      example: true,
    }),
  },
  response: {
    SecretName: shown(1, 'The name of the secret.', 'secret001'),
    SecretType: shown(2, 'Generic, or the type of a managed secret.', 'Generic'),
    SecretData: secret({
      number: 3,
      required: true,
      about: 'The value, exactly as it was stored.',
      example: 'testdata1',
    }),
    SecretDataType: shown(4, 'text or binary.', 'text'),
    VersionStages: list(string({ about: 'A label.', example: 'ACSCurrent' }), {
      number: 5,
      required: true,
      about: 'The labels of the version, in the order of their letters.',
    }),
    VersionId: shown(6, 'The id of the version.', 'v1'),
    CreateTime: shown(7, 'When the version was stored, UTC.', EXAMPLE_TIME),
    RequestId: requestId(8),
    LastRotationDate: sometimes(9, 'Only of managed secrets.', EXAMPLE_TIME),
    NextRotationDate: sometimes(10, 'Only of managed secrets.', EXAMPLE_TIME),
    ExtendedConfig: sometimes(11, 'Only of managed secrets, and only if it is asked for.', '{"CustomData":{}}'),
    AutomaticRotation: sometimes(12, 'Only of managed secrets: Enabled, Disabled or Invalid.', 'Disabled'),
    RotationInterval: sometimes(13, 'Only of managed secrets.', '604800s'),
  },
  errors: { ...secretErrors, ...keyNotFound, ...whileEnabled },
  examples: [
    {
      title: 'The current version',
      request: { SecretName: 'secret001' },
      response: {
        SecretName: 'secret001',
        SecretType: 'Generic',
        SecretData: 'testdata1',
        SecretDataType: 'text',
        VersionStages: ['ACSCurrent'],
        VersionId: 'v1',
        CreateTime: EXAMPLE_TIME,
      },
    },
  ],
  differences: [
    'A policy that names the secret is enough: the key that the secret is encrypted with need not be named in any.',
  ],

  async handle(wanted, call) {
    const secret = await call.secrets.get(call.accountId, { name: wanted.SecretName }, call.now);
    if (!isInInstance(secret, call.instanceId ?? '')) throw new Refusal<SecretReason>('secret-missing');
    const { VersionStages, ...value } = await readValue(wanted, call);
    return { ...value, VersionStages: VersionStages.VersionStage };
  },
});
