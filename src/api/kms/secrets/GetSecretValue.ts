import { boolean, string } from '../../../spec/field.js';
import { dryRun, dryRunErrors, isDryRun } from '../dry-run.js';
import { keyNotFound, whileEnabledErrors } from '../keys/errors.js';
import { kms } from '../product.js';
import { inDeleteWindow, secretOrVersionNotFound } from './errors.js';
import { EXAMPLE_SECRET, resolveSecretAndKey, secretNameOrArn, secretPermission } from './named-secret.js';
import { LABEL, versionId } from './secret-fields.js';
import { exampleValue, readValue, valueMembers } from './value-answer.js';

export default kms.operation({
  action: 'GetSecretValue',
  summary: 'Gives the value of a secret: of its current version, or of the one that you name.',
  description: 'With VersionId and VersionStage both, the version must have that label.',

  ram: { ...secretPermission('GetSecretValue', 'get'), dependentActions: ['kms:Decrypt'] },
  qps: 1000,

  crossAccount: true,

  request: {
    SecretName: secretNameOrArn,
    VersionId: versionId('The version of a Generic secret. Default: the one with the label.'),
    VersionStage: string({
      ...LABEL,
      about: 'The label of the version. Default: ACSCurrent, where no VersionId is given.',
    }),
    FetchExtendedConfig: boolean({
      about: 'Whether the configuration of a managed secret is answered. A Generic secret has none.',
      example: false,
    }),
    DryRun: dryRun,
  },
  response: { ...valueMembers },
  errors: {
    ...secretOrVersionNotFound,
    ...inDeleteWindow,
    ...keyNotFound,
    ...whileEnabledErrors,
    ...dryRunErrors,
  },
  examples: [{ title: 'The current version', request: { SecretName: EXAMPLE_SECRET }, response: { ...exampleValue } }],
  seeAlso: ['BatchGetSecretValue', 'ListSecretVersionIds', 'PutSecretValue'],
  differences: [
    'CreateTime is that of the version. The vendor does not say whether it is that or the secret’s.',
    'The vendor documents no limit of calls: it is 1,000 a second, as for Decrypt.',
  ],
  resolve: resolveSecretAndKey('kms:Decrypt'),

  async handle({ DryRun, ...wanted }, call) {
    const value = await readValue(wanted, call);
    if (isDryRun(DryRun)) throw call.fail('DryRunOperationError');
    return value;
  },
});
