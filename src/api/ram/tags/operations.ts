/** Tags, in the order of the reference. */
import listTagResources from './ListTagResources.js';
import tagResources from './TagResources.js';
import untagResources from './UntagResources.js';

export const tagOperations = [tagResources, untagResources, listTagResources];
