/** States that no operation brings about yet, written into the store. */
import type { TestServer } from '../../server.js';

/** Marks an authority or a certificate as revoked. */
export async function revoke({ running }: TestServer, id: string, at: Date = new Date()): Promise<void> {
  const placeholders = running.store.dialect === 'postgres' ? ['$1', '$2'] : ['?', '?'];
  await running.store.commit(
    ['ca_authorities', 'ca_certificates'].map(table => ({
      sql: `update ${table} set status = 'revoked', revoked_at = ${placeholders[0]} where id = ${placeholders[1]}`,
      parameters: [at.getTime(), id],
    })),
  );
}
