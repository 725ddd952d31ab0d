/** Policies of keys and secrets, in the order of the reference. */
import getKeyPolicy from './GetKeyPolicy.js';
import getSecretPolicy from './GetSecretPolicy.js';
import setKeyPolicy from './SetKeyPolicy.js';
import setSecretPolicy from './SetSecretPolicy.js';

export const policyOperations = [getKeyPolicy, setKeyPolicy, getSecretPolicy, setSecretPolicy];
