/** Login profiles, in the order of the reference. */
import changePassword from './ChangePassword.js';
import createLoginProfile from './CreateLoginProfile.js';
import deleteLoginProfile from './DeleteLoginProfile.js';
import getLoginProfile from './GetLoginProfile.js';
import updateLoginProfile from './UpdateLoginProfile.js';

export const loginProfileOperations = [
  createLoginProfile,
  getLoginProfile,
  updateLoginProfile,
  deleteLoginProfile,
  changePassword,
];
