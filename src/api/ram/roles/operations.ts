/** Roles, in the order of the reference. */
import createRole from './CreateRole.js';
import deleteRole from './DeleteRole.js';
import getRole from './GetRole.js';
import listRoles from './ListRoles.js';
import updateRole from './UpdateRole.js';

export const roleOperations = [createRole, getRole, updateRole, deleteRole, listRoles];
