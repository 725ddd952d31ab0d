import { expect, test } from 'vitest';
import { insertStep } from '../../../../src/store/step.js';
import { useTestServer } from '../../../use-test-server.js';
import { invalid, kms, missing, ok } from '../kms-calls.js';
import { aliasNotFound, describeKey, keyNotFound, makeKey } from './key-calls.js';

const server = useTestServer();
const describe = (KeyId: string, client = server.root) => kms(client, 'DescribeKey', { KeyId });

test('what CreateKey answered, and the protection', async () => {
  const key = await makeKey(server.root, { Description: 'd' });
  expect(await describe(key.KeyId)).toEqual(ok({ KeyMetadata: { ...key, DeletionProtection: 'Disabled' } }));
});

test('by id, ARN and alias it is the same key, told by its id', async () => {
  const key = await makeKey(server.root);
  const row = { account_id: server.accountId, name: 'orders/db', key_id: key.KeyId, created_at: 0, updated_at: 0 };
  const { store } = server.running;
  await store.commit([insertStep(store, 'kms_aliases', row)]);
  for (const name of [key.KeyId, key.Arn ?? '', 'alias/orders/db']) {
    expect((await describeKey(server.root, name)).KeyId).toBe(key.KeyId);
  }
  expect(await describe('alias/orders/db', server.otherAccount)).toEqual(aliasNotFound);
});

test('what is not there, or not of this account or region, is not found', async () => {
  const { KeyId, Arn = '' } = await makeKey(server.root);
  expect(await describe('key-hzz000000000000000000')).toEqual(keyNotFound);
  expect(await describe('no key at all'.replaceAll(' ', '-'))).toEqual(keyNotFound);
  expect(await describe('alias/none')).toEqual(aliasNotFound);
  expect(await describe(KeyId, server.otherAccount)).toEqual(keyNotFound);
  expect(await describe(Arn, server.otherAccount)).toEqual(keyNotFound);
  expect(await describe(Arn.replace('cn-hangzhou', 'cn-beijing'))).toEqual(keyNotFound);
});

test('a name is needed, in printable ASCII', async () => {
  expect(await kms(server.root, 'DescribeKey')).toEqual(missing('KeyId'));
  expect(await describe('ä')).toEqual(invalid('KeyId', 'holds characters that are not allowed'));
  expect(await describe('k'.repeat(513))).toEqual(invalid('KeyId', 'must be at most 512 characters long'));
});

test('a policy on the key counts however the call names it, and one on tags too', async () => {
  const key = await makeKey(server.root, { Tags: '[{"TagKey":"team","TagValue":"a"}]' });
  const other = await makeKey(server.root);
  const allow = (parts: object) => ({ Version: '1', Statement: [{ Effect: 'Allow', Action: 'kms:*', ...parts }] });
  const byArn = await server.user('by-arn', allow({ Resource: `acs:kms:*:*:key/${key.KeyId}` }));
  const byTag = await server.user(
    'by-tag',
    allow({ Resource: '*', Condition: { StringEquals: { 'acs:ResourceTag/team': 'a' } } }),
  );
  const { store } = server.running;
  const row = { account_id: server.accountId, created_at: 0, updated_at: 0 };
  await store.commit([
    insertStep(store, 'kms_aliases', { ...row, name: 'a', key_id: key.KeyId }),
    insertStep(store, 'kms_aliases', { ...row, name: 'b', key_id: other.KeyId }),
  ]);
  for (const user of [byArn, byTag]) {
    for (const name of [key.KeyId, key.Arn ?? '', 'alias/a'])
      expect(await describe(name, user)).toMatchObject({ status: 200 });
    for (const name of [other.KeyId, other.Arn ?? '', 'alias/b', 'alias/none']) {
      expect(await describe(name, user)).toMatchObject({ status: 403, body: { Code: 'Forbidden.NoPermission' } });
    }
  }
});
