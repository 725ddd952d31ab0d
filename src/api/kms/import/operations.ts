/** Material that the owner of a key brings, in the order of the reference. */
import deleteKeyMaterial from './DeleteKeyMaterial.js';
import getParametersForImport from './GetParametersForImport.js';
import importKeyMaterial from './ImportKeyMaterial.js';

export const importOperations = [getParametersForImport, importKeyMaterial, deleteKeyMaterial];
