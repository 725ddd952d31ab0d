/** The material of a version, unsealed in the place of the server: no operation gives it away. */
import { openKeyFile } from '../../../../src/seal/key-file.js';
import { openBytes } from '../../../../src/seal/sealed.js';
import type { TestServer } from '../../../server.js';

export async function materialOf(server: Pick<TestServer, 'running' | 'data'>, versionId: string): Promise<Buffer> {
  const row = await server.running.store.db
    .selectFrom('kms_key_versions')
    .selectAll()
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  const seal = await openKeyFile(server.data);
  return openBytes(seal!, row.sealed_material as Buffer, `kms key ${row.account_id}/${row.key_id}/${row.id}`);
}
