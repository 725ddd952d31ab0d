/** A key whose date has come is gone: from the answers, from the tables, and from every byte of the files. */
import { expect, test } from 'vitest';
import { KeyDeletion } from '../../../../src/kms/keys/key-deletion.js';
import { kmsStore } from '../../../../src/store/kms.js';
import { startTestServer, type TestServer } from '../../../server.js';
import { filesOf, isInFiles } from '../bytes-on-disk.js';
import { kms, kmsOk } from '../kms-calls.js';
import { DAY_MS, keyNotFound, makeKey } from './key-calls.js';

async function materialOf(server: TestServer, keyId: string): Promise<Buffer> {
  const { sealed_material } = await server.running.store.db
    .selectFrom('kms_key_versions')
    .select('sealed_material')
    .where('key_id', '=', keyId)
    .executeTakeFirstOrThrow();
  return Buffer.from(sealed_material as Buffer);
}

/** As the job of a server does once its clock is certain. */
async function deleteDue(server: TestServer, now: Date): Promise<string[]> {
  const deleted: string[] = [];
  const { store } = server.running;
  const deletion = new KeyDeletion(kmsStore(store).keys, {
    commit: change => store.commit(change),
    erase: () => store.eraseDeleted(),
    passed: () => now,
    onDeleted: ({ id }) => deleted.push(id),
    onFault: fault => {
      throw fault;
    },
  });
  await deletion.deleteDue(now);
  return deleted;
}

test('material of deleted keys is in no table, no free page and no log, and ciphertexts stay closed', async () => {
  let clock: Date | undefined;
  const server = await startTestServer({ now: () => clock ?? new Date() });
  try {
    // Some are short, others longer than a page can hold beside others; in between come changes that move rows from page to page.
    const specs = ['Aliyun_AES_256', 'EC_P256', 'RSA_2048', 'HMAC_SHA_512'];
    const made: string[] = [];
    for (let i = 0; i < 40; i++) made.push((await makeKey(server.root, { KeySpec: specs[i % specs.length] })).KeyId);
    const [going, staying] = [made.filter((_, i) => i % 4 !== 3), made.filter((_, i) => i % 4 === 3)];
    const first = going[0] ?? '';
    const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', { KeyId: first, Plaintext: 'p' });
    const materials = await Promise.all(going.map(id => materialOf(server, id)));
    for (const KeyId of going) await kmsOk(server.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    expect(materials.every(it => isInFiles(filesOf(server), it))).toBe(true);

    clock = new Date(Date.now() + 7 * DAY_MS + 60_000);
    expect((await deleteDue(server, clock)).sort()).toEqual(going.toSorted());

    const files = filesOf(server);
    expect(materials.filter(it => isInFiles(files, it))).toHaveLength(0);
    const kept = await Promise.all(staying.map(id => materialOf(server, id)));
    expect(kept.every(it => isInFiles(files, it))).toBe(true);
    expect(await kms(server.root, 'Decrypt', { CiphertextBlob }, { date: clock })).toEqual(keyNotFound);
    expect(await kms(server.root, 'DescribeKey', { KeyId: first }, { date: clock })).toEqual(keyNotFound);
    expect(await kms(server.root, 'ListKeys', {}, { date: clock })).toMatchObject({
      body: { TotalCount: staying.length },
    });
  } finally {
    await server.close();
  }
});

test('a restart in between changes nothing', async () => {
  const first = await startTestServer();
  const { KeyId } = await makeKey(first.root);
  await kmsOk(first.root, 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
  const material = await materialOf(first, KeyId);
  await first.close({ keepData: true });
  const second = await startTestServer({ data: first.data });
  try {
    expect(await deleteDue(second, new Date(Date.now() + 8 * DAY_MS))).toEqual([KeyId]);
    expect(isInFiles(filesOf(second), material)).toBe(false);
  } finally {
    await second.close();
  }
});
