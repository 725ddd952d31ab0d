/** The errors of RAM in the cloud's own words, its slips included: clients look for them (ram-sts.md section 11). */
import type { ErrorTable } from '../../spec/errors.js';

const table = {
  'EntityNotExist.User': { status: 404, message: 'The user does not exist.' },
  'EntityNotExist.User.AccessKey': { status: 404, message: 'The user access key does not exist.' },
  'EntityNotExist.User.Policy': { status: 404, message: 'The indicate policy of the user does not exist.' },
  'EntityNotExist.Policy': { status: 404, message: 'The policy does not exist.' },

  'EntityAlreadyExists.User': { status: 409, message: 'The user does already EXIST.' },
  'EntityAlreadyExists.User.Policy': { status: 409, message: 'The user has already been attached this policy.' },
  // The cloud's page says "group" here.
  'EntityAlreadyExists.Policy': { status: 409, message: 'The policy does already EXIST.' },

  'DeleteConflict.User.AccessKey': {
    status: 409,
    message: 'The user CAN NOT has any access key while deleting the user.',
  },
  'DeleteConflict.User.Policy': {
    status: 409,
    message: 'The user CAN NOT has any attached policy while deleting the user.',
  },
  'DeleteConflict.Policy.User': {
    status: 409,
    message: 'The policy CAN NOT been attached to any user while deleting the policy.',
  },
  'DeleteConflict.Policy.Version': {
    status: 409,
    message: 'The policy CAN NOT has any version except the default version.',
  },

  'LimitExceeded.User': { status: 409, message: 'The count of users beyond the current limits.' },
  'LimitExceeded.User.AccessKey': {
    status: 409,
    message: 'The access key count of the user access keys beyond the current limits.',
  },
  'LimitExceeded.User.Policy': {
    status: 409,
    message: 'The policy count of the user attached policies beyond the current limits.',
  },
  'LimitExceeded.Policy': { status: 409, message: 'The count of policies beyond the current limits.' },

  MalformedPolicyDocument: { status: 400, message: '{fault}.' },
  'InvalidParameter.Email.Format': { status: 400, message: 'The format of the parameter - "Email" is incorrect.' },
  'InvalidParameter.MobilePhone.Format': {
    status: 400,
    message: 'The format of the parameter - "MobilePhone" is incorrect.',
  },
  'InvalidParameter.NewEmail.Format': {
    status: 400,
    message: 'The format of the parameter - "NewEmail" is incorrect.',
  },
  'InvalidParameter.NewMobilePhone.Format': {
    status: 400,
    message: 'The format of the parameter - "NewMobilePhone" is incorrect.',
  },
  'InvalidParameter.Marker': { status: 400, message: 'The parameter - "Marker" is incorrect.' },
  'InvalidParameter.Tag': { status: 400, message: 'The parameter - "Tag" is incorrect.' },

  // Not of the cloud, where a root without keys can still sign in to the console.
  'InvalidOperation.LastRootAccessKey': {
    status: 409,
    message: 'The last active AccessKey of the account can be neither deleted nor disabled.',
  },
} as const satisfies ErrorTable;

/** The errors of these codes, as an operation declares them. */
export function ramErrors<const Code extends keyof typeof table>(...codes: readonly Code[]): Pick<typeof table, Code> {
  return Object.fromEntries(codes.map(code => [code, table[code]])) as unknown as Pick<typeof table, Code>;
}
