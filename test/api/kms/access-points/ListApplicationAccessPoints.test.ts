import { useTestServer } from '../../../use-test-server.js';
import { describePagedList } from '../paged-list.js';

const server = useTestServer();

describePagedList(() => server, {
  action: 'ListApplicationAccessPoints',
  wrapper: 'ApplicationAccessPoints',
  member: 'ApplicationAccessPoint',
  create: 'CreateApplicationAccessPoint',
  parameters: { Policies: '["p"]' },
  listed: Name => ({ Name, AuthenticationMethod: 'ClientKey' }),
});
