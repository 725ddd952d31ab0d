/** Policies and their attachments, in the order of the reference. */
import attachPolicyToGroup from './AttachPolicyToGroup.js';
import attachPolicyToRole from './AttachPolicyToRole.js';
import attachPolicyToUser from './AttachPolicyToUser.js';
import createPolicy from './CreatePolicy.js';
import deletePolicy from './DeletePolicy.js';
import detachPolicyFromGroup from './DetachPolicyFromGroup.js';
import detachPolicyFromRole from './DetachPolicyFromRole.js';
import detachPolicyFromUser from './DetachPolicyFromUser.js';
import getPolicy from './GetPolicy.js';
import listEntitiesForPolicy from './ListEntitiesForPolicy.js';
import listPolicies from './ListPolicies.js';
import listPoliciesForGroup from './ListPoliciesForGroup.js';
import listPoliciesForRole from './ListPoliciesForRole.js';
import listPoliciesForUser from './ListPoliciesForUser.js';
import updatePolicyDescription from './UpdatePolicyDescription.js';

export const policyOperations = [
  createPolicy,
  getPolicy,
  updatePolicyDescription,
  deletePolicy,
  listPolicies,
  attachPolicyToUser,
  detachPolicyFromUser,
  listPoliciesForUser,
  attachPolicyToGroup,
  detachPolicyFromGroup,
  listPoliciesForGroup,
  attachPolicyToRole,
  detachPolicyFromRole,
  listPoliciesForRole,
  listEntitiesForPolicy,
];
