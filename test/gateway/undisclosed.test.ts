/** What a denied caller is answered is the same for what exists, for what does not, and for another spelling of what exists. */
import { beforeAll, describe, expect, test } from 'vitest';
import { makeRoot } from '../api/cas/cas-calls.js';
import type { CallParameters, SignedClient } from '../signed-client.js';
import { useTestServer } from '../use-test-server.js';

const [RAM, KMS, CAS] = ['2015-05-01', '2016-01-20', '2020-06-30'];
const allow = (Action: string | string[], Resource = '*') => ({ Effect: 'Allow', Action, Resource });
const policy = (...Statement: object[]) => ({ Version: '1', Statement });

let stranger: SignedClient;
let grouped: SignedClient;
const objects = { clientKey: '', authority: '' };

async function ok(version: string, action: string, parameters: CallParameters): Promise<Record<string, unknown>> {
  const { status, body } = await server.root.call(version, action, parameters);
  if (status !== 200) throw new Error(`${action} answered ${status} ${JSON.stringify(body)}`);
  return body;
}

const server = useTestServer();
beforeAll(async () => {
  stranger = await server.user('stranger');
  grouped = await server.user('grouped');
  await ok(RAM, 'CreatePolicy', {
    PolicyName: 'Counting',
    PolicyDocument: JSON.stringify(policy(allow('yundun-cert:DescribeCACertificateCount'))),
  });
  const { AccessKey } = await ok(RAM, 'CreateAccessKey', { UserName: 'grouped' });
  expect(AccessKey).toBeTruthy();
  await ok(RAM, 'CreateUser', { UserName: 'Alice' });
  await ok(RAM, 'CreatePolicy', {
    PolicyName: 'Reader',
    PolicyDocument: JSON.stringify(policy(allow('ram:Get*'))),
    Tag: JSON.stringify([{ Key: 'team', Value: 'red' }]),
  });
  await ok(KMS, 'CreatePolicy', {
    Name: 'shop-policy',
    KmsInstance: 'shared',
    Permissions: '["RbacPermission/Template/SecretUser"]',
    Resources: '["secret/*"]',
  });
  await ok(KMS, 'CreateApplicationAccessPoint', {
    Name: 'shop',
    AuthenticationMethod: 'ClientKey',
    Policies: '["shop-policy"]',
  });
  const key = await ok(KMS, 'CreateClientKey', { AapName: 'shop', Password: 'Example-Password-1' });
  objects.clientKey = String(key.ClientKeyId);
  objects.authority = (await makeRoot(server.root)).Identifier;
  const { Certificate } = await ok(CAS, 'DescribeCACertificate', { Identifier: objects.authority });
  const group = (Certificate as { ResourceGroupId: string }).ResourceGroupId;
  await ok(RAM, 'AttachPolicyToUser', {
    UserName: 'grouped',
    PolicyName: 'Counting',
    PolicyType: 'Custom',
    ResourceGroupId: group,
  });
});

/** An answer with what the caller sent taken out of it, and what differs from call to call. */
async function denied(client: SignedClient, version: string, action: string, parameters: CallParameters) {
  const { status, body } = await client.call(version, action, parameters);
  expect(status).toBe(403);
  const { EncodedDiagnosticMessage, ...detail } = body.AccessDeniedDetail as Record<string, string>;
  const diagnosis = Buffer.from(String(EncodedDiagnosticMessage), 'base64url').toString();
  // What is sealed is another text each time; it is made of the same facts.
  const { Sealed: _, ...told } = JSON.parse(diagnosis) as Record<string, unknown>;
  let text = JSON.stringify({ ...body, AccessDeniedDetail: detail, diagnosis: told, RequestId: '' });

  for (const value of Object.values(parameters)) text = text.replaceAll(String(value), '<asked>');
  return text;
}

const others: readonly (readonly [version: string, action: string, parameters: () => Record<string, string>[]])[] = [
  ...['GetUser', 'DeleteUser', 'ListAccessKeys', 'ListPoliciesForUser', 'CreateAccessKey'].map(
    action => [RAM!, action, () => ['Alice', 'alice', 'ALICE', 'nobody'].map(UserName => ({ UserName }))] as const,
  ),
  ...['GetPolicy', 'ListEntitiesForPolicy'].map(
    action =>
      [
        RAM!,
        action,
        () => ['Reader', 'reader', 'READER', 'nothing'].map(PolicyName => ({ PolicyName, PolicyType: 'Custom' })),
      ] as const,
  ),
  [RAM!, 'DeletePolicy', () => ['Reader', 'reader', 'nothing'].map(PolicyName => ({ PolicyName }))],
  ...['GetClientKey', 'DeleteClientKey'].map(
    action =>
      [
        KMS!,
        action,
        () =>
          [objects.clientKey, objects.clientKey.toUpperCase(), 'KAAP.66abf237-63f6-4625-b8cf-47e1086e0001'].map(
            ClientKeyId => ({ ClientKeyId }),
          ),
      ] as const,
  ),
  ...['DescribePolicy', 'DeletePolicy'].map(
    action => [KMS!, action, () => ['shop-policy', 'SHOP-policy', 'nothing'].map(Name => ({ Name }))] as const,
  ),
  ...['DescribeApplicationAccessPoint', 'DeleteApplicationAccessPoint'].map(
    action => [KMS!, action, () => ['shop', 'Shop', 'nothing'].map(Name => ({ Name }))] as const,
  ),
  ...['DescribeCACertificate', 'ListCACertificateLog'].map(
    action =>
      [
        CAS!,
        action,
        () =>
          [objects.authority, objects.authority.toUpperCase(), 'bc37133bb7ed68c7938d928fd26d0a11'].map(Identifier => ({
            Identifier,
          })),
      ] as const,
  ),
];

describe('without permission', () => {
  test.each(others)('%s %s answers the same whatever there is', async (version, action, parameters) => {
    for (const client of [stranger, grouped]) {
      const answers = new Set<string>();
      for (const asked of parameters()) answers.add(await denied(client, version, action, asked));
      expect([...answers]).toHaveLength(1);
    }
  });
});

test('a Deny on a name of RAM meets every spelling of it, whether or not there is such a thing', async () => {
  const all = allow('*');
  const { accountId } = server;
  for (const name of ['alice', 'nobody', 'reader', 'nothing']) {
    const kind = ['alice', 'nobody'].includes(name) ? 'user' : 'policy';
    const Resource = `acs:ram::${accountId}:${kind}/${name}`;
    const user = await server.user(`except-${name}`, policy(all, { ...all, Effect: 'Deny', Resource }));
    for (const spelling of [name, name.toUpperCase(), name.replace(/^./, first => first.toUpperCase())]) {
      const [action, parameters] =
        kind === 'user'
          ? ['GetUser', { UserName: spelling }]
          : ['GetPolicy', { PolicyName: spelling, PolicyType: 'Custom' }];
      expect((await user.call(RAM!, action, parameters)).status).toBe(403);
    }
  }
});

test('an Allow on a name of RAM covers every spelling of it', async () => {
  const user = await server.user('only-alice', policy(allow('ram:GetUser', 'acs:ram:*:*:user/ALICE')));
  for (const UserName of ['alice', 'Alice', 'ALICE']) {
    expect((await user.call(RAM!, 'GetUser', { UserName })).status).toBe(200);
  }
  expect((await user.call(RAM!, 'GetUser', { UserName: 'stranger' })).status).toBe(403);
});
