import { afterAll, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from '../../../server.js';
import { describePagedList } from '../paged-list.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describePagedList(() => server, {
  action: 'ListPolicies',
  wrapper: 'Policies',
  member: 'Policy',
  create: 'CreatePolicy',
  parameters: { Permissions: '["RbacPermission/Template/CryptoServiceKeyUser"]', Resources: '["key/*"]' },
  listed: Name => ({ Name }),
});
