/** Groups and their members, in the order of the reference. */
import addUserToGroup from './AddUserToGroup.js';
import createGroup from './CreateGroup.js';
import deleteGroup from './DeleteGroup.js';
import getGroup from './GetGroup.js';
import listGroups from './ListGroups.js';
import listGroupsForUser from './ListGroupsForUser.js';
import listUsersForGroup from './ListUsersForGroup.js';
import removeUserFromGroup from './RemoveUserFromGroup.js';
import updateGroup from './UpdateGroup.js';

export const groupOperations = [
  createGroup,
  getGroup,
  updateGroup,
  deleteGroup,
  listGroups,
  addUserToGroup,
  removeUserFromGroup,
  listUsersForGroup,
  listGroupsForUser,
];
