/** What KMS answers to, in the order of the reference: network rules, policies, access points, client keys. */
import type { Operation } from '../../spec/operation.js';
import createApplicationAccessPoint from './access-points/CreateApplicationAccessPoint.js';
import createClientKey from './access-points/CreateClientKey.js';
import createNetworkRule from './access-points/CreateNetworkRule.js';
import createPolicy from './access-points/CreatePolicy.js';
import deleteApplicationAccessPoint from './access-points/DeleteApplicationAccessPoint.js';
import deleteClientKey from './access-points/DeleteClientKey.js';
import deleteNetworkRule from './access-points/DeleteNetworkRule.js';
import deletePolicy from './access-points/DeletePolicy.js';
import describeApplicationAccessPoint from './access-points/DescribeApplicationAccessPoint.js';
import describeNetworkRule from './access-points/DescribeNetworkRule.js';
import describePolicy from './access-points/DescribePolicy.js';
import getClientKey from './access-points/GetClientKey.js';
import listApplicationAccessPoints from './access-points/ListApplicationAccessPoints.js';
import listClientKeys from './access-points/ListClientKeys.js';
import listNetworkRules from './access-points/ListNetworkRules.js';
import listPolicies from './access-points/ListPolicies.js';
import updateApplicationAccessPoint from './access-points/UpdateApplicationAccessPoint.js';
import updateNetworkRule from './access-points/UpdateNetworkRule.js';
import updatePolicy from './access-points/UpdatePolicy.js';
import type { KmsServices } from './services.js';

export const kmsOperations = (services: KmsServices): Operation[] =>
  [
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
  ].map(operation => operation(services));
