/** The store of revocation lists and OCSP (ca/revocation/store.ts says what each member promises). */
import { sql } from 'kysely';
import type { Revocation } from '../../ca/records.js';
import type {
  ListHead,
  ListName,
  Publication,
  Publisher,
  RevocationStore,
  SerialRecord,
  StoredList,
  StoredResponder,
} from '../../ca/revocation/store.js';
import type { Change, Step } from '../../domain/change.js';
import { hotStatement } from '../hot-statements.js';
import { insertStep, step } from '../step.js';
import type { Store } from '../store.js';
import {
  headColumns,
  listRow,
  publisherColumns,
  stateRow,
  toHead,
  toPublisher,
  toResponder,
} from './revocation-rows.js';
import { NEVER } from './revocation-state.js';

const publisherById = hotStatement((db, { id }: { readonly id: string }) =>
  db
    .selectFrom('ca_authorities')
    .leftJoin('ca_revocation_states', 'ca_revocation_states.authority_id', 'ca_authorities.id')
    .select(publisherColumns)
    .where('ca_authorities.id', '=', id),
);

const dueBy = hotStatement((db, { now, limit }: { readonly now: number; readonly limit: number }) =>
  db
    .selectFrom('ca_revocation_states')
    .select('authority_id')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit),
);

interface RevokedPage {
  readonly authorityId: string;
  readonly notBefore: number;
  readonly after: string;
  readonly limit: number;
}

const revokedAfter = hotStatement((db, { authorityId, notBefore, after, limit }: RevokedPage) =>
  db
    .selectFrom('ca_revocations')
    .select(['serial_number', 'revoked_at'])
    .where('authority_id', '=', authorityId)
    .where('serial_number', '>', after)
    .where('not_after', '>=', notBefore)
    .orderBy('serial_number')
    .limit(limit),
);

interface SerialKey {
  readonly authorityId: string;
  readonly serialNumber: string;
}

/** Certificates that are pending have a number and no signature: nobody can have one. */
const recordOfSerial = hotStatement((db, { authorityId, serialNumber }: SerialKey) =>
  db
    .selectFrom('ca_certificates')
    .select('revoked_at')
    .where('authority_id', '=', authorityId)
    .where('serial_number', '=', serialNumber)
    .where('status', '!=', sql.lit('pending'))
    .unionAll(
      db
        .selectFrom('ca_authorities')
        .select('revoked_at')
        .where('parent_id', '=', authorityId)
        .where('serial_number', '=', serialNumber),
    )
    .unionAll(
      db
        .selectFrom('ca_revocations')
        .select(it => it.ref('revoked_at').$castTo<number | null>().as('revoked_at'))
        .where('authority_id', '=', authorityId)
        .where('serial_number', '=', serialNumber),
    )
    .unionAll(
      db
        .selectFrom('ca_ocsp_responders')
        .select(sql<number | null>`cast(null as bigint)`.as('revoked_at'))
        .where('authority_id', '=', authorityId)
        .where('serial_number', '=', serialNumber),
    ),
);

export class RevocationTables implements RevocationStore {
  constructor(private readonly store: Store) {}

  async findPublisher(authorityId: string): Promise<Publisher | undefined> {
    const [row] = await publisherById.rows(this.store, { id: authorityId });
    return row && toPublisher(row);
  }

  async listDue(now: Date, limit: number): Promise<readonly string[]> {
    const rows = await dueBy.rows(this.store, { now: now.getTime(), limit });
    return rows.map(row => row.authority_id);
  }

  async listSharded() {
    const rows = await this.store.db
      .selectFrom('ca_revocation_states')
      .select(['authority_id', 'shards'])
      .where('shards', '>', sql.lit(0))
      .execute();
    return rows.map(row => ({ authorityId: row.authority_id, shards: row.shards }));
  }

  async listRevoked(
    authorityId: string,
    notBefore: Date,
    after: string,
    limit: number,
  ): Promise<readonly Revocation[]> {
    const page = { authorityId, notBefore: notBefore.getTime(), after, limit };
    const rows = await revokedAfter.rows(this.store, page);
    return rows.map(row => ({ serialNumber: row.serial_number, revokedAt: new Date(row.revoked_at) }));
  }

