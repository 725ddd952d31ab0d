/** A database of the first version, with a CA and a certificate in it, brought up to this one. */
import { X509Certificate } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { caRecords } from '../../src/store/ca.js';
import { postgresSchema } from '../../src/store/dialects/postgres.js';
import { sqliteSchema } from '../../src/store/dialects/sqlite.js';
import { IdempotencyTokens } from '../../src/store/idempotency-tokens.js';
import { kmsStore } from '../../src/store/kms.js';
import { runMigrations } from '../../src/store/migrate.js';
import { migrations } from '../../src/store/migrations/index.js';
import { openStore, type StoreOptions } from '../../src/store/open-store.js';
import { openForWriting } from '../../src/store/sqlite/connection.js';
import { migratingDialect } from '../../src/store/sqlite/reading-dialect.js';
import { comparableName } from '../../src/x509/comparable-name.js';
import { encodeName } from '../../src/x509/name.js';
import { newPostgresDatabase, postgresMissing } from '../postgres.js';
import { openssl } from '../strangers/commands.js';
import { mine, newCertificate } from './ca-records.js';
import { scratchFolder } from './each-store.js';

const FIRST = ['0001-core', '0010-identity', '0020-ca', '0030-kms'];
const ofFirstVersion = Object.fromEntries(FIRST.map(name => [name, migrations[name]!]));
const later = Date.parse('2036-03-01T12:00:00Z');

function selfSigned(): Buffer {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '/dev/null'];
  const pem = openssl(['req', '-x509', ...key, '-subj', '/CN=Old Root', '-days', '1']);
  return new X509Certificate(pem).raw;
}

const CHANGING = '0043-counted-by-two-statements';

/** As databases counted before that migration. */
async function countInTheEarlierWay(db: Kysely<unknown>): Promise<void> {
  await sql`drop trigger ca_certificate_counts_added`.execute(db);
  await sql`
    create trigger ca_certificate_counts_added after insert on ca_certificates begin
      insert into ca_certificate_counts (account_id, authority_id, kind, status, slot, n)
      values (new.account_id, new.authority_id, new.kind, new.status, 0, 1)
      on conflict (account_id, authority_id, kind, status, slot) do update set n = n + 1;
    end`.execute(db);
}

const triggersOf = async (db: Kysely<unknown>): Promise<readonly unknown[]> =>
  (await sql`select name, sql from sqlite_master where type = 'trigger' order by name`.execute(db)).rows;

/** What that version wrote, in its own columns. */
async function fill(db: Kysely<unknown>): Promise<void> {
  const issued = sql`id, account_id, kind, status, algorithm, serial_number, not_before, not_after, certificate_der, resource_group_id, created_at`;
  const [der, key] = [Buffer.from([0x30, 0x00]), Buffer.from('sealed')];
  const rootDer = selfSigned();
  await sql`
    insert into ca_authorities (${issued}, parent_id, sealed_key, years, crl_enabled, crl_days, instance_id, instance_uuid)
    values ('root', ${mine}, 'root', 'issued', 'ECC_256', '01', 0, ${later}, ${rootDer}, 'rg', 0, null, ${key}, 10, 1, 30, 'i1', 'u1'),
           ('sub', ${mine}, 'sub', 'issued', 'ECC_256', '02', 0, ${later}, ${der}, 'rg', 0, 'root', ${key}, 10, 1, 30, 'i2', 'u2')`.execute(
    db,
  );
  await sql`
    insert into ca_certificates (${issued}, authority_id, sealed_key, uploaded)
    values ('leaf', ${mine}, 'client', 'issued', 'ECC_256', '03', 0, ${later}, ${der}, 'rg', 0, 'sub', ${key}, 0)`.execute(
    db,
  );
  await sql`
    insert into idempotency_tokens (account_id, operation, token, request_hash, answer, expires_at)
    values (${mine}, 'cas:A', 'token', 'hash', '{}', ${later})`.execute(db);
  await sql`insert into accounts (id, name, created_at) values (${mine}, 'main', 0)`.execute(db);
  await sql`
    insert into kms_access_points (account_id, name, authentication_method, description, policies, created_at, updated_at)
    values (${mine}, 'app', 'ClientKey', '', '[]', 0, 0)`.execute(db);
  await sql`
    insert into kms_client_keys (id, account_id, access_point, certificate, not_before, not_after, created_at)
    values ('KAAP.old', ${mine}, 'app', ${der}, 0, ${later}, 0)`.execute(db);
}

