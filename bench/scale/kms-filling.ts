/**
 * Keys and secrets of a filled account, by the program's own domain code: real material, sealed as a server seals it, and the rows that
 * CreateKey, CreateSecret and PutSecretValue would have left.
 */
import { randomBytes } from 'node:crypto';
import type { Insertable } from 'kysely';
import { randomIdentifier } from '../../src/crypto/random.js';
import type { Change, Step } from '../../src/domain/change.js';
import { serverItself } from '../../src/domain/requester.js';
import type { Key } from '../../src/kms/keys/key.js';
import { type KeySpecName, specOf } from '../../src/kms/keys/key-specs.js';
import { DAY_MS } from '../../src/kms/keys/rotation.js';
import { type Kms, openKms } from '../../src/kms/kms.js';
import { GENERIC, type Secret, type SecretVersion } from '../../src/kms/secrets/secret.js';
import { SecretValues } from '../../src/kms/secrets/secret-values.js';
import { CURRENT, type Stages, withLabels } from '../../src/kms/secrets/stages.js';
import type { Seal } from '../../src/seal/seal.js';
import { toColumn } from '../../src/store/codec.js';
import type { Database, TableName } from '../../src/store/database.js';
import { fromSecret, fromVersion } from '../../src/store/kms/secrets/rows.js';
import { kmsStore } from '../../src/store/kms.js';
import { insertStep } from '../../src/store/step.js';
import type { Store } from '../../src/store/store.js';
import {
  DISABLED_EVERY,
  type FilledAccount,
  isOneOf,
  LEAVING_EVERY,
  ROTATED_EVERY,
  TAGGED_EVERY,
  UNDER_A_KEY_EVERY,
  VERSIONS_OF_A_SECRET,
} from './population.js';

/** Keys or secrets that are committed together. */
const BATCH = 256;
/** All have been made within so many days: a key that rotates each year has its first version yet. */
const SPREAD_DAYS = 300;
/** By the last two digits of a key's number; the others are AES-256. */
const SPECS: Readonly<Record<number, KeySpecName>> = {
  3: 'EC_P256',
  13: 'EC_P256',
  23: 'HMAC_SHA_256',
  33: 'Aliyun_SM4',
  43: 'EC_P256K',
};

/** What keys and secrets are filled with. */
export interface KmsFilling {
  readonly store: Store;
  readonly seal: Seal;
  /** Told how many keys and versions of secrets were added. */
  readonly onMade: (count: number) => void;
}

/** The name of a secret of a filled account, by its number from 0. */
export const filledSecretName = (number: number): string => `filled/secret-${number}`;

/** Makes the keys and secrets of an account. */
export async function fillKms(filling: KmsFilling, accountId: string, { keys, secrets }: FilledAccount): Promise<void> {
  const { store, seal, onMade } = filling;
  const kms = openKms(kmsStore(store), seal, 'cn-hangzhou');
  await inBatches(store, keys, number => keyOf(kms, accountId, number, dateOf(number, keys)), onMade);
  if (secrets === 0) return;

  const chosen = await kms.keys.create(accountId, keyAsked(0), dateOf(0, 1), serverItself);
  await store.commit(chosen.change);
  const values = new SecretValues(seal, kms.encryption);
  const make = (number: number) => secretOf({ store, values, key: chosen.key }, accountId, number, secrets);
  await inBatches(store, secrets, make, count => onMade(count * VERSIONS_OF_A_SECRET));
}

async function inBatches(
  store: Store,
  count: number,
  make: (number: number) => Promise<Change>,
  onMade: (count: number) => void,
): Promise<void> {
  let written = Promise.resolve();
  for (let first = 0; first < count; first += BATCH) {
    const size = Math.min(BATCH, count - first);
    const changes = await Promise.all(Array.from({ length: size }, (_, i) => make(first + i)));
    // The next batch is made while this one is written.
    await written;
    written = store.commit(changes.flat()).then(() => onMade(size));
  }
  await written;
}

