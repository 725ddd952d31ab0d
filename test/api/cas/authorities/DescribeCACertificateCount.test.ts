import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { cas, makeRoot, makeSub, ok } from '../cas-calls.js';
import { revoke } from '../store-edits.js';

const server = useTestServer();

test('counts roots and sub CAs of the account in whatever status', async () => {
  const count = () => cas(server.root, 'DescribeCACertificateCount');
  expect(await count()).toEqual(ok({ TotalCount: 0 }));
  const root = await makeRoot(server.root);
  const sub = await makeSub(server.root, root);
  expect(await count()).toEqual(ok({ TotalCount: 2 }));
  await revoke(server, sub.Identifier);
  expect(await count()).toEqual(ok({ TotalCount: 2 }));
  expect(await cas(server.otherAccount, 'DescribeCACertificateCount')).toEqual(ok({ TotalCount: 0 }));
});
