/** Users, in the order of the reference. */
import createUser from './CreateUser.js';
import deleteUser from './DeleteUser.js';
import getUser from './GetUser.js';
import listUsers from './ListUsers.js';
import updateUser from './UpdateUser.js';

export const userOperations = [createUser, getUser, updateUser, deleteUser, listUsers];
