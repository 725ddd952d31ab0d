import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, kmsOk, notFound, ok } from '../kms-calls.js';
import { makeSecret, put, SECOND } from './secret-calls.js';

const server = useTestServer();
const list = (query: object, client = server.root) =>
  kms(client, 'ListSecretVersionIds', query as Record<string, unknown>);

// Check 14 of the vendor's behaviour.
test('versions without labels are listed only if so asked, with an empty list of labels', async () => {
  const SecretName = await makeSecret(server.root);
  for (const id of ['v2', 'v3', 'v4']) await put(server.root, SecretName, id);
  const listed = (VersionId: string, ...VersionStage: string[]) => ({
    VersionId,
    CreateTime: expect.stringMatching(SECOND),
    VersionStages: { VersionStage },
  });
  const page = (PageNumber: number, PageSize: number, TotalCount: number, VersionId: object[]) =>
    ok({ SecretName, PageNumber, PageSize, TotalCount, VersionIds: { VersionId } });
  const [fourth, third] = [listed('v4', 'ACSCurrent'), listed('v3', 'ACSPrevious')];
  const all = [fourth, third, listed('v2'), listed('v1')];
  expect(await list({ SecretName })).toEqual(page(1, 20, 2, [fourth, third]));
  expect(await list({ SecretName, IncludeDeprecated: 'true' })).toEqual(page(1, 20, 4, all));
  const paged = { SecretName, IncludeDeprecated: 'true', PageSize: 3, PageNumber: 2 };
  expect(await list(paged)).toEqual(page(2, 3, 4, all.slice(3)));
  expect(await list({ SecretName, PageNumber: 9, PageSize: 0 })).toEqual(page(9, 20, 2, []));
  await kmsOk(server.root, 'DeleteSecret', { SecretName });
  expect(await list({ SecretName })).toMatchObject({ status: 200 });
});

test('refused', async () => {
  const SecretName = await makeSecret(server.root);
  expect(await list({ SecretName: 'none' })).toEqual(notFound);
  expect(await list({ SecretName }, server.otherAccount)).toEqual(notFound);
  expect(await list({ SecretName, PageSize: 101 })).toEqual(invalid('PageSize', 'must be at most 100'));
  expect(await list({ SecretName, IncludeDeprecated: 'yes' })).toEqual(invalid('IncludeDeprecated'));
});
