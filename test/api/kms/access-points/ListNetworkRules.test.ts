import { afterAll, beforeAll } from 'vitest';
import { startTestServer, type TestServer } from '../../../server.js';
import { describePagedList } from '../paged-list.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describePagedList(() => server, {
  action: 'ListNetworkRules',
  wrapper: 'NetworkRules',
  member: 'NetworkRule',
  create: 'CreateNetworkRule',
  parameters: { Type: 'Public' },
  listed: Name => ({ Name, Type: 'Public' }),
});
