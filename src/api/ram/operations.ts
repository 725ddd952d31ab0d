/** All RAM operations that there are, in the order of the reference. */
import type { Operation } from '../../spec/operation.js';
import attachPolicyToUser from './AttachPolicyToUser.js';
import createAccessKey from './CreateAccessKey.js';
import createPolicy from './CreatePolicy.js';
import createUser from './CreateUser.js';
import deleteAccessKey from './DeleteAccessKey.js';
import deletePolicy from './DeletePolicy.js';
import deleteUser from './DeleteUser.js';
import detachPolicyFromUser from './DetachPolicyFromUser.js';
import getAccessKeyLastUsed from './GetAccessKeyLastUsed.js';
import getPolicy from './GetPolicy.js';
import getUser from './GetUser.js';
import listAccessKeys from './ListAccessKeys.js';
import listEntitiesForPolicy from './ListEntitiesForPolicy.js';
import listPolicies from './ListPolicies.js';
import listPoliciesForUser from './ListPoliciesForUser.js';
import listUsers from './ListUsers.js';
import type { RamServices } from './services.js';
import updateAccessKey from './UpdateAccessKey.js';
import updateUser from './UpdateUser.js';

export const ramOperations = (services: RamServices): Operation[] =>
  [
    createUser,
    getUser,
    updateUser,
    deleteUser,
    listUsers,
    createAccessKey,
    updateAccessKey,
    deleteAccessKey,
    listAccessKeys,
    getAccessKeyLastUsed,
    createPolicy,
    getPolicy,
    deletePolicy,
    listPolicies,
    attachPolicyToUser,
    detachPolicyFromUser,
    listPoliciesForUser,
    listEntitiesForPolicy,
  ].map(operation => operation(services));
