/** Versions of policies, in the order of the reference. */
import createPolicyVersion from './CreatePolicyVersion.js';
import deletePolicyVersion from './DeletePolicyVersion.js';
import getPolicyVersion from './GetPolicyVersion.js';
import listPolicyVersions from './ListPolicyVersions.js';
import setDefaultPolicyVersion from './SetDefaultPolicyVersion.js';

export const policyVersionOperations = [
  createPolicyVersion,
  getPolicyVersion,
  listPolicyVersions,
  setDefaultPolicyVersion,
  deletePolicyVersion,
];