  async findList(authorityId: string, name: ListName): Promise<StoredList | undefined> {
    const row = await this.store.db
      .selectFrom('ca_revocation_lists')
      .select([...headColumns, 'der'])
      .where('authority_id', '=', authorityId)
      .where('name', '=', name)
      .executeTakeFirst();
    return row && { ...toHead(row), der: row.der };
  }

  async listHeads(authorityId: string): Promise<readonly ListHead[]> {
    const rows = await this.store.db
      .selectFrom('ca_revocation_lists')
      .select(headColumns)
      .where('authority_id', '=', authorityId)
      .execute();
    return rows.map(toHead);
  }

  async findSerial(authorityId: string, serialNumber: string): Promise<SerialRecord> {
    const rows = await recordOfSerial.rows(this.store, { authorityId, serialNumber });
    const revokedAt = rows.find(row => row.revoked_at !== null)?.revoked_at ?? undefined;
    return { issued: rows.length > 0, revokedAt: revokedAt === undefined ? undefined : new Date(revokedAt) };
  }

  async findResponder(authorityId: string, now: Date): Promise<StoredResponder | undefined> {
    const row = await this.store.db
      .selectFrom('ca_ocsp_responders')
      .selectAll()
      .where('authority_id', '=', authorityId)
      .where('not_before', '<=', now.getTime())
      .where('not_after', '>', now.getTime())
      .orderBy('not_after', 'desc')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    return row && toResponder(row);
  }

  publish(
    authorityId: string,
    next: Publication,
    lists: readonly StoredList[],
    previous: Publication | undefined,
    renewAt: Date,
  ): Change<'lists-superseded'> {
    return [this.#stateStep(authorityId, next, previous, renewAt), ...this.#listSteps(authorityId, lists)];
  }

  settle(authorityId: string): Change<never> {
    return [
      step(
        this.store.db
          .updateTable('ca_revocation_states')
          .set({ due_at: NEVER })
          .where('authority_id', '=', authorityId),
      ),
    ];
  }

  addResponder(responder: StoredResponder, expiredBefore: Date): Change<never> {
    return [
      step(
        this.store.db
          .deleteFrom('ca_ocsp_responders')
          .where('authority_id', '=', responder.authorityId)
          .where('not_after', '<', expiredBefore.getTime()),
      ),
      insertStep(this.store, 'ca_ocsp_responders', {
        id: responder.id,
        authority_id: responder.authorityId,
        serial_number: responder.serialNumber,
        algorithm: responder.algorithm,
        not_before: responder.notBefore.getTime(),
        not_after: responder.notAfter.getTime(),
        certificate_der: responder.certificateDer,
        sealed_key: responder.sealedKey,
      }),
    ];
  }

  commit(change: Change): Promise<void> {
    return this.store.commit(change);
  }

  /** One row that exists only if somebody revoked or published before; what was revoked since the lists were read makes them due again. */
  #stateStep(
    authorityId: string,
    next: Publication,
    previous: Publication | undefined,
    renewAt: Date,
  ): Step<'lists-superseded'> {
    const { db } = this.store;
    const row = stateRow(next);
    const revision = sql.ref('ca_revocation_states.revision');
    const due = sql<number>`case when ${revision} = ${next.revision} then cast(${renewAt.getTime()} as bigint) else 0 end`;
    return step(
      db
        .insertInto('ca_revocation_states')
        .values({ authority_id: authorityId, revision: next.revision, due_at: renewAt.getTime(), ...row })
        .onConflict(conflict =>
          conflict
            .column('authority_id')
            .doUpdateSet({ ...row, due_at: due })
            .where('ca_revocation_states.number', '=', previous?.number ?? 0),
        ),
      { affects: 1, otherwise: 'lists-superseded' },
    );
  }

  #listSteps(authorityId: string, lists: readonly StoredList[]): Step<never>[] {
    return lists.map(list => {
      const row = listRow(list);
      return step(
        this.store.db
          .insertInto('ca_revocation_lists')
          .values({ authority_id: authorityId, name: list.name, ...row })
          .onConflict(conflict => conflict.columns(['authority_id', 'name']).doUpdateSet(row)),
      );
    });
  }
}
