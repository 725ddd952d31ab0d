import { secretReference } from '../../../kms/secrets/secret-reference.js';
import { boolean, integer, string } from '../../../spec/field.js';
import { effect } from '../../../spec/operation.js';
import { utcTime } from '../../../text/utc-time.js';
import { kms } from '../product.js';
import { changedMeanwhile, deletionPlanned, secretNotFound } from './errors.js';
import { EXAMPLE_SECRET, resolveSecret, secretName, secretPermission } from './named-secret.js';
import { shownName } from './secret-fields.js';

export default kms.operation({
  action: 'DeleteSecret',
  summary: 'Plans the deletion of a secret, or deletes it at once.',
  description: `
    Until the date the value cannot be read, the name stays taken, and RestoreSecret keeps the secret. On that date it is deleted from the server with all its
    versions and tags. ForceDeleteWithoutRecovery=true deletes it at once, also where its deletion is planned.`,

  ram: secretPermission('DeleteSecret', 'delete'),

  request: {
    SecretName: secretName,
    ForceDeleteWithoutRecovery: boolean({
      default: false,
      about: 'Whether it is deleted at once, for good.',
      example: false,
    }),
    RecoveryWindowInDays: integer({
      minimum: 7,
      maximum: 30,
      default: 30,
      unit: 'days',
      about: 'In how many days it is deleted; without effect with ForceDeleteWithoutRecovery=true.',
      example: 10,
    }),
  },
  response: {
    SecretName: shownName,
    PlannedDeleteTime: string({
      required: true,
      about: 'When it is deleted for good, UTC.',
      example: '2024-03-02T15:39:26Z',
    }),
  },
  errors: { ...secretNotFound, ...deletionPlanned, ...changedMeanwhile },
  examples: [
    {
      title: 'In ten days',
      request: { SecretName: EXAMPLE_SECRET, RecoveryWindowInDays: 10 },
      response: { SecretName: EXAMPLE_SECRET, PlannedDeleteTime: '2024-03-02T15:39:26Z' },
    },
  ],
  destructive: {
    loses:
      'The value cannot be read from now on. On its date, or at once if so asked, the secret is deleted with all its versions, for good.',
  },
  seeAlso: ['RestoreSecret'],
  differences: [
    'A call that reads a secret whose deletion is planned is refused with Rejected.ResourceInDeleteWindow.',
  ],
  resolve: resolveSecret,

  async handle({ SecretName, ForceDeleteWithoutRecovery, RecoveryWindowInDays }, { accountId, now, secrets }) {
    const reference = secretReference(SecretName);
    if (ForceDeleteWithoutRecovery) {
      const secret = await secrets.getAny(accountId, reference, now);
      return effect(secrets.delete(secret), { SecretName: secret.name, PlannedDeleteTime: utcTime(now) });
    }
    const secret = await secrets.get(accountId, reference, now);
    const { deleteAt, change } = secrets.planDeletion(secret, RecoveryWindowInDays, now);
    return effect(change, { SecretName: secret.name, PlannedDeleteTime: utcTime(deleteAt) });
  },
});
