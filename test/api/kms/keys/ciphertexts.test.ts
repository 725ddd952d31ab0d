/** Python's cryptography opens what we encrypt when it is given the material, from the documented layout alone, and we open what it makes. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { openKeyFile } from '../../../../src/seal/key-file.js';
import { openBytes } from '../../../../src/seal/sealed.js';
import { findPython, script } from '../../../python/interpreter.js';
import { useTestServer } from '../../../use-test-server.js';
import { kmsOk } from '../kms-calls.js';
import { makeKey } from './key-calls.js';

const server = useTestServer();
const python = findPython('cryptography');

function inPython(tasks: readonly object[]): Record<string, string | null>[] {
  const { stdout, stderr, status } = spawnSync(python as string, [script('ciphertexts.py')], {
    input: JSON.stringify(tasks),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, string | null>[];
}

/** No operation gives it away: it is unsealed in the place of the server. */
async function materialOf(versionId: string): Promise<string> {
  const row = await server.running.store.db
    .selectFrom('kms_key_versions')
    .selectAll()
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  const seal = await openKeyFile(server.data);
  const record = `kms key ${row.account_id}/${row.key_id}/${row.id}`;
  return (await openBytes(seal!, row.sealed_material as Buffer, record)).toString('hex');
}

const CONTEXTS: readonly Readonly<Record<string, string>>[] = [
  {},
  { purpose: 'orders', db: '订单' },
  { b: '2', a: '1', B: '3' },
  { a: '1&b=2' },
  { a: '1', b: '2' },
  { 'k=1': 'v', '': 'empty' },
];

test.skipIf(!python).each(['Aliyun_AES_256', 'Aliyun_AES_192', 'Aliyun_AES_128', 'Aliyun_SM4'])('%s', async spec => {
  const { KeyId, PrimaryKeyVersion = '' } = await makeKey(server.root, { KeySpec: spec });
  const material = await materialOf(PrimaryKeyVersion);
  const made = CONTEXTS.map(async (context, i) => {
    const Plaintext = `plain ${i} 文`;
    const { CiphertextBlob } = await kmsOk(server.root, 'Encrypt', {
      KeyId,
      Plaintext,
      EncryptionContext: JSON.stringify(context),
    });
    return { blob: CiphertextBlob, context, Plaintext };
  });
  const blobs = await Promise.all(made);
  const opened = inPython(blobs.map(({ blob, context }) => ({ spec, material, blob, context })));
  expect(opened).toEqual(blobs.map(({ Plaintext }) => ({ version: PrimaryKeyVersion, opened: Plaintext })));

  // Of one context opens with no other: those with `=` and `&` in them too.
  const wrong = inPython(
    blobs.flatMap(({ blob }, i) =>
      CONTEXTS.filter((_, other) => other !== i).map(context => ({ spec, material, blob, context })),
    ),
  );
  expect(new Set(wrong.map(it => it.opened))).toEqual(new Set([null]));

  const theirs = inPython(
    CONTEXTS.map(context => ({ spec, material, version: PrimaryKeyVersion, plaintext: 'theirs', context })),
  );
  for (const [i, { blob }] of theirs.entries()) {
    const EncryptionContext = JSON.stringify(CONTEXTS[i]);
    expect(await kmsOk(server.root, 'Decrypt', { CiphertextBlob: blob, EncryptionContext })).toEqual({
      KeyId,
      KeyVersionId: PrimaryKeyVersion,
      Plaintext: 'theirs',
    });
  }
});
