/** AccessKeys, in the order of the reference. */
import createAccessKey from './CreateAccessKey.js';
import deleteAccessKey from './DeleteAccessKey.js';
import getAccessKeyLastUsed from './GetAccessKeyLastUsed.js';
import listAccessKeys from './ListAccessKeys.js';
import updateAccessKey from './UpdateAccessKey.js';

export const accessKeyOperations = [
  createAccessKey,
  updateAccessKey,
  deleteAccessKey,
  listAccessKeys,
  getAccessKeyLastUsed,
];
