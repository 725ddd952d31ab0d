/** Network rules, policies, access points and client keys, in the order of the reference. */
import createApplicationAccessPoint from './CreateApplicationAccessPoint.js';
import createClientKey from './CreateClientKey.js';
import createNetworkRule from './CreateNetworkRule.js';
import createPolicy from './CreatePolicy.js';
import deleteApplicationAccessPoint from './DeleteApplicationAccessPoint.js';
import deleteClientKey from './DeleteClientKey.js';
import deleteNetworkRule from './DeleteNetworkRule.js';
import deletePolicy from './DeletePolicy.js';
import describeApplicationAccessPoint from './DescribeApplicationAccessPoint.js';
import describeNetworkRule from './DescribeNetworkRule.js';
import describePolicy from './DescribePolicy.js';
import getClientKey from './GetClientKey.js';
import listApplicationAccessPoints from './ListApplicationAccessPoints.js';
import listClientKeys from './ListClientKeys.js';
import listClientKeyUsage from './ListClientKeyUsage.js';
import listNetworkRules from './ListNetworkRules.js';
import listPolicies from './ListPolicies.js';
import rotateClientKey from './RotateClientKey.js';
import updateApplicationAccessPoint from './UpdateApplicationAccessPoint.js';
import updateNetworkRule from './UpdateNetworkRule.js';
import updatePolicy from './UpdatePolicy.js';

export const accessPointOperations = [
  createNetworkRule,
  describeNetworkRule,
  listNetworkRules,
  updateNetworkRule,
  deleteNetworkRule,
  createPolicy,
  describePolicy,
  listPolicies,
  updatePolicy,
  deletePolicy,
  createApplicationAccessPoint,
  describeApplicationAccessPoint,
  listApplicationAccessPoints,
  updateApplicationAccessPoint,
  deleteApplicationAccessPoint,
  createClientKey,
  getClientKey,
  listClientKeys,
  deleteClientKey,
  listClientKeyUsage,
  rotateClientKey,
];
