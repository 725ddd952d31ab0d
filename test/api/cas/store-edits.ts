/** Changes made past the API: revocations at a time of the test's choice, and what calls cannot make. */
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

/** Makes a certificate one of which it is not known what its subject was given: that of an earlier version. */
export async function forgetGivenFields({ running: { store } }: TestServer, id: string): Promise<void> {
  await store.commit([step(store.db.updateTable('ca_certificates').set({ given_fields: null }).where('id', '=', id))]);
}
