import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { error, kms, kmsOk, notFound, ok } from '../kms-calls.js';
import { inDeleteWindow, makeSecret, put, SECOND } from './secret-calls.js';

const server = useTestServer();
const get = (query: object, client = server.root) => kms(client, 'GetSecretValue', query as Record<string, unknown>);

test('the current version, or the one that is named by id, label or both', async () => {
  const SecretName = await makeSecret(server.root, { SecretData: 'one' });
  await put(server.root, SecretName, 'v2', { SecretData: 'two' });
  const answer = (VersionId: string, SecretData: string, label: string) =>
    ok({
      SecretName,
      VersionId,
      SecretData,
      SecretDataType: 'text',
      SecretType: 'Generic',
      VersionStages: { VersionStage: [label] },
      CreateTime: expect.stringMatching(SECOND),
    });
  const [first, second] = [answer('v1', 'one', 'ACSPrevious'), answer('v2', 'two', 'ACSCurrent')];
  expect(await get({ SecretName })).toEqual(second);
  expect(await get({ SecretName, FetchExtendedConfig: true })).toEqual(second);
  expect(await get({ SecretName, VersionId: 'v1' })).toEqual(first);
  expect(await get({ SecretName, VersionStage: 'ACSPrevious' })).toEqual(first);
  expect(await get({ SecretName, VersionId: 'v1', VersionStage: 'ACSPrevious' })).toEqual(first);
  expect(await get({ SecretName, VersionId: 'v1', VersionStage: 'ACSCurrent' })).toEqual(notFound);
  expect(await get({ SecretName, VersionId: 'v3' })).toEqual(notFound);
  expect(await get({ SecretName, VersionStage: 'Mine' })).toEqual(notFound);
});

test('by ARN in this account and region, and in no other', async () => {
  const SecretName = await makeSecret(server.root);
  const { Arn } = await kmsOk(server.root, 'DescribeSecret', { SecretName });
  const arn = String(Arn);
  expect(await get({ SecretName: arn })).toMatchObject({ status: 200, body: { SecretName } });
  expect(await get({ SecretName: arn.replace(/^acs:kms:[^:]*/, 'acs:kms:elsewhere') })).toEqual(notFound);
  expect(await get({ SecretName: arn }, server.otherAccount)).toEqual(notFound);
  expect(await get({ SecretName }, server.otherAccount)).toEqual(notFound);
});

test('not while its deletion is planned', async () => {
  const SecretName = await makeSecret(server.root);
  await kmsOk(server.root, 'DeleteSecret', { SecretName });
  expect(await get({ SecretName })).toEqual(inDeleteWindow);
});

test('a dry run says what would have happened', async () => {
  const SecretName = await makeSecret(server.root);
  const run = (query: object, client = server.root) => get({ DryRun: 'true', ...query }, client);
  expect(await run({ SecretName })).toEqual(
    error('DryRunOperationError', 'The request would have succeeded, but DryRun is set.', 400),
  );
  expect(await run({})).toMatchObject({ status: 400, body: { Code: 'ValidationError' } });
  expect(await run({ SecretName: 'none' })).toEqual(notFound);
  const nobody = await server.user('nobody');
  expect(await run({ SecretName }, nobody)).toMatchObject({ status: 403, body: { Code: 'AccessDeniedError' } });
});

test('a policy counts for the secret that it names, by name or ARN, and for its tags', async () => {
  const SecretName = await makeSecret(server.root, { Tags: '[{"TagKey":"team","TagValue":"a"}]' });
  const other = await makeSecret(server.root);
  const { Arn } = await kmsOk(server.root, 'DescribeSecret', { SecretName });
  const Statement = [
    {
      Effect: 'Allow',
      Action: 'kms:GetSecretValue',
      Resource: Arn,
      Condition: { StringEquals: { 'acs:ResourceTag/team': 'a' } },
    },
  ];
  const reader = await server.user('reader', { Version: '1', Statement });
  expect(await get({ SecretName }, reader)).toMatchObject({ status: 200 });
  expect(await get({ SecretName: Arn }, reader)).toMatchObject({ status: 200 });
  expect(await get({ SecretName: other }, reader)).toMatchObject({ status: 403 });
});
