import { expect, test } from 'vitest';
import { useTestServer } from '../../../use-test-server.js';
import { error, invalid, kms, kmsOk, missing, ok } from '../kms-calls.js';
import { aliasUnsupported, DAY_MS, describeKey, keyNotFound, makeKey } from './key-calls.js';

let clock: Date | undefined;
const server = useTestServer({ now: () => clock ?? new Date() });
const schedule = (KeyId: string, PendingWindowInDays: unknown, client = server.root) =>
  kms(client, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays });

const refused = error(
  'Rejected.StateModifiedFailed',
  'Keystate modified failed: the key is scheduled for deletion already, or protected from it.',
  409,
);

test.each([7, 366])('in %d days the key is deleted, and until then it can be kept', async days => {
  const { KeyId } = await makeKey(server.root);
  clock = new Date();
  try {
    expect(await schedule(KeyId, days)).toEqual(ok());
    const DeleteDate = `${new Date(clock.getTime() + days * DAY_MS).toISOString().slice(0, 19)}Z`;
    expect(await describeKey(server.root, KeyId)).toMatchObject({ KeyState: 'PendingDeletion', DeleteDate });
    expect(await schedule(KeyId, days)).toEqual(refused);
    clock = new Date(clock.getTime() + days * DAY_MS - 1);
    expect(await kms(server.root, 'CancelKeyDeletion', { KeyId }, { date: clock })).toEqual(ok());
    const kept = await describeKey(server.root, KeyId, clock);
    expect(kept).toMatchObject({ KeyState: 'Enabled', DeleteDate: '' });
  } finally {
    clock = undefined;
  }
});

test('a disabled key is enabled when it is kept, and one without material waits for it', async () => {
  const disabled = await makeKey(server.root);
  await kmsOk(server.root, 'DisableKey', { KeyId: disabled.KeyId });
  const waiting = await makeKey(server.root, { Origin: 'EXTERNAL' });
  for (const [{ KeyId }, state] of [
    [disabled, 'Enabled'],
    [waiting, 'PendingImport'],
  ] as const) {
    expect(await schedule(KeyId, 7)).toEqual(ok());
    await kmsOk(server.root, 'CancelKeyDeletion', { KeyId });
    expect((await describeKey(server.root, KeyId)).KeyState).toBe(state);
  }
});

test('a protected key is not deleted', async () => {
  const { KeyId } = await makeKey(server.root);
  await kmsOk(server.root, 'SetDeletionProtection', { KeyId, EnableDeletionProtection: true });
  expect(await schedule(KeyId, 7)).toEqual(refused);
  expect((await describeKey(server.root, KeyId)).KeyState).toBe('Enabled');
  await kmsOk(server.root, 'SetDeletionProtection', { KeyId, EnableDeletionProtection: false });
  expect(await schedule(KeyId, 7)).toEqual(ok());
});

test('of a protection and a deletion at once, one is refused', async () => {
  for (let round = 0; round < 5; round++) {
    const { KeyId } = await makeKey(server.root);
    const answers = await Promise.all([
      kms(server.root, 'SetDeletionProtection', { KeyId, EnableDeletionProtection: true }),
      schedule(KeyId, 7),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  }
});

test('refused', async () => {
  const { KeyId } = await makeKey(server.root);
  expect(await schedule(KeyId, 6)).toEqual(invalid('PendingWindowInDays', 'must be at least 7'));
  expect(await schedule(KeyId, 367)).toEqual(invalid('PendingWindowInDays', 'must be at most 366'));
  expect(await schedule(KeyId, undefined)).toEqual(missing('PendingWindowInDays'));
  expect(await schedule('alias/a', 7)).toEqual(aliasUnsupported);
  expect(await schedule('key-none', 7)).toEqual(keyNotFound);
  expect(await schedule(KeyId, 7, server.otherAccount)).toEqual(keyNotFound);
});
