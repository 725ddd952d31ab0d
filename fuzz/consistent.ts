/** Makes values of a request fit each other, so that calls get through that need more than values that are good by themselves. */
import type { Random } from './random.js';
import type { Pair } from './sketch.js';
import type { World } from './world.js';

type Given = Map<string, string>;

/** Parameters without the contradictions that chance has put into them. */
export function consistent(action: string, parameters: readonly Pair[], random: Random, world: World): readonly Pair[] {
  const given: Given = new Map(parameters);
  oneValidity(given, random);
  issuerAndAlgorithm(given, random, action === 'CreateSubCACertificate' ? world.roots : world.issuers);
  nameOfItsKind(given, random);
  ownerOfKey(given, random, world);
  policyOfItsType(given, random);
  for (const [name, value] of Object.entries(world.fitting.get(action) ?? {})) {
    if (given.has(name) && random.chance(0.9)) given.set(name, value);
  }
  return [...given];
}

const WAYS = [['Days'], ['Months'], ['Years'], ['BeforeTime', 'AfterTime'], ['NotBefore', 'NotAfter']];

/** An end is said in one way (wire/cas.md section 6.4). */
function oneValidity(given: Given, random: Random): void {
  const ways = WAYS.filter(names => names.every(it => given.has(it)));
  const kept = ways.length > 0 ? random.pick(ways) : [];
  for (const name of WAYS.flat()) {
    if (!kept.includes(name)) given.delete(name);
  }
}

/** A CA signs keys of its own family only. */
function issuerAndAlgorithm(given: Given, random: Random, issuers: World['issuers']): void {
  if (!given.has('ParentIdentifier') || issuers.length === 0) return;
  const { identifier, algorithm } = random.pick(issuers);
  given.set('ParentIdentifier', identifier);
  if (given.has('Algorithm')) given.set('Algorithm', algorithm);
}

function nameOfItsKind(given: Given, random: Random): void {
  if (!given.has('SanType') || !given.has('SanValue')) {
    given.delete('SanType');
    given.delete('SanValue');
    return;
  }
  const [type, value] = random.pick([
    ['1', 'a@example.com'],
    ['2', 'a.example.com,*.b.example.com'],
    ['4', 'C=CN,O=a\\,b,CN=c'],
    ['6', 'https://example.com/x,spiffe://example.org/a'],
    ['7', '192.0.2.1,2001:db8::1'],
    ['8', '1.2.3.4'],
  ] as const);
  given.set('SanType', type);
  given.set('SanValue', value);
}

function ownerOfKey(given: Given, random: Random, world: World): void {
  if (!given.has('UserAccessKeyId') || world.ownedKeys.length === 0) return;
  const { user, id } = random.pick(world.ownedKeys);
  given.set('UserAccessKeyId', id);
  if (given.has('UserName')) given.set('UserName', user);
}

function policyOfItsType(given: Given, random: Random): void {
  if (!given.has('PolicyType') || !given.has('PolicyName')) return;
  if (random.chance(0.5)) given.set('PolicyType', given.get('PolicyName')?.endsWith('Access') ? 'System' : 'Custom');
  if (given.has('UserName')) {
    given.set('UserName', 'fuzz-target');
    given.set('PolicyName', given.get('PolicyType') === 'System' ? 'AdministratorAccess' : 'fuzz-everything');
    given.delete('ResourceGroupId');
  }
}
