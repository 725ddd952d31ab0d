import { afterAll, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from '../../../server.js';
import { describePagedList } from '../paged-list.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describePagedList(() => server, {
  action: 'ListApplicationAccessPoints',
  wrapper: 'ApplicationAccessPoints',
  member: 'ApplicationAccessPoint',
  create: 'CreateApplicationAccessPoint',
  parameters: { Policies: '["p"]' },
  listed: Name => ({ Name, AuthenticationMethod: 'ClientKey' }),
});