async function expectUpgraded(options: StoreOptions): Promise<void> {
  const store = await openStore(options);
  try {
    await store.migrate();
    const ca = caRecords(store);
    const now = new Date('2026-03-01T12:00:00Z');
    const tokens = new IdempotencyTokens(store);
    const kept = { requestHash: 'hash', answer: '{}' };
    expect(await tokens.find({ accountId: mine, id: mine }, 'cas:A', 'token', now)).toEqual(kept);
    expect(await tokens.find({ accountId: mine, id: '201' }, 'cas:A', 'token', now)).toBeUndefined();
    expect(await ca.findAuthority(mine, 'sub')).toMatchObject({ status: 'issued', parentId: 'root', origin: 'local' });
    // The names of those that were there are known; one whose certificate cannot be read has none.
    const oldName = encodeName([{ oid: '2.5.4.3', value: 'OLD root' }]);
    expect(await ca.hasAuthorityOfName(mine, comparableName(oldName))).toBe(true);
    expect(await ca.findCertificate(mine, 'leaf')).toMatchObject({ status: 'issued', authorityId: 'sub' });
    // Nobody knows when it was used: it does not count as unused.
    expect((await kmsStore(store).clientKeys.lastUses(mine)).get('KAAP.old')).toEqual({
      at: expect.any(Date),
      operation: '',
      sourceAddress: '',
    });
    await store.commit(ca.addCertificate(newCertificate('sub'), undefined, [], now));
    await store.commit(ca.revokeCertificate(mine, 'leaf', now));
    await store.commit(ca.revokeAuthority(mine, 'root', now));
    expect(await ca.findAuthorityStanding(mine, 'sub')).toMatchObject({ revokedAboveAt: now });
    expect(await ca.findCertificateStandings(mine, ['leaf'])).toMatchObject([{ status: 'revoked', revokedAt: now }]);
  } finally {
    await store.close();
  }
}

describe('a database of the first version is brought up to date, and what is in it is kept', () => {
  test('SQLite', async () => {
    const folder = await scratchFolder();
    const sqliteFile = join(folder, 'chancery.db');
    const connection = openForWriting(sqliteFile);
    const db = new Kysely<unknown>({ dialect: migratingDialect(connection) });
    await runMigrations(db, sqliteSchema, ofFirstVersion);
    await fill(db);
    connection.close();
    await expectUpgraded({ sqliteFile });
    await rm(folder, { recursive: true });
  });

  test.skipIf(postgresMissing)(`PostgreSQL${postgresMissing ? ` (${postgresMissing})` : ''}`, async () => {
    const database = await newPostgresDatabase();
    const db = new Kysely<unknown>({
      dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: database.url }) }),
    });
    await runMigrations(db, postgresSchema, ofFirstVersion);
    await fill(db);
    await db.destroy();
    await expectUpgraded({ url: database.url });
    await database.remove();
  });
});

test('a database of SQLite that counts certificates in the earlier way counts them as a new one does', async () => {
  const folder = await scratchFolder();
  const connection = openForWriting(join(folder, 'chancery.db'));
  const db = new Kysely<unknown>({ dialect: migratingDialect(connection) });
  const { [CHANGING]: _left, ...earlier } = migrations;
  await runMigrations(db, sqliteSchema, earlier);
  const asNew = await triggersOf(db);
  await countInTheEarlierWay(db);
  expect(await triggersOf(db)).not.toEqual(asNew);
  await runMigrations(db, sqliteSchema, migrations);
  expect(await triggersOf(db)).toEqual(asNew);
  connection.close();
  await rm(folder, { recursive: true });
});
