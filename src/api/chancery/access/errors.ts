/** Errors about who would call and which policies are to count. */
import { policyErrors } from '../../ram/policies/errors.js';
import { roleErrors } from '../../ram/roles/errors.js';
import { userErrors } from '../../ram/users/errors.js';

export const explanationErrors = {
  ...userErrors('EntityNotExist.User'),
  ...roleErrors('EntityNotExist.Role'),
  ...policyErrors('MalformedPolicyDocument'),
  'EntityNotExist.ClientKey': {
    status: 404,
    message: 'The client key does not exist.',
    cause: 'The account has no client key of this id. What another account has looks the same.',
    advice: 'Check the id: ListClientKeys lists the client keys of an access point.',
  },
  'InvalidParameter.Principal': {
    status: 400,
    message: 'Give one of "UserName", "RoleName" and "ClientKeyId": the one who would call.',
    advice: 'Give exactly one of the three.',
  },
  'InvalidParameter.Policies': {
    status: 400,
    message:
      'Policies of RAM do not count for client keys, and a session policy counts only for sessions of roles: leave "SimulatedPolicies" or "SessionPolicy" out.',
    advice:
      'Give `SimulatedPolicies` with UserName or RoleName alone, `SessionPolicy` with RoleName alone. What a client key may do is changed with UpdatePolicy.',
  },
  'InvalidParameter.KmsInstanceId': {
    status: 400,
    message: 'Only client keys call through an instance: leave "KmsInstanceId" out, or give "ClientKeyId".',
    advice: 'Leave `KmsInstanceId` out for users and roles.',
  },
} as const;