function dateOf(number: number, all: number): Date {
  return new Date(Date.now() - Math.round(SPREAD_DAYS * DAY_MS * (1 - number / all)));
}

const tagsOf = (number: number) =>
  isOneOf(TAGGED_EVERY, number) ? [{ key: 'team', value: `team-${number % 7}` }] : [];

function keyAsked(number: number) {
  const spec = SPECS[number % 100] ?? 'Aliyun_AES_256';
  return {
    spec,
    usage: specOf(spec).usages[0],
    origin: 'Aliyun_KMS' as const,
    description: `filled ${number}`,
    rotationMs: isOneOf(ROTATED_EVERY, number) ? 365 * DAY_MS : undefined,
    instance: undefined,
    tags: tagsOf(number),
    policy: undefined,
  };
}

async function keyOf(kms: Kms, accountId: string, number: number, madeAt: Date): Promise<Change> {
  const { key, change } = await kms.keys.create(accountId, keyAsked(number), madeAt, serverItself);
  if (isOneOf(LEAVING_EVERY, number + 1)) return [...change, ...kms.keys.scheduleDeletion(key, 366, new Date())];
  if (isOneOf(DISABLED_EVERY, number + 2)) return [...change, ...kms.keys.disable(key, madeAt)];
  return change;
}

interface SecretFilling {
  readonly store: Store;
  readonly values: SecretValues;
  readonly key: Key;
}

/** As CreateSecret and nine times PutSecretValue would have left it. */
async function secretOf(
  { store, values, key }: SecretFilling,
  accountId: string,
  number: number,
  all: number,
): Promise<Change> {
  const createdAt = dateOf(number, all);
  const ids = Array.from({ length: VERSIONS_OF_A_SECRET }, (_, i) => `v${i + 1}`);
  const isUnderKey = isOneOf(UNDER_A_KEY_EVERY, number);
  const secret: Secret = {
    id: randomIdentifier(createdAt.getTime()),
    accountId,
    name: filledSecretName(number),
    type: GENERIC,
    description: `what service ${number % 1000} signs in with`,
    encryptionKeyId: isUnderKey ? key.id : undefined,
    instanceId: undefined,
    createdAt,
    updatedAt: createdAt,
    deleteAt: isOneOf(LEAVING_EVERY, number + 1) ? new Date(Date.now() + 30 * DAY_MS) : undefined,
    stages: ids.reduce<Stages>((stages, id) => withLabels(stages, [CURRENT], id), new Map()),
    policy: undefined,
    revision: VERSIONS_OF_A_SECRET,
  };
  const versions = await Promise.all(
    ids.map(async (id, i): Promise<SecretVersion> => {
      const value = randomBytes(24).toString('base64');
      const sealedValue = await values.close(secret, id, value, isUnderKey ? key : undefined);
      return { secretId: secret.id, id, number: i + 1, createdAt, dataType: 'text', sealedValue };
    }),
  );
  const tagged = {
    account_id: accountId,
    resource_type: 'secret',
    resource_id: secret.name,
    resource_created_at: createdAt.getTime(),
  } as const;
  return [
    insertStep(store, 'kms_secrets', fromSecret(secret)),
    insertAll(store, 'kms_secret_versions', versions.map(fromVersion)),
    ...tagsOf(number).map(tag => insertStep(store, 'kms_tags', { ...tagged, ...tag })),
  ];
}

/** All rows in one statement: a third of the time of a statement for each. The text is the same for so many rows. */
function insertAll<T extends TableName>({ dialect }: Store, table: T, rows: readonly Insertable<Database[T]>[]): Step {
  const columns = Object.keys(rows[0]!);
  const parameters = rows.flatMap(row => Object.values(row).map(toColumn));
  const groups = rows.map((_, row) => columns.map((_, i) => dialect.placeholder(row * columns.length + i)).join());
  const sql = `insert into "${table}" (${columns.map(it => `"${it}"`).join()}) values ${groups.map(it => `(${it})`).join()}`;
  return { sql, parameters };
}
