import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { error, invalid, kms, kmsOk, notFound, ok } from '../kms-calls.js';
import { inDeleteWindow, labels, limits, makeSecret, put } from './secret-calls.js';

const server = useTestServer();
const versionExists = error('Rejected.ResourceExist', 'The request was rejected becasue key already exsit', 409);

test('the new version is the current one, and the one before the previous', async () => {
  const SecretName = await makeSecret(server.root);
  const answer = (VersionId: string) => ok({ SecretName, VersionId, VersionStages: { VersionStage: ['ACSCurrent'] } });
  expect(await put(server.root, SecretName, 'v2')).toEqual(answer('v2'));
  expect(await put(server.root, SecretName, 'v3')).toEqual(answer('v3'));
  expect(await labels(server.root, SecretName)).toEqual([
    ['v3', ['ACSCurrent']],
    ['v2', ['ACSPrevious']],
    ['v1', []],
  ]);
});

test('labels of its own leave the current version alone', async () => {
  const SecretName = await makeSecret(server.root);
  const stages = ['B', '__proto__', 'A'];
  expect(await put(server.root, SecretName, 'v2', { VersionStages: JSON.stringify(stages) })).toMatchObject({
    body: { VersionStages: { VersionStage: ['A', 'B', '__proto__'] } },
  });
  await put(server.root, SecretName, 'v3', { VersionStages: '{"VersionStage":["A","ACSCurrent"]}' });
  expect(await labels(server.root, SecretName)).toEqual([
    ['v3', ['A', 'ACSCurrent']],
    ['v2', ['B', '__proto__']],
    ['v1', ['ACSPrevious']],
  ]);
});

// Check 12 of the vendor's behaviour.
test('the same id with the same value changes nothing, with another it is refused', async () => {
  const SecretName = await makeSecret(server.root, { SecretData: 'one' });
  await put(server.root, SecretName, 'v2');
  const before = await labels(server.root, SecretName);
  expect(await put(server.root, SecretName, 'v1', { SecretData: 'one' })).toEqual(
    ok({ SecretName, VersionId: 'v1', VersionStages: { VersionStage: ['ACSPrevious'] } }),
  );
  expect(await put(server.root, SecretName, 'v1', { SecretData: 'two' })).toEqual(versionExists);
  expect(await put(server.root, SecretName, 'v1', { SecretData: 'one', SecretDataType: 'binary' })).toEqual(
    versionExists,
  );
  expect(await labels(server.root, SecretName)).toEqual(before);
});

test('the eleventh version takes the oldest without a label away', async () => {
  const SecretName = await makeSecret(server.root);
  await put(server.root, SecretName, 'kept', { VersionStages: '["Kept"]' });
  for (let number = 3; number <= 10; number++) await put(server.root, SecretName, `v${number}`);
  const ids = async () => (await labels(server.root, SecretName)).map(([id]) => id);
  expect(await ids()).toEqual(['v10', 'v9', 'v8', 'v7', 'v6', 'v5', 'v4', 'v3', 'kept', 'v1']);
  await put(server.root, SecretName, 'v11');
  await put(server.root, SecretName, 'v12');
  expect(await ids()).toEqual(['v12', 'v11', 'v10', 'v9', 'v8', 'v7', 'v6', 'v5', 'v4', 'kept']);
  expect(await kms(server.root, 'GetSecretValue', { SecretName, VersionId: 'v1' })).toEqual(notFound);
  expect(await put(server.root, SecretName, 'v1', { SecretData: 'again' })).toMatchObject({ status: 200 });
});

test('the ninth label is refused', async () => {
  const SecretName = await makeSecret(server.root);
  await put(server.root, SecretName, 'v2');
  const six = JSON.stringify(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(await put(server.root, SecretName, 'v3', { VersionStages: six })).toMatchObject({ status: 200 });
  expect(await put(server.root, SecretName, 'v4', { VersionStages: '["g"]' })).toEqual(limits);
  expect(await put(server.root, SecretName, 'v4', { VersionStages: '["f"]' })).toMatchObject({ status: 200 });
  const move = { SecretName, VersionStage: 'g', MoveToVersion: 'v4' };
  expect(await kms(server.root, 'UpdateSecretVersionStage', move)).toEqual(limits);
});

test('of two calls at once, one stores its version', async () => {
  const SecretName = await makeSecret(server.root);
  const answers = await Promise.all(['a', 'b', 'c'].map(id => put(server.root, SecretName, id)));
  const stored = answers.filter(({ status }) => status === 200).length;
  expect(stored).toBeGreaterThanOrEqual(1);
  const changed = error('Rejected.ResourceInUse', 'The secret was changed by another call at the same moment.', 409);
  for (const answer of answers.filter(({ status }) => status !== 200)) expect(answer).toEqual(changed);
  const versions = await labels(server.root, SecretName);
  expect(versions.length).toBe(1 + stored);
  expect(versions.filter(([, own]) => own.includes('ACSCurrent')).length).toBe(1);
});

test('an ARN will do, and another account has no such secret', async () => {
  const SecretName = await makeSecret(server.root);
  const { Arn } = await kmsOk(server.root, 'DescribeSecret', { SecretName });
  expect(await put(server.root, String(Arn), 'v2')).toMatchObject({ status: 200, body: { SecretName } });
  expect(await put(server.otherAccount, String(Arn), 'v3')).toEqual(notFound);
  expect(await put(server.otherAccount, SecretName, 'v3')).toEqual(notFound);
  await kmsOk(server.root, 'DeleteSecret', { SecretName });
  expect(await put(server.root, SecretName, 'v3')).toEqual(inDeleteWindow);
});

const LABELS = 'must be a JSON array of different labels, such as ["ACSCurrent"]';
test.each([
  ['no JSON', 'ACSCurrent', LABELS],
  ['no list', '{"VersionStages":["a"]}', LABELS],
  ['null', 'null', LABELS],
  ['an empty list', '[]', LABELS],
  ['a number', '[1]', LABELS],
  ['a blank', '["a b"]', LABELS],
  ['a long label', JSON.stringify(['l'.repeat(65)]), LABELS],
  ['a label twice', '["a","a"]', LABELS],
  ['both built-in labels', '["ACSCurrent","ACSPrevious"]', 'must not hold both ACSCurrent and ACSPrevious'],
])('labels with %s are refused', async (_what, VersionStages, rule) => {
  const SecretName = await makeSecret(server.root);
  expect(await put(server.root, SecretName, 'v2', { VersionStages })).toEqual(invalid('VersionStages', rule));
  expect(await labels(server.root, SecretName)).toHaveLength(1);
});
