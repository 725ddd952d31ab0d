/** Changes made past the API: revocations at a time of the test's choice. */
import { caRecords } from '../../../src/store/ca.js';
import { step } from '../../../src/store/step.js';
import type { TestServer } from '../../server.js';

/** Revokes an authority or a certificate of the main account. */
export async function revoke({ running, accountId }: TestServer, id: string, at: Date = new Date()): Promise<void> {
  const ca = caRecords(running.store);
  const isAuthority = await ca.findAuthorityStanding(accountId, id);
  await running.store.commit(
    isAuthority ? ca.revokeAuthority(accountId, id, at) : ca.revokeCertificate(accountId, id, at),
  );
}

/** Makes an authority one whose key is elsewhere. */
export async function markExternal({ running: { store } }: TestServer, id: string): Promise<void> {
  await store.commit([step(store.db.updateTable('ca_authorities').set({ origin: 'external' }).where('id', '=', id))]);
}
