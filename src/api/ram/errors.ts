/** The errors of RAM in the cloud's own words, its slips included: clients look for them (wire/ram-sts.md section 11). */
import { limits } from '../../identity/limits.js';
import type { ErrorTable } from '../../spec/errors.js';

const table = {
  'EntityNotExist.User': {
    status: 404,
    message: 'The user does not exist.',
    cause: 'The account has no user of this name. What another account has looks the same.',
    advice: 'Check the name: ListUsers lists the users.',
  },
  'EntityNotExist.User.AccessKey': {
    status: 404,
    message: 'The user access key does not exist.',
    cause: 'The user, or without UserName the caller, has no AccessKey with this id.',
    advice: 'Check both UserName and UserAccessKeyId: ListAccessKeys lists the keys of a user.',
  },
  'EntityNotExist.User.Policy': {
    status: 404,
    message: 'The indicate policy of the user does not exist.',
    cause: 'The policy is not attached to the user, or not with this scope.',
    advice: 'Check with ListEntitiesForPolicy; give ResourceGroupId if the policy was attached for a group.',
  },
  'EntityNotExist.Policy': {
    status: 404,
    message: 'The policy does not exist.',
    cause: 'There is no policy of this name and type.',
    advice: 'Check the name and the type, System or Custom: ListPolicies lists both.',
  },

  'EntityAlreadyExists.User': {
    status: 409,
    message: 'The user does already EXIST.',
    cause: 'The account has a user of this name, in upper or lower case.',
    advice: 'Choose another UserName.',
  },
  'EntityAlreadyExists.User.Policy': {
    status: 409,
    message: 'The user has already been attached this policy.',
    cause: 'The user has this policy with the same scope.',
    advice: 'Nothing has to be done.',
  },
  // The cloud's page says "group" here.
  'EntityAlreadyExists.Policy': {
    status: 409,
    message: 'The policy does already EXIST.',
    cause: 'The account has a custom policy of this name, in upper or lower case.',
    advice: 'Choose another PolicyName.',
  },

  'DeleteConflict.User.AccessKey': {
    status: 409,
    message: 'The user CAN NOT has any access key while deleting the user.',
    cause: 'The user still has AccessKeys.',
    advice: 'Delete them with DeleteAccessKey first; ListAccessKeys lists them.',
  },
  'DeleteConflict.User.Policy': {
    status: 409,
    message: 'The user CAN NOT has any attached policy while deleting the user.',
    cause: 'Policies are still attached to the user.',
    advice: 'Detach them with DetachPolicyFromUser first; ListPoliciesForUser lists them.',
  },
  'DeleteConflict.Policy.User': {
    status: 409,
    message: 'The policy CAN NOT been attached to any user while deleting the policy.',
    cause: 'The policy is still attached to users.',
    advice: 'Detach it with DetachPolicyFromUser first; ListEntitiesForPolicy lists whom from.',
  },
  'DeleteConflict.Policy.Version': {
    status: 409,
    message: 'The policy CAN NOT has any version except the default version.',
    cause: 'The policy has several versions.',
    advice: 'Set CascadingDelete to true to delete all of them.',
  },

  'LimitExceeded.User': {
    status: 409,
    message: 'The count of users beyond the current limits.',
    cause: `The account has ${limits.usersPerAccount} users.`,
    advice: 'Delete users that nobody needs.',
  },
  'LimitExceeded.User.AccessKey': {
    status: 409,
    message: 'The access key count of the user access keys beyond the current limits.',
    cause: `A user, and the account itself, has at most ${limits.accessKeysPerOwner} AccessKeys.`,
    advice: 'Delete one with DeleteAccessKey; GetAccessKeyLastUsed tells whether it is in use.',
  },
  'LimitExceeded.User.Policy': {
    status: 409,
    message: 'The policy count of the user attached policies beyond the current limits.',
    cause: `A user has at most ${limits.systemPoliciesPerUser} system policies and ${limits.customPoliciesPerUser} custom policies.`,
    advice: 'Detach one with DetachPolicyFromUser, or put the statements of several into one policy.',
  },
  'LimitExceeded.Policy': {
    status: 409,
    message: 'The count of policies beyond the current limits.',
    cause: `The account has ${limits.customPoliciesPerAccount} custom policies.`,
    advice: 'Delete policies that nobody needs.',
  },

  MalformedPolicyDocument: { status: 400, message: '{fault}.', advice: 'Correct the document where the message says.' },
  'InvalidParameter.Email.Format': {
    status: 400,
    message: 'The format of the parameter - "Email" is incorrect.',
    advice: 'Write the address as name@domain.',
  },
  'InvalidParameter.MobilePhone.Format': {
    status: 400,
    message: 'The format of the parameter - "MobilePhone" is incorrect.',
    advice: 'Write country code, hyphen and number: 86-18600008888.',
  },
  'InvalidParameter.NewEmail.Format': {
    status: 400,
    message: 'The format of the parameter - "NewEmail" is incorrect.',
    advice: 'Write the address as name@domain.',
  },
  'InvalidParameter.NewMobilePhone.Format': {
    status: 400,
    message: 'The format of the parameter - "NewMobilePhone" is incorrect.',
    advice: 'Write country code, hyphen and number: 86-18600008888.',
  },
  'InvalidParameter.Marker': {
    status: 400,
    message: 'The parameter - "Marker" is incorrect.',
    cause: 'The marker is not one that this list answered.',
    advice: 'Give the Marker of the page before as it was answered, or leave it out to start at the beginning.',
  },
  'InvalidParameter.Tag': {
    status: 400,
    message: 'The parameter - "Tag" is incorrect.',
    cause: 'A key stands twice.',
    advice: 'Give each key once.',
  },

  // Not of the cloud, where a root without keys can still sign in to the console.
  'InvalidOperation.LastRootAccessKey': {
    status: 409,
    message: 'The last active AccessKey of the account can be neither deleted nor disabled.',
    cause: 'Nobody could act as the account any more.',
    advice: 'Make another AccessKey of the account with CreateAccessKey first, and enable it.',
  },
} as const satisfies ErrorTable;

/** The errors of these codes, as an operation declares them. */
export function ramErrors<const Code extends keyof typeof table>(...codes: readonly Code[]): Pick<typeof table, Code> {
  return Object.fromEntries(codes.map(code => [code, table[code]])) as unknown as Pick<typeof table, Code>;
}
