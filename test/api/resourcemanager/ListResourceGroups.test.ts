/** The resource groups of an account are the labels in use, as Terraform's `alicloud_resource_manager_resource_groups` asks for them. */
import { beforeAll, expect, test } from 'vitest';
import { resourceManager } from '../../../src/api/resourcemanager/product.js';
import { defaultResourceGroup } from '../../../src/domain/resource-group.js';
import { productCalls } from '../../product-calls.js';
import type { SignedClient } from '../../signed-client.js';
import { useTestServer } from '../../use-test-server.js';
import { makeRoot } from '../cas/cas-calls.js';
import { useIssuingCa } from '../cas/use-issuing-ca.js';
import { answer as ram } from '../ram/calls.js';

const { call, callOk: answer, invalid } = productCalls(resourceManager);
const server = useTestServer();
const { sub } = useIssuingCa(server);

const CAS = '2020-06-30';

beforeAll(async () => {
  await makeRoot(server.root, { ResourceGroupId: 'rg-authority' });
  await makeRoot(server.otherAccount, { ResourceGroupId: 'rg-theirs' });
  const certificate = await server.root.call(CAS, 'CreateServerCertificate', {
    ParentIdentifier: sub.Identifier,
    CommonName: 'www.example.com',
    Algorithm: 'ECC_256',
    Days: 1,
    ResourceGroupId: 'rg-certificate',
  });
  expect(certificate.status).toBe(200);
  await ram(server.root, 'CreateUser', { UserName: 'alice' });
  await ram(server.root, 'AttachPolicyToUser', {
    UserName: 'alice',
    PolicyType: 'System',
    PolicyName: 'ReadOnlyAccess',
    ResourceGroupId: 'rg-attached',
  });
});

const idsOf = async (parameters: object = {}, client: SignedClient = server.root) => {
  const { ResourceGroups, TotalCount } = await answer(client, 'ListResourceGroups', { ...parameters });
  const groups = (ResourceGroups as { readonly ResourceGroup: readonly { readonly Id: string }[] }).ResourceGroup;
  expect(groups.length).toBeLessThanOrEqual(Number(TotalCount));
  return groups.map(({ Id }) => Id);
};

test('are the default group, then the labels of authorities, certificates and attached policies', async () => {
  const usual = defaultResourceGroup(server.accountId);
  const label = (Id: string) => ({
    Id,
    Name: Id,
    DisplayName: Id,
    AccountId: server.accountId,
    Status: 'OK',
  });
  // As Terraform asks.
  const { status, body } = await server.root.call(
    '2020-03-31',
    'ListResourceGroups',
    { Status: 'OK', PageSize: 50, PageNumber: 1 },
    { signature: 'v1', place: 'form' },
  );
  expect([status, body]).toEqual([
    200,
    {
      RequestId: expect.any(String),
      ResourceGroups: {
        ResourceGroup: [
          { ...label(usual), Name: 'default', DisplayName: 'default resource group' },
          label('rg-attached'),
          label('rg-authority'),
          label('rg-certificate'),
        ],
      },
      PageNumber: 1,
      PageSize: 50,
      TotalCount: 4,
    },
  ]);
  expect(await idsOf({}, server.otherAccount)).toEqual([defaultResourceGroup(server.otherAccountId), 'rg-theirs']);
});

test('every parameter counts', async () => {
  const usual = defaultResourceGroup(server.accountId);
  expect(await idsOf({ PageSize: 3, PageNumber: 2 })).toEqual(['rg-certificate']);
  expect(await idsOf({ ResourceGroupId: 'rg-attached' })).toEqual(['rg-attached']);
  expect(await idsOf({ ResourceGroupId: 'rg-theirs' })).toEqual([]);
  expect(await idsOf({ ResourceGroupId: 'rg-attached', ResourceGroupIds: ['rg-authority', usual] })).toEqual([
    usual,
    'rg-authority',
  ]);
  expect(await idsOf({ Name: 'cert' })).toEqual(['rg-certificate']);
  expect(await idsOf({ DisplayName: 'default res' })).toEqual([usual]);
  for (const Status of ['Creating', 'PendingDelete', 'Deleting', 'Deleted'])
    expect(await idsOf({ Status })).toEqual([]);
  expect(await idsOf({ Tag: [{ Key: 'owner', Value: 'alice' }] })).toEqual([]);
  expect(await answer(server.root, 'ListResourceGroups', { Name: 'default', IncludeTags: true })).toMatchObject({
    ResourceGroups: { ResourceGroup: [{ Id: usual, Tags: { Tag: [] } }] },
  });
});

test('what cannot be asked for is refused by name', async () => {
  const refusal = (parameters: object) => call(server.root, 'ListResourceGroups', { ...parameters });
  expect(await refusal({ Status: 'Fine' })).toEqual(
    invalid('Status', 'must be one of OK, Creating, PendingDelete, Deleting, Deleted'),
  );
  expect(await refusal({ PageSize: 101 })).toEqual(invalid('PageSize', 'must be at most 100'));
});

test('a label is gone when nothing has it', async () => {
  await ram(server.root, 'DetachPolicyFromUser', {
    UserName: 'alice',
    PolicyType: 'System',
    PolicyName: 'ReadOnlyAccess',
    ResourceGroupId: 'rg-attached',
  });
  expect(await idsOf()).not.toContain('rg-attached');
});
