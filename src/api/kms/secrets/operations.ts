/** Secrets, in the order of the reference. */
import getRandomPassword from './GetRandomPassword.js';

export const secretOperations = [getRandomPassword];
