/** All RAM operations that there are, in the order of the reference. */
import type { Operation } from '../../spec/operation.js';
import createAccessKey from './access-keys/CreateAccessKey.js';
import deleteAccessKey from './access-keys/DeleteAccessKey.js';
import getAccessKeyLastUsed from './access-keys/GetAccessKeyLastUsed.js';
import listAccessKeys from './access-keys/ListAccessKeys.js';
import updateAccessKey from './access-keys/UpdateAccessKey.js';
import attachPolicyToUser from './policies/AttachPolicyToUser.js';
import createPolicy from './policies/CreatePolicy.js';
import deletePolicy from './policies/DeletePolicy.js';
import detachPolicyFromUser from './policies/DetachPolicyFromUser.js';
import getPolicy from './policies/GetPolicy.js';
import listEntitiesForPolicy from './policies/ListEntitiesForPolicy.js';
import listPolicies from './policies/ListPolicies.js';
import listPoliciesForUser from './policies/ListPoliciesForUser.js';
import type { RamServices } from './services.js';
import createUser from './users/CreateUser.js';
import deleteUser from './users/DeleteUser.js';
import getUser from './users/GetUser.js';
import listUsers from './users/ListUsers.js';
import updateUser from './users/UpdateUser.js';

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
