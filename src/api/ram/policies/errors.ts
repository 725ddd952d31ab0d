/** Errors about policies and where they are attached, in the cloud's own words as those about users are (wire/ram-sts.md section 11). */
import { limits } from '../../../identity/limits.js';
import { errorsByCode } from '../../../spec/errors.js';

export const policyErrors = errorsByCode({
  'EntityNotExist.Policy': {
    status: 404,
    message: 'The policy does not exist.',
    cause: 'There is no policy of this name and type.',
    advice: 'Check the name and the type, System or Custom: ListPolicies lists both.',
  },
  'EntityNotExist.User.Policy': {
    status: 404,
    message: 'The indicate policy of the user does not exist.',
    cause: 'The policy is not attached to the user, or not with this scope.',
    advice: 'Check with ListEntitiesForPolicy; give ResourceGroupId if the policy was attached for a resource group.',
  },
  'EntityNotExist.Group.Policy': {
    status: 404,
    message: 'The indicate policy attached to the group does not exist.',
    cause: 'The policy is not attached to the group, or not with this scope.',
    advice: 'Check with ListEntitiesForPolicy; give ResourceGroupId if the policy was attached for a resource group.',
  },
  'EntityNotExist.Role.Policy': {
    status: 404,
    message: 'The indicate policy attached to the role does not exist.',
    cause: 'The policy is not attached to the role, or not with this scope.',
    advice: 'Check with ListEntitiesForPolicy; give ResourceGroupId if the policy was attached for a resource group.',
  },
  // The cloud's page says "group" here.
  'EntityAlreadyExists.Policy': {
    status: 409,
    message: 'The policy does already EXIST.',
    cause: 'The account has a custom policy of this name, in upper or lower case.',
    advice: 'Choose another PolicyName.',
  },
  'EntityAlreadyExists.User.Policy': {
    status: 409,
    message: 'The user has already been attached this policy.',
    cause: 'The user has this policy with the same scope.',
    advice: 'Nothing has to be done.',
  },
  // The cloud says "user" here.
  'EntityAlreadyExists.Group.Policy': {
    status: 409,
    message: 'The user has already been attached this policy.',
    cause: 'The group has this policy with the same scope.',
    advice: 'Nothing has to be done.',
  },
  'EntityAlreadyExists.Role.Policy': {
    status: 409,
    message: 'The role has already been attached this policy.',
    cause: 'The role has this policy with the same scope.',
    advice: 'Nothing has to be done.',
  },
  'DeleteConflict.Policy.User': {
    status: 409,
    message: 'The policy CAN NOT been attached to any user while deleting the policy.',
    cause: 'The policy is still attached to users.',
    advice: 'Detach it with DetachPolicyFromUser first; ListEntitiesForPolicy lists who has it.',
  },
  'DeleteConflict.Policy.Group': {
    status: 409,
    message: 'The policy CAN NOT been attached to any group while deleting the policy.',
    cause: 'The policy is still attached to groups.',
    advice: 'Detach it with DetachPolicyFromGroup first; ListEntitiesForPolicy lists whom from.',
  },
  'DeleteConflict.Policy.Version': {
    status: 409,
    message: 'The policy CAN NOT has any version except the default version.',
    cause: 'The policy has several versions.',
    advice: 'Delete the others with DeletePolicyVersion first, or set CascadingDelete to true to delete all of them.',
  },
  'LimitExceeded.Policy': {
    status: 409,
    message: 'The count of policies beyond the current limits.',
    cause: `The account has ${limits.customPoliciesPerAccount} custom policies.`,
    advice: 'Delete policies that nobody needs.',
  },
  'LimitExceeded.User.Policy': {
    status: 409,
    message: 'The policy count of the user attached policies beyond the current limits.',
    cause: `A user has at most ${limits.attachments.user.System} system policies and ${limits.attachments.user.Custom} custom policies.`,
    advice: 'Detach one with DetachPolicyFromUser, or put the statements of several into one policy.',
  },
  'LimitExceeded.Group.Policy': {
    status: 409,
    message: 'The policy count of the group beyond the current limits.',
    cause: `A group has at most ${limits.attachments.group.System} system policies and ${limits.attachments.group.Custom} custom policies.`,
    advice: 'Detach one with DetachPolicyFromGroup, or put the statements of several into one policy.',
  },
  'LimitExceeded.Role.Policy': {
    status: 409,
    message: 'The count of policies attached to the role beyond the current limits.',
    cause: `A role has at most ${limits.attachments.role.System} system policies and ${limits.attachments.role.Custom} custom policies.`,
    advice: 'Detach one with DetachPolicyFromRole, or put the statements of several into one policy.',
  },
  // The cloud says so of the role and of the policy: the one cannot be deleted while it has the other.
  'DeleteConflict.Role.Policy': {
    status: 409,
    message: 'The role CAN NOT has any attached policy while deleting the role.',
    cause: 'The policy is still attached to a role: neither of the two can be deleted.',
    advice:
      'Detach it with DetachPolicyFromRole first; ListPoliciesForRole and ListEntitiesForPolicy list what is attached.',
  },
  MalformedPolicyDocument: { status: 400, message: '{fault}.', advice: 'Correct the document where the message says.' },
});
