import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { kms, ok } from '../kms-calls.js';

const server = useTestServer();

test('says that the account can use KMS', async () => {
  expect(await kms(server.root, 'DescribeAccountKmsStatus')).toEqual(ok({ AccountStatus: 'Enabled' }));
});
