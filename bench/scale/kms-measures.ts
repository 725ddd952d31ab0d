/** What is measured of keys and secrets on each store (measures.ts says how). */
import type { CallParameters } from '../../test/signed-client.js';
import type { Subject } from '../subject.js';
import { filledSecretName } from './kms-filling.js';
import { CHANGING, type Measure, READING } from './measures.js';
import { type FilledAccount, isOneOf, LEAVING_EVERY, population, type Size, UNDER_A_KEY_EVERY } from './population.js';

const PAGE = 20;
/** Keys and secrets that are used again and again: a server has their records and material in memory. */
const IN_USE = 20;

/** How often everything is looked through, which takes long. */
const LOOKED_THROUGH = 5;

/** What is known of a filled store through its API. */
export interface KmsFacts {
  /** Keys of the account, and secrets. */
  readonly keys: number;
  readonly secrets: number;
  /** AES keys that encrypt, from all over the list. */
  readonly some: readonly string[];
}

/** @param filled what the store was filled with: earlier runs have made more */
export async function kmsFactsOf(subject: Subject, filled: Size): Promise<KmsFacts> {
  const page = (operation: string, PageNumber: number, PageSize: number, more: CallParameters = {}) =>
    subject.call('kms', operation, { PageNumber, PageSize, ...more });
  const [{ keys, secrets }] = population(filled) as [FilledAccount];
  const Filters = JSON.stringify([
    { Key: 'KeyState', Values: ['Enabled'] },
    { Key: 'KeySpec', Values: ['Aliyun_AES_256'] },
  ]);
  const pages = Math.floor(keys / 200);
  const some: string[] = [];
  for (let i = 0; i < 40; i++) {
    const { Keys } = await page('ListKeys', 1 + Math.floor((i * pages) / 40), 100, { Filters });
    some.push(...(Keys as { Key: { KeyId: string }[] }).Key.map(({ KeyId }) => KeyId));
  }
  return { keys, secrets, some: [...new Set(some)] };
}

/** @param rounds how often each reading call is made */
export function kmsMeasures(subject: Subject, { keys, secrets, some }: KmsFacts, rounds: number): readonly Measure[] {
  const requests = (count: number, operation: string, parameters: (round: number) => CallParameters) =>
    Array.from({ length: count }, (_, round) => subject.request('kms', operation, parameters(round)));
  const read = (name: string, operation: string, parameters: (round: number) => CallParameters): Measure => ({
    name,
    limit: READING,
    by: 'p95',
    requests: requests(rounds, operation, parameters),
  });
  const one = (name: string, operation: string, parameters: (round: number) => CallParameters): Measure => ({
    name,
    limit: CHANGING,
    by: 'p50',
    requests: requests(4 * rounds, operation, parameters),
  });
  const filters = (...all: readonly [string, string][]) =>
    JSON.stringify(all.map(([Key, value]) => ({ Key, Values: [value] })));
  const listed = (kind: 'keys' | 'secrets', what: string, parameters: CallParameters) =>
    read(`${kind}, ${what}`, kind === 'keys' ? 'ListKeys' : 'ListSecrets', () => ({ PageSize: PAGE, ...parameters }));
  // A list of a thousand ends long before its page 5,000: there a page in its middle is asked for.
  const deep = (all: number) => Math.max(1, Math.min(5000, Math.floor((all * 0.5) / PAGE)));
  const keyOf = (round: number, among = some.length) => String(some[round % Math.min(among, some.length)]);
  // Spread over all of them, so that no two rounds have the same.
  const secretNumber = (round: number, among: number) => Math.floor(((round % among) * secrets) / among);
  const secretOf = (round: number, among: number) => {
    const number = secretNumber(round, among);
    return filledSecretName(isOneOf(LEAVING_EVERY, number + 1) || isOneOf(UNDER_A_KEY_EVERY, number) ? 1 : number);
  };
  const Plaintext = Buffer.alloc(32, 7).toString('base64');

  return [
    listed('keys', 'page 1', {}),
    listed('keys', `page ${deep(keys)}`, { PageNumber: deep(keys) }),
    listed('keys', 'enabled', { Filters: filters(['KeyState', 'Enabled']) }),
    listed('keys', 'pending deletion', { Filters: filters(['KeyState', 'PendingDeletion']) }),
    listed('keys', 'of a rare spec', { Filters: filters(['KeySpec', 'EC_P256K']) }),
    listed('keys', 'of a spec that none has', { Filters: filters(['KeySpec', 'RSA_4096']) }),
    listed('keys', 'with a tag', { Filters: filters(['TagKey', 'team'], ['TagValue', 'team-3']) }),
    listed('keys', 'by id', { Filters: filters(['KeyId', keyOf(0)]) }),
    read('a key', 'DescribeKey', round => ({ KeyId: keyOf(round) })),
    read('its versions', 'ListKeyVersions', round => ({ KeyId: keyOf(round) })),
    read('what has a tag', 'ListTagResources', () => ({
      RegionId: 'cn-hangzhou',
      ResourceType: 'key',
      'Tag.1.Key': 'team',
      'Tag.1.Value': 'team-3',
    })),
    listed('secrets', 'page 1', {}),
    listed('secrets', `page ${deep(secrets)}`, { PageNumber: deep(secrets) }),
    listed('secrets', 'by name', { Filters: filters(['SecretName', filledSecretName(1)]) }),
    {
      name: 'secrets, by a part of the description',
      limit: undefined,
      by: 'p50',
      requests: requests(LOOKED_THROUGH, 'ListSecrets', () => ({
        Filters: filters(['Description', 'service 17 signs']),
      })),
    },
    listed('secrets', 'of a type that none has', { Filters: filters(['SecretType', 'Redis']) }),
    listed('secrets', 'with a tag, tags shown', {
      FetchTags: 'true',
      Filters: filters(['TagKey', 'team'], ['TagValue', 'team-3']),
    }),
    read('a secret', 'DescribeSecret', round => ({ SecretName: secretOf(round, rounds) })),
    read('its versions', 'ListSecretVersionIds', round => ({
      SecretName: secretOf(round, rounds),
      IncludeDeprecated: 'true',
    })),
    one(`Encrypt, ${IN_USE} keys in use`, 'Encrypt', round => ({ KeyId: keyOf(round, IN_USE), Plaintext })),
    read('Encrypt, another key each time', 'Encrypt', round => ({ KeyId: keyOf(round), Plaintext })),
    one(`GetSecretValue, ${IN_USE} secrets in use`, 'GetSecretValue', round => ({
      SecretName: secretOf(round, IN_USE),
    })),
    read('GetSecretValue, another each time', 'GetSecretValue', round => ({ SecretName: secretOf(round, rounds) })),
    one('CreateKey', 'CreateKey', () => ({})),
    one('CreateSecret', 'CreateSecret', round => ({
      SecretName: `measured/${round}-${Date.now()}`,
      VersionId: 'v1',
      SecretData: Plaintext,
    })),
    one('PutSecretValue', 'PutSecretValue', round => ({
      SecretName: secretOf(round, IN_USE),
      VersionId: `measured-${round}-${Date.now()}`,
      SecretData: Plaintext,
    })),
  ];
}
