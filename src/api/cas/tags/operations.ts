/** Tags and resource groups of certificates and instances, in the order of the reference. */
import listTagResources from './ListTagResources.js';
import moveResourceGroup from './MoveResourceGroup.js';
import tagResources from './TagResources.js';
import untagResources from './UntagResources.js';

export const tagOperations = [tagResources, untagResources, listTagResources, moveResourceGroup];
