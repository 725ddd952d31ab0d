/**
 * What clients of KMS rely on in every operation alike (docs/testing.md has the list of these checks and where each is): parameters are read from the
 * query and from a form, by GET and POST, and lists are wrapped or bare as the vendor's models have them.
 */
import { expect, test } from 'vitest';
import { isAddition } from '../../../src/reference/contract-deviations.js';
import type { Field, Fields } from '../../../src/spec/field.js';
import { declarations } from '../../derived/declarations.js';
import type { CallOptions } from '../../signed-client.js';
import { useTestServer } from '../../use-test-server.js';
import { kms } from './kms-calls.js';

const server = useTestServer();
/** Those that the vendor's clients know. */
const operations = declarations.operations.filter(
  ({ product, action }) => product.code === 'kms' && !isAddition('kms', action),
);

const PLACES: readonly CallOptions[] = [
  { method: 'GET' },
  { method: 'POST', place: 'query' },
  { method: 'POST', place: 'form' },
  { method: 'GET', signature: 'v1' },
  { method: 'POST', place: 'query', signature: 'v1' },
  { method: 'POST', place: 'form', signature: 'v1' },
];

test('there are operations', () => expect(operations.length).toBe(90));

const needing = operations
  .map(({ action, request }) => [action, Object.keys(request).filter(name => request[name]?.required)] as const)
  .filter(([, needed]) => needed.length > 0);

test.each(needing)('%s reads its parameters wherever they travel', async (action, needed) => {
  const { request } = operations.find(it => it.action === action)!;
  const exampleOf = (name: string) => {
    const { kind, example = 'x', item } = request[name] ?? {};
    return kind === 'list' ? JSON.stringify([(item as Field).example ?? 'x']) : String(example);
  };
  for (const place of PLACES) {
    for (const absent of needed) {
      const given = Object.fromEntries(needed.filter(it => it !== absent).map(it => [it, exampleOf(it)]));
      const { status, body } = await kms(server.root, action, given, place);
      // All that is given was read: nothing else is missing.
      expect([place, status, body.Code, body.Message]).toEqual([
        place,
        400,
        'MissingParameter',
        `The parameter "${absent}" is needed but not provided.`,
      ]);
    }
  }
});

/** Lists in answers that are a member of their own, as older operations have them, and those that are not. */
const WRAPPED = [
  'NetworkRules.NetworkRule',
  'Policies.Policy',
  'ApplicationAccessPoints.ApplicationAccessPoint',
  'Keys.Key',
  'KeyVersions.KeyVersion',
  'Aliases.Alias',
  'SecretList.Secret',
  'VersionIds.VersionId',
  'Tags.Tag',
  'TagResources.TagResource',
  'KmsInstances.KmsInstance',
  'BindVpcs.BindVpc',
  'Regions.Region',
  'ManagedDataKeyVersions.ManagedDataKeyVersion',
  'VersionStages.VersionStage',
];
const BARE = ['ClientKeys', 'KmsInstanceQuotaInfos', 'SecretValues', 'Errors'];
/** Lists of texts in GetKmsInstance and DescribePolicy, bare in the vendor's models as well. */
const BARE_TEXTS = ['VswitchIds', 'ZoneIds', 'Permissions', 'Resources'];

/** The lists of an answer, as `Wrapper.List` where nothing but the list stands in its wrapper. */
function listsIn(fields: Fields, wrapper = ''): string[] {
  return Object.entries(fields).flatMap(([name, field]) => listsOf(name, field, wrapper));
}

function listsOf(name: string, field: Field, wrapper: string): string[] {
  if (field.kind === 'list') {
    const item = field.item as Field;
    return [wrapper + name, ...(item.kind === 'object' ? listsIn(item.fields ?? {}) : [])];
  }
  if (field.kind !== 'object') return [];
  const members = Object.keys(field.fields ?? {});
  return listsIn(field.fields ?? {}, members.length === 1 ? `${name}.` : '');
}

test('lists are wrapped and bare as the models of clients have them', () => {
  const lists = new Set(operations.flatMap(({ response }) => listsIn(response)));
  expect([...lists].sort()).toEqual([...WRAPPED, ...BARE, ...BARE_TEXTS].sort());
});
