/** Where KMS is, and whether an account can use it. */
import describeAccountKmsStatus from './DescribeAccountKmsStatus.js';
import describeRegions from './DescribeRegions.js';

export const instanceOperations = [describeRegions, describeAccountKmsStatus];
