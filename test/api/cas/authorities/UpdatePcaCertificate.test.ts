import { describe, expect, test } from 'vitest';
import { useMade } from '../../../use-made.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, issueClient, missing, notFound, ok } from '../cas-calls.js';
import { useIssuingCa } from '../use-issuing-ca.js';

const server = useTestServer();
const { sub } = useIssuingCa(server);
const certificate = useMade(() =>
  issueClient(server.root, sub, { AliasName: 'old', Tags: [{ Key: 'a', Value: '1' }] }),
);

const update = (parameters: object, client = server.root) => cas(client, 'UpdatePcaCertificate', { ...parameters });
const details = async ({ Identifier }: { readonly Identifier: string }) =>
  (await casOk(server.root, 'DescribeClientCertificate', { Identifier })).Certificate as Record<string, unknown>;

test('changes what is given and leaves the rest', async () => {
  const { Identifier } = certificate;
  expect(await update({ Identifier, AliasName: 'new' })).toEqual(ok());
  expect(await details(certificate)).toMatchObject({ AliasName: 'new', Tags: [{ TagKey: 'a', TagValue: '1' }] });
  expect(await update({ Identifier, Tags: [{ Key: 'b' }] })).toEqual(ok());
  expect(await update({ Identifier, ResourceGroupId: 'rg-new' })).toEqual(ok());
  expect(await update({ Identifier })).toEqual(ok());
  expect(await details(certificate)).toMatchObject({
    AliasName: 'new',
    Tags: [{ TagKey: 'b', TagValue: '' }],
    ResourceGroupId: 'rg-new',
  });
  const listed = await casOk(server.root, 'ListClientCertificate', { ResourceGroupId: 'rg-new' });
  expect(listed).toMatchObject({ TotalCount: 1, CertificateList: [{ Identifier, AliasName: 'new' }] });
});

test('of a CA as well', async () => {
  const { Identifier } = sub;
  expect(await update({ Identifier, AliasName: 'CA', Tags: [{ Key: 'c' }], ResourceGroupId: 'rg-ca' })).toEqual(ok());
  const listed = await casOk(server.root, 'DescribeCACertificateList', { ResourceGroupId: 'rg-ca' });
  expect(listed).toMatchObject({ TotalCount: 1, CertificateList: [{ Identifier, Alias: 'CA' }] });
});

test('an empty alias is none any more', async () => {
  const { Identifier } = certificate;
  expect(await update({ Identifier, AliasName: 'for a while' })).toEqual(ok());
  expect(await update({ Identifier, AliasName: '' })).toEqual(ok());
  expect(await details(certificate)).not.toHaveProperty('AliasName');
});

test('a token makes it safe to repeat', async () => {
  const { Identifier } = certificate;
  const call = { Identifier, AliasName: 'once', ClientToken: 'token-1' };
  expect(await update(call)).toEqual(ok());
  await update({ Identifier, AliasName: 'later' });
  expect(await update(call)).toEqual(ok());
  expect(await details(certificate)).toMatchObject({ AliasName: 'later' });
  expect((await update({ ...call, AliasName: 'other' })).body.Code).toBe('UpdateConflict');
});

test('what is refused', async () => {
  expect(await update({ AliasName: 'x' })).toEqual(missing('Identifier'));
  expect(await update({ Identifier: 'unknown', AliasName: 'x' })).toEqual(notFound);
  expect(await update({ Identifier: certificate.Identifier, AliasName: 'x' }, server.otherAccount)).toEqual(notFound);
  const { Identifier } = certificate;
  expect((await update({ Identifier, AliasName: 'x'.repeat(129) })).body.Code).toBe('InvalidParameter.AliasName');
  expect((await update({ Identifier, AliasName: 'a\nb' })).body.Code).toBe('InvalidParameter.AliasName');
  expect((await update({ Identifier, Tags: [{ Key: 'aliyun' }] })).body.Code).toBe('InvalidParameter.Tags');
});

describe('a move to another group', () => {
  const move = (ResourceId: string, ResourceGroupId: string, client = server.root, ResourceType = 'instance') =>
    cas(client, 'MoveResourceGroup', { ResourceId, ResourceGroupId, ResourceType });

  test('shows at once', async () => {
    const { Identifier } = await issueClient(server.root, sub);
    expect(await move(Identifier, 'rg-moved')).toEqual(ok());
    expect(await details({ Identifier })).toMatchObject({ ResourceGroupId: 'rg-moved' });
    expect(await casOk(server.root, 'ListClientCertificate', { ResourceGroupId: 'rg-moved' })).toMatchObject({
      TotalCount: 1,
    });
    expect(await move(sub.Identifier, 'rg-moved-ca')).toEqual(ok());
  });

  test('is refused for what is not there, and for another type', async () => {
    expect(await move('unknown', 'rg-a')).toEqual(notFound);
    expect(await move(certificate.Identifier, 'rg-a', server.otherAccount)).toEqual(notFound);
    expect((await move(certificate.Identifier, 'rg-a', server.root, 'x')).body.Code).toBe(
      'InvalidParameter.ResourceType',
    );
    expect((await move(certificate.Identifier, 'rg a')).body.Code).toBe('InvalidParameter.ResourceGroupId');
  });

  test('needs permission where it is and where it goes', async () => {
    const from = await issueClient(server.root, sub, { ResourceGroupId: 'rg-from' });
    const elsewhere = await issueClient(server.root, sub, { ResourceGroupId: 'rg-elsewhere' });
    const user = await server.user('mover');
    const attach = (ResourceGroupId: string) =>
      server.root.call('2015-05-01', 'AttachPolicyToUser', {
        UserName: 'mover',
        PolicyName: 'AliyunYundunCertFullAccess',
        PolicyType: 'System',
        ResourceGroupId,
      });
    expect((await attach('rg-from')).status).toBe(200);
    expect((await move(from.Identifier, 'rg-to', user)).status).toBe(403);
    expect((await update({ Identifier: from.Identifier, ResourceGroupId: 'rg-to' }, user)).status).toBe(403);
    expect((await move(elsewhere.Identifier, 'rg-from', user)).status).toBe(403);
    expect((await attach('rg-to')).status).toBe(200);
    expect(await move(from.Identifier, 'rg-to', user)).toEqual(ok());
  });
});
