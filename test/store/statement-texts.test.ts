/**
 * How many texts of statements the program has. Each connection prepares a text once and keeps it, some 40 KB each, so callers must not be
 * able to make new ones: by the number of values in a list, of tags in a filter, or by what is asked for together.
 */
import type { KyselyPlugin } from 'kysely';
import { expect, test, vi } from 'vitest';
import { readContracts } from '../../fuzz/contracts.js';
import { attackOf, type GeneratorSettings } from '../../fuzz/generate.js';
import { faultOf } from '../../fuzz/judge.js';
import { Sender } from '../../fuzz/sender.js';
import { furnish } from '../../fuzz/world.js';
import type { Tag } from '../../src/domain/tags.js';
import { caRecords } from '../../src/store/ca.js';
import { identityStore } from '../../src/store/identity.js';
import { kmsStore } from '../../src/store/kms.js';
import { Connection } from '../../src/store/sqlite/driver.js';
import { STATEMENTS_KEPT } from '../../src/store/sqlite/statement-cache.js';
import type { Store } from '../../src/store/store.js';
import { addressOf } from '../raw-connection.js';
import { startTestServer } from '../server.js';
import { mine } from './ca-records.js';
import { describeStores } from './each-store.js';

const now = new Date('2026-03-01T12:00:00Z');
const REQUESTS = 2000;

/** The store, and the text of every statement that is built with it. */
function watched(store: Store): { readonly store: Store; readonly texts: Set<string> } {
  const texts = new Set<string>();
  const executor = store.db.getExecutor();
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      texts.add(executor.compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const db = store.db.withPlugin(plugin);
  return { store: { ...store, dialect: store.dialect, db, commit: change => store.commit(change) }, texts };
}

/** Everything that takes several values, with so many. */
async function askWith(count: number, store: Store): Promise<void> {
  const texts = Array.from({ length: count }, (_, i) => `"{value},\\ ${i}'`);
  const numbers = texts.map((_, i) => i);
  const tags: Tag[] = texts.map(text => ({ key: text, value: text }));
  const page = { number: 1, size: 20 };
  const ca = caRecords(store);
  const identity = identityStore(store);
  await ca.listAuthorities(mine, { ids: texts }, page);
  await ca.listAuthorities(mine, { parentIds: texts }, page);
  await ca.findCertificateStandings(mine, texts);
  await ca.findStandingsOfSerialNumbers(mine, texts);
  await ca.findCertificatesOfSerialNumbers(mine, texts);
  await ca.findCertificateIds(mine, numbers);
  await ca.labels.findTagsOfEach(texts);
  await ca.findHeldKeys(texts);
  await ca.instances.findNumbers(mine, texts);
  await ca.labels.find(mine, texts);
  await ca.labels.listTags(mine, { ids: texts, tags }, { size: 9 });
  const anyValue = tags.map(({ key }, i) => ({ key, value: i % 2 === 0 ? undefined : key }));
  await ca.labels.listTags(mine, { ids: undefined, tags: anyValue }, { size: 9 });
  ca.markUploaded(mine, texts, now);
  const labelled = [{ id: 'x', kind: 'certificate', resourceGroupId: 'rg', tags: [] }] as const;
  ca.labels.removeTags(mine, labelled, texts, now);
  ca.labels.addTags(mine, labelled, tags, now);
  await identity.listPolicies(mine, { size: 10 }, tags);
  await identity.countAttachments(mine, 'Custom', texts);
  const { secrets } = kmsStore(store);
  await secrets.list(mine, { names: texts, descriptions: texts, tagKeys: texts, tagValues: texts }, page, now);
  await secrets.list(mine, { instanceIds: texts }, page, now);
  await secrets.findTagsOfEach(mine, texts);
}

describeStores('texts of statements', subject => {
  test('are the same however many values there are', async () => {
    const { store, texts } = watched(subject().store);
    await askWith(1, store);
    const ofOne = new Set(texts);
    expect(ofOne.size).toBeGreaterThan(15);
    for (const count of [2, 3, 7, 50]) await askWith(count, store);
    expect([...texts].filter(text => !ofOne.has(text))).toEqual([]);
  });
});

test('all that callers can make fit into what a connection keeps', async () => {
  const prepared = new Set<string>();
  const prepare = Connection.prototype.prepare;
  const spy = vi.spyOn(Connection.prototype, 'prepare').mockImplementation(function (this: Connection, sql) {
    prepared.add(sql);
    return prepare.call(this, sql);
  });
  const server = await startTestServer();
  const changes = new Set<string>();
  const commit = server.running.store.commit.bind(server.running.store);
  vi.spyOn(server.running.store, 'commit').mockImplementation(change => {
    for (const { sql } of change) changes.add(sql);
    return commit(change);
  });
  const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret } = server.rootAccessKey;
  const world = await furnish(
    { url: server.url, accessKeyId, accessKeySecret } as Parameters<typeof furnish>[0],
    'mark',
  );
  const settings: GeneratorSettings = {
    seed: 20_261_130,
    host: new URL(server.url).host,
    operations: readContracts(process.cwd()),
    isBuilt: () => true,
    world,
  };
  const sender = new Sender(addressOf(server.url));
  for (let number = 1; number <= REQUESTS; number++) {
    const attack = attackOf(number, settings);
    expect(faultOf(attack, await sender.send(attack), world)).toBeUndefined();
  }
  sender.close();
  await server.close();
  spy.mockRestore();
  // There were 251 prepared ones.
  expect(prepared.size).toBeGreaterThan(100);
  expect(prepared.size).toBeLessThan(STATEMENTS_KEPT / 2);
  expect(changes.size).toBeLessThan(STATEMENTS_KEPT / 2);
  expect([...prepared, ...changes].filter(text => text.length > 2000)).toEqual([]);
}, 120_000);
