import { useTestServer } from '../../../use-test-server.js';
import { describePagedList } from '../paged-list.js';

const server = useTestServer();

describePagedList(() => server, {
  action: 'ListNetworkRules',
  wrapper: 'NetworkRules',
  member: 'NetworkRule',
  create: 'CreateNetworkRule',
  parameters: { Type: 'Public' },
  listed: Name => ({ Name, Type: 'Public' }),
});
