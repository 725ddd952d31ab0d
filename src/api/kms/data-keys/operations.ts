/** Data keys that are kept under a name. */
import getManagedDataKey from './GetManagedDataKey.js';
import listManagedDataKeyVersions from './ListManagedDataKeyVersions.js';

export const dataKeyOperations = [getManagedDataKey, listManagedDataKeyVersions];
