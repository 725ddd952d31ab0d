import { useTestServer } from '../../../use-test-server.js';
import { describePagedList } from '../paged-list.js';

const server = useTestServer();

describePagedList(() => server, {
  action: 'ListPolicies',
  wrapper: 'Policies',
  member: 'Policy',
  create: 'CreatePolicy',
  parameters: { Permissions: '["RbacPermission/Template/CryptoServiceKeyUser"]', Resources: '["key/*"]' },
  listed: Name => ({ Name }),
});
