import { boolean, list, object, string } from '../../../spec/field.js';
import { utcTime } from '../../../text/utc-time.js';
import { pageAnswer, pageOf, pageRequest, pageResponse } from '../paging.js';
import { kms } from '../product.js';
import { secretNotFound } from './errors.js';
import { EXAMPLE_SECRET, namedSecret, resolveSecret, secretNameOrArn, secretPermission } from './named-secret.js';
import { EXAMPLE_TIME, shownName, shownStages, shownVersionId, versionStages } from './secret-fields.js';

export default kms.operation({
  action: 'ListSecretVersionIds',
  summary: 'Lists the versions of a secret, newest first, without their values.',

  ram: secretPermission('ListSecretVersionIds', 'list'),

  crossAccount: true,

  request: {
    SecretName: secretNameOrArn,
    IncludeDeprecated: boolean({
      default: false,
      about: 'Whether versions without a label are listed too.',
      example: true,
    }),
    ...pageRequest,
  },
  response: {
    SecretName: shownName,
    ...pageResponse,
    VersionIds: object(
      {
        VersionId: list(
          object(
            {
              VersionId: shownVersionId,
              CreateTime: string({ required: true, about: 'When it was stored, UTC.', example: EXAMPLE_TIME }),
              VersionStages: versionStages,
            },
            {},
          ),
          { required: true, about: 'The versions of the page.' },
        ),
      },
      { required: true, about: 'The versions of the page.' },
    ),
  },
  errors: { ...secretNotFound },
  examples: [
    {
      title: 'A secret with one version',
      request: { SecretName: EXAMPLE_SECRET, IncludeDeprecated: true },
      response: {
        SecretName: EXAMPLE_SECRET,
        PageNumber: 1,
        PageSize: 20,
        TotalCount: 1,
        VersionIds: {
          VersionId: [{ VersionId: 'v1', CreateTime: EXAMPLE_TIME, VersionStages: { VersionStage: ['ACSCurrent'] } }],
        },
      },
    },
  ],
  seeAlso: ['GetSecretValue', 'UpdateSecretVersionStage'],
  resolve: resolveSecret,

  async handle({ SecretName, IncludeDeprecated, ...input }, call) {
    const { secretVersions } = call;
    const secret = await namedSecret(SecretName, call);
    const page = pageOf(input);
    const found = await secretVersions.list(secret, IncludeDeprecated, page);
    return {
      SecretName: secret.name,
      ...pageAnswer(page, found),
      VersionIds: {
        VersionId: found.items.map(({ id, createdAt }) => ({
          VersionId: id,
          CreateTime: utcTime(createdAt),
          VersionStages: shownStages(secret.stages, id),
        })),
      },
    };
  },
});
