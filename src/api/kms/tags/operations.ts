/** Tags, in the order of the reference: of one key or secret, then of several. */
import listResourceTags from './ListResourceTags.js';
import listTagResources from './ListTagResources.js';
import tagResource from './TagResource.js';
import tagResources from './TagResources.js';
import untagResource from './UntagResource.js';
import untagResources from './UntagResources.js';

export const tagOperations = [
  tagResource,
  untagResource,
  listResourceTags,
  tagResources,
  untagResources,
  listTagResources,
];
