/** Aliases of keys, in the order of the reference. */
import createAlias from './CreateAlias.js';
import deleteAlias from './DeleteAlias.js';
import listAliases from './ListAliases.js';
import listAliasesByKeyId from './ListAliasesByKeyId.js';
import updateAlias from './UpdateAlias.js';

export const aliasOperations = [createAlias, updateAlias, deleteAlias, listAliases, listAliasesByKeyId];
