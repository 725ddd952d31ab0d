/** Errors about groups and their members, in the cloud's own words as those about users are (wire/ram-sts.md section 11). */
import { limits } from '../../../identity/limits.js';
import { errorsByCode } from '../../../spec/errors.js';

export const groupErrors = errorsByCode({
  'EntityNotExist.Group': {
    status: 404,
    message: 'The group does not exist.',
    cause: 'The account has no group of this name. What another account has looks the same.',
    advice: 'Check the name: ListGroups lists the groups.',
  },
  'EntityNotExist.User.Group': {
    status: 404,
    message: 'The user has not joined the group.',
    cause: 'The user is not a member of the group.',
    advice: 'Nothing has to be done. ListGroupsForUser lists the groups of the user.',
  },
  'EntityAlreadyExists.Group': {
    status: 409,
    message: 'The group does already EXIST.',
    cause: 'The account has a group of this name, in upper or lower case.',
    advice: 'Choose another GroupName.',
  },
  'EntityAlreadyExists.User.Group': {
    status: 409,
    message: 'The user has already joined the group.',
    cause: 'The user is a member of the group.',
    advice: 'Nothing has to be done.',
  },
  'DeleteConflict.Group.User': {
    status: 409,
    message: 'The group CAN NOT has any user member while deleting the group.',
    cause: 'The group still has members.',
    advice: 'Take them out with RemoveUserFromGroup first; ListUsersForGroup lists them.',
  },
  'DeleteConflict.Group.Policy': {
    status: 409,
    message: 'The entity CAN NOT has any attached policy while deleting the group.',
    cause: 'Policies are still attached to the group.',
    advice: 'Detach them with DetachPolicyFromGroup first; ListPoliciesForGroup lists them.',
  },
  'LimitExceeded.Group': {
    status: 409,
    message: 'The count of groups beyond the current limits.',
    cause: `The account has ${limits.groupsPerAccount} groups.`,
    advice: 'Delete groups that nobody needs.',
  },
  'LimitExceeded.User.Group': {
    status: 409,
    message: 'The count of groups the target user joined beyond the current limits.',
    cause: `The user is in ${limits.groupsPerUser} groups.`,
    advice: 'Take the user out of one with RemoveUserFromGroup, or attach the policy to the user itself.',
  },
});
