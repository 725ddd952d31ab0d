import { Refusal } from '../../../domain/change.js';
import type { KeyReason } from '../../../kms/keys/refusals.js';
import type { SecretReason } from '../../../kms/secrets/refusals.js';
import { integer, list, object, string } from '../../../spec/field.js';
import type { ResolvedResource } from '../../../spec/operation.js';
import { keyNotFound, keyRefusals, whileEnabledErrors } from '../keys/errors.js';
import { kms } from '../product.js';
import { inDeleteWindow, secretOrVersionNotFound, secretRefusals } from './errors.js';
import { EXAMPLE_SECRET, resolveSecretAndKey, secretNameOrArn } from './named-secret.js';
import { LABEL, versionIdInList } from './secret-fields.js';
import { exampleValue, readValue, valueMembers, type WantedValue } from './value-answer.js';

const MOST = 20;

/** Why one of several values cannot be read, and the error that says so. */
const REFUSALS = {
  'secret-missing': secretRefusals['secret-missing'],
  'secret-version-missing': secretRefusals['secret-version-missing'],
  'secret-in-delete-window': secretRefusals['secret-in-delete-window'],
  'key-missing': keyRefusals['key-missing'],
  'key-disabled': keyRefusals['key-disabled'],
  'key-pending-deletion': keyRefusals['key-pending-deletion'],
  'key-pending-import': keyRefusals['key-pending-import'],
} as const satisfies Readonly<Partial<Record<SecretReason | KeyReason, string>>>;

const resolve = resolveSecretAndKey('kms:Decrypt');

export default kms.operation({
  action: 'BatchGetSecretValue',
  summary: `Gives the values of up to ${MOST} secrets.`,
  description: `
    You need permission for each of the secrets, or the whole call is denied. What cannot be read for another reason stands in \`Errors\` beside the values of the others.`,

  ram: {
    action: 'kms:GetSecretValue',
    access: 'get',
    resource: 'acs:kms:{region}:{account}:secret/{SecretName}',
    dependentActions: ['kms:Decrypt'],
  },
  qps: 100,

  crossAccount: true,

  request: {
    SecretsList: list(
      object(
        {
          SecretName: secretNameOrArn,
          VersionId: versionIdInList,
          VersionStage: string({
            ...LABEL,
            about: 'The label of the version. Default: ACSCurrent, where no VersionId is given.',
          }),
          FetchExtendedConfig: string({
            minLength: 1,
            pattern: /[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]/,
            about: 'Whether the configuration of a managed secret is answered. A Generic secret has none.',
            example: 'false',
          }),
        },
        {},
      ),
      { required: true, minItems: 1, maxItems: MOST, sentAs: 'json', about: `The secrets, 1 to ${MOST}.` },
    ),
  },
  response: {
    SecretValues: list(
      object(
        {
          ...valueMembers,
          RequestId: string({
            required: true,
            about: 'The id of the call.',
            example: '8252DB58-2036-408C-A3D5-56E656DC2551',
          }),
        },
        {},
      ),
      { required: true, about: 'The values, in the order in which they were asked for.' },
    ),
    Errors: list(
      object(
        {
          SecretName: string({ required: true, about: 'The secret, as the call names it.', example: 'secret002' }),
          Code: string({
            required: true,
            about: 'The error that GetSecretValue answers.',
            example: 'Forbidden.ResourceNotFound',
          }),
          HttpStatus: integer({ required: true, about: 'Its HTTP status.', example: 404 }),
          Message: string({ required: true, about: 'Its message.', example: 'Resource not found.' }),
        },
        {},
      ),
      { required: true, about: 'What could not be read, and why.' },
    ),
  },
  errors: { ...secretOrVersionNotFound, ...inDeleteWindow, ...keyNotFound, ...whileEnabledErrors },
  examples: [
    {
      title: 'A secret, and one that is not there',
      request: { SecretsList: [{ SecretName: EXAMPLE_SECRET }, { SecretName: 'secret002' }] },
      response: {
        SecretValues: [{ ...exampleValue, RequestId: '8252DB58-2036-408C-A3D5-56E656DC2551' }],
        Errors: [
          {
            SecretName: 'secret002',
            Code: 'Forbidden.ResourceNotFound',
            HttpStatus: 404,
            Message: 'Resource not found.',
          },
        ],
      },
    },
  ],
  seeAlso: ['GetSecretValue'],

  async resolve({ SecretsList }, call) {
    const objects = await Promise.all(SecretsList.map(wanted => resolve(wanted, call)));
    return objects.flat() as unknown as readonly [ResolvedResource, ...ResolvedResource[]];
  },

  async handle({ SecretsList }, call) {
    const answers = await Promise.all(SecretsList.map(valueOrError));
    return {
      SecretValues: answers.flatMap(({ value }) => (value ? [{ ...value, RequestId: call.requestId }] : [])),
      Errors: answers.flatMap(({ error }) => (error ? [error] : [])),
    };

    async function valueOrError(wanted: WantedValue) {
      try {
        return { value: await readValue(wanted, call) };
      } catch (fault) {
        const declared = fault instanceof Refusal ? REFUSALS[fault.reason as keyof typeof REFUSALS] : undefined;
        if (declared === undefined) throw fault;
        const { code, status, message } = call.fail(declared);
        return { error: { SecretName: wanted.SecretName, Code: code, HttpStatus: status, Message: message } };
      }
    }
  },
});
