/** Secrets in the database: kms/secrets/secret-store.ts says what each member promises. */
import type { Change } from '../../../domain/change.js';
import type { Tag } from '../../../domain/tags.js';
import type { Room } from '../../../kms/quotas.js';
import type { Secret, SecretVersion } from '../../../kms/secrets/secret.js';
import type {
  DueSecret,
  NewSecretReason,
  SecretChangedReason,
  SecretStore,
  SecretUpdate,
} from '../../../kms/secrets/secret-store.js';
import { hotStatement } from '../../hot-statements.js';
import { insertStep, step } from '../../step.js';
import type { Store } from '../../store.js';
import { holdRoom } from '../room.js';
import { fromSecret, fromVersion, stagesText, toSecret, toVersion } from './rows.js';
import { listSecrets } from './secret-lists.js';

const findByName = hotStatement((db, it: { accountId: string; name: string }) =>
  db.selectFrom('kms_secrets').selectAll().where('account_id', '=', it.accountId).where('name', '=', it.name),
);

const findTags = hotStatement((db, it: { accountId: string; name: string }) =>
  db
    .selectFrom('kms_tags')
    .select(['key', 'value'])
    .where('account_id', '=', it.accountId)
    .where('resource_type', '=', 'secret')
    .where('resource_id', '=', it.name)
    .orderBy('key'),
);

const findVersion = hotStatement((db, it: { secretId: string; id: string }) =>
  db.selectFrom('kms_secret_versions').selectAll().where('secret_id', '=', it.secretId).where('id', '=', it.id),
);

const findVersions = hotStatement((db, it: { secretId: string }) =>
  db
    .selectFrom('kms_secret_versions')
    .select(['secret_id', 'id', 'number', 'created_at', 'data_type'])
    .where('secret_id', '=', it.secretId)
    .orderBy('number', 'desc'),
);

export function secretStore(store: Store): SecretStore {
  const { db } = store;
  return {
    generations: store.generations,
    async find(accountId, name) {
      const [row] = await findByName.rows(store, { accountId, name });
      return row && toSecret(row);
    },
    findTags: (accountId, name) => findTags.rows(store, { accountId, name }),
    findTagsOfEach: (...all) => findTagsOfEach(store, ...all),
    list: (...all) => listSecrets(store, ...all),

    async findVersion(secretId, id) {
      const [row] = await findVersion.rows(store, { secretId, id });
      return row && toVersion(row);
    },
    async findVersions(secretId) {
      const rows = await findVersions.rows(store, { secretId });
      return rows.map(row => ({
        secretId,
        id: row.id,
        number: row.number,
        createdAt: new Date(row.created_at),
        dataType: row.data_type,
      }));
    },

    insert: (...all) => insert(store, ...all),
    update: (secret, update, now) => [step(updating(store, secret, update, now), CHANGED)],
    hold: secret => [step(holding(store, secret), CHANGED)],
    insertVersion: version => [insertStep(store, 'kms_secret_versions', fromVersion(version), 'secret-changed')],
    deleteVersion: (secretId, id) => [
      step(db.deleteFrom('kms_secret_versions').where('secret_id', '=', secretId).where('id', '=', id)),
    ],
    delete: secret => deleteForGood(store, secret),

    async findDue(now, limit) {
      const rows = await db
        .selectFrom('kms_secrets')
        .select(['id', 'account_id', 'name', 'revision'])
        .where('delete_at', '<=', now.getTime())
        .orderBy('delete_at')
        .limit(limit)
        .execute();
      return rows.map(({ account_id, ...row }) => ({ ...row, accountId: account_id }));
    },
    commit: change => store.commit(change),
  };
}

async function findTagsOfEach(
  { db, dialect }: Store,
  accountId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly Tag[]>> {
  const rows = await db
    .selectFrom('kms_tags')
    .select(['resource_id', 'key', 'value'])
    .where('account_id', '=', accountId)
    .where('resource_type', '=', 'secret')
    .where(dialect.isAnyOf('resource_id', names))
    .orderBy('resource_id')
    .orderBy('key')
    .execute();
  const tags = new Map<string, Tag[]>();
  for (const { resource_id, key, value } of rows) {
    const own = tags.get(resource_id) ?? [];
    own.push({ key, value });
    tags.set(resource_id, own);
  }
  return tags;
}

function insert(
  store: Store,
  secret: Secret,
  version: SecretVersion,
  tags: readonly Tag[],
  room: Room,
): Change<NewSecretReason> {
  const tagged = {
    account_id: secret.accountId,
    resource_type: 'secret',
    resource_id: secret.name,
    resource_created_at: secret.createdAt.getTime(),
  } as const;
  return [
    ...holdRoom(store, 'secret', secret, room),
    insertStep(store, 'kms_secrets', fromSecret(secret), 'secret-exists'),
    insertStep(store, 'kms_secret_versions', fromVersion(version)),
    ...tags.map(tag => insertStep(store, 'kms_tags', { ...tagged, ...tag })),
  ];
}

const CHANGED = { affects: 1, otherwise: 'secret-changed' } as const;

function updating(
  { db }: Store,
  { id, revision }: Pick<Secret, 'id' | 'revision'>,
  { description, deleteAt, stages, policy }: SecretUpdate,
  now: Date,
) {
  return db
    .updateTable('kms_secrets')
    .set({
      updated_at: now.getTime(),
      revision: revision + 1,
      ...(description !== undefined && { description }),
      ...(deleteAt !== undefined && { delete_at: deleteAt?.getTime() ?? null }),
      ...(stages && { stages: stagesText(stages) }),
      ...(policy !== undefined && { policy }),
    })
    .where('id', '=', id)
    .where('revision', '=', revision);
}

const holding = ({ db }: Store, { id, revision }: Pick<Secret, 'id' | 'revision'>) =>
  db
    .updateTable('kms_secrets')
    .set({ revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision);

/** The secret is held first: what another call adds to it at this moment is there before, or finds no secret any more. */
function deleteForGood(store: Store, secret: DueSecret): Change<SecretChangedReason> {
  const { db } = store;
  const { id, accountId, name } = secret;
  return [
    step(holding(store, secret), CHANGED),
    step(db.deleteFrom('kms_managed_secrets').where('secret_id', '=', id)),
    step(db.deleteFrom('kms_target_accounts').where('account_id', '=', accountId).where('secret_name', '=', name)),
    step(db.deleteFrom('kms_secret_versions').where('secret_id', '=', id)),
    step(
      db
        .deleteFrom('kms_tags')
        .where('account_id', '=', accountId)
        .where('resource_type', '=', 'secret')
        .where('resource_id', '=', name),
    ),
    step(db.deleteFrom('kms_secrets').where('id', '=', id)),
  ];
}
