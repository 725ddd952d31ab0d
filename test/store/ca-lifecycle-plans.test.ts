/** What SQLite does for the statements of the lifecycle: each goes by an index, whatever the tables hold. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { caRecords } from '../../src/store/ca.js';
import { openStore } from '../../src/store/open-store.js';
import { openForReading } from '../../src/store/sqlite/connection.js';
import type { Store } from '../../src/store/store.js';
import { mine, newAuthority, newCertificate, sealed } from './ca-records.js';
import { scratchFolder } from './each-store.js';

/** All that there is, all that an account or an authority has, or a sort. */
const LOOKS_THROUGH = [
  // The ones above and below an authority are collected in a table of their own, which is as long as the chain; lists of values come as JSON.
  /^SCAN (?!below|above|json_each)/,
  /TEMP B-TREE FOR ORDER/,
  /^SEARCH (ca_certificates|certificate|ca_revocations) .*\((account_id|authority_id)=\?\)$/,
];

const now = new Date('2026-03-01T12:00:00Z');
let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await scratchFolder();
  store = await openStore({ sqliteFile: join(folder, 'chancery.db') });
  await store.migrate();
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** The store, with the text of every statement that is built for it. */
function watched(statements: Set<string>): Store {
  const executor = store.db.getExecutor();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      statements.add(executor.compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const db = store.db.withPlugin(plugin);
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'db') return db;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

test('no statement looks through what a table, an account or an authority holds', async () => {
  const statements = new Set<string>();
  const ca = caRecords(watched(statements));
  const [root, sub] = [newAuthority(), newAuthority()];
  const below = { ...sub, kind: 'sub', parentId: root.id } as const;
  const [one, two] = [newCertificate(below.id), newCertificate(below.id)];
  await store.commit(ca.addAuthority(root, sealed, [], now));
  await store.commit(ca.addAuthority(below, sealed, [], now));
  await store.commit(ca.addCertificate(one, sealed, [], now));
  await store.commit(ca.pending.add(two, { request: { withCrl: false, alternativeNames: [] } }, [], now));

  await ca.findAuthorityStanding(mine, below.id);
  await ca.listRevokedCertificates(mine, { number: 2, size: 20 });
  await ca.findCertificateStandings(mine, [one.id, two.id]);
  await ca.findStandingsOfSerialNumbers(mine, [one.serialNumber, two.serialNumber]);
  await ca.findCertificatesOfSerialNumbers(mine, [one.serialNumber]);
  await ca.findCertificateIds(mine, [1, 2]);
  await ca.listAuthorityEvents(mine, below.id);
  await ca.pending.hasClaimable(now);
  await store.commit(ca.pending.claim('worker', now, now, 4));
  await ca.pending.findClaimed('worker', now);
  await store.commit(ca.pending.postpone(two.id, 'worker', now));
  const pending = await ca.findCertificate(mine, two.id);
  if (!pending) throw new Error('the certificate is gone');
  await store.commit(ca.pending.issue(pending, one.certificateDer, undefined, now));
  ca.pending.fail(two.id, now);
  await store.commit(ca.markUploaded(mine, [one.id], now));
  await store.commit(ca.revokeCertificate(mine, one.id, now));
  await store.commit(ca.revokeCertificate(mine, two.id, now));
  await store.commit(ca.deleteCertificate(mine, one.id));
  await store.commit(ca.revokeAuthority(mine, root.id, now));
  await store.commit(ca.deleteAuthority(mine, below.id, now));

  expect(statements.size).toBeGreaterThan(25);
  const connection = openForReading(join(folder, 'chancery.db'));
  const wrong = [...statements].flatMap(sql => {
    const plan = connection.prepare(`explain query plan ${sql}`).all(Array(sql.split('?').length - 1).fill(0));
    const steps = plan.map(({ detail }) => String(detail));
    const bad = steps.filter(it => LOOKS_THROUGH.some(pattern => pattern.test(it)));
    return bad.length === 0 ? [] : [{ sql, steps }];
  });
  connection.close();
  expect(wrong).toEqual([]);
});
