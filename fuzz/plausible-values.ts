/** Values that an honest caller would send, so that a request that is bent in one place is sound in all others. */
import type { Parameter, Shape } from './contracts.js';
import { hostileCsr } from './hostile-der.js';
import { type Json, policyDocument } from './hostile-json.js';
import type { Random } from './random.js';
import { TRUST, type World } from './world.js';

type Value = (random: Random, world: World) => Json;

const aName: Value = random => `fuzz-${random.text(6)}`;
const seconds = (days: number) => String(Math.floor(Date.now() / 1000) + days * 86_400);
const instant = (days: number) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19)}Z`;

/** Parameters whose names say what belongs into them. */
const VALUES: Readonly<Record<string, Value>> = {
  // Keys of RSA take long to make, and what is attacked here is not the processor.
  Algorithm: random =>
    random.weighted([
      [20, 'ECC_256'],
      [12, 'SM2_256'],
      [5, 'ECC_384'],
      [3, 'ECC_512'],
      [0.3, 'RSA_1024'],
    ]),
  CommonName: random => random.pick(['fuzz.example', 'Fuzz', '中文', `n${random.below(1000)}.fuzz.example`]),
  Country: random => random.pick(['CN', 'DE', 'cn']),
  CountryCode: random => random.pick(['CN', 'DE', 'cn']),
  Days: random => String(1 + random.below(400)),
  Months: random => String(1 + random.below(12)),
  Years: random => String(1 + random.below(10)),
  BeforeTime: random => seconds(-random.below(3)),
  AfterTime: random => seconds(1 + random.below(300)),
  NotBefore: random => instant(-random.below(3)),
  NotAfter: random => instant(1 + random.below(1000)),
  AsynchronousFlag: random => (random.chance(0.9) ? 'false' : 'true'),
  Immediately: random => random.pick(['0', '1', '2']),
  PathLenConstraint: random => random.pick(['0', '1', '2']),
  SanType: random => random.pick(['1', '2', '4', '6', '7', '8']),
  SanValue: random =>
    random.pick(['a@example.com', 'a.example.com,b.example.com', 'https://example.com/x', '192.0.2.1,::1', '1.2.3.4']),
  Domain: random => random.pick(['example.com', 'a.example.com,192.0.2.1', '*.example.com']),
  Csr: random => hostileCsr(random),
  EncryptedCode: (random, world) => `${world.secretMark}!${random.text(random.below(8))}`,
  Password: (random, world) => `${world.secretMark}-Aa1${random.text(random.below(8))}`,
  AssumeRolePolicyDocument: () => TRUST,
  NewAssumeRolePolicyDocument: () => TRUST,
  SecretData: (random, world) => `${world.secretMark} ${random.text(random.below(8))}`,
  SecretDataType: random => random.pick(['text', 'binary']),
  SecretType: () => 'Generic',
  VersionStage: random => random.pick(['ACSCurrent', 'ACSPrevious', 'Fuzz']),
  VersionStages: random => random.pick<Json>([['ACSCurrent'], ['Fuzz', 'ACSCurrent'], ['Fuzz']]),
  RecoveryWindowInDays: random => random.pick(['7', '30']),
  ForceDeleteWithoutRecovery: () => 'false',
  ClientToken: random => random.pick(['token-1', 'token-2', random.text(20)]),
  CustomIdentifier: random => random.text(16),
  CurrentPage: random => String(1 + random.below(3)),
  ShowSize: random => random.pick(['1', '20', '50']),
  PageNumber: random => String(1 + random.below(3)),
  PageSize: random => random.pick(['1', '10', '100']),
  MaxItems: random => random.pick(['1', '100']),
  MaxResults: random => random.pick(['1', '20']),
  PolicyType: random => random.pick(['System', 'Custom']),
  PolicyDocument: random => JSON.stringify(policyDocument(random)),
  Status: random => random.pick(['Active', 'Inactive', 'ISSUE', 'REVOKE']),
  Type: random => random.pick(['Private', 'CLIENT', 'SERVER']),
  AuthenticationMethod: () => 'ClientKey',
  Permissions: random =>
    random.pick<Json>([
      ['RbacPermission/Template/CryptoServiceKeyUser'],
      ['RbacPermission/Template/CryptoServiceSecretUser'],
    ]),
  Resources: random => random.pick<Json>([['key/*'], ['secret/*', 'key/key-x']]),
  Policies: (random, world) => [world.name('Name', random) ?? 'fuzz'],
  AccessControlRules: (random, world) => ({ NetworkRules: [world.name('Name', random) ?? 'fuzz'] }),
  SourcePrivateIp: random => random.pick<Json>([['10.0.0.0/8'], ['192.168.1.1', '172.16.0.0/12']]),
  Email: () => 'a@example.com',
  NewEmail: () => 'b@example.com',
  MobilePhone: () => '86-18600008888',
  NewMobilePhone: () => '86-18600008889',
  NewUserName: aName,
  RegionId: () => 'cn-hangzhou',
};

/** Names of things that the operation makes, most of the time new ones. */
const NAMED = new Set([
  'UserName',
  'PolicyName',
  'Name',
  'AapName',
  'SecretName',
  'VersionId',
  'GroupName',
  'RoleName',
]);

/** A value for a parameter of an operation: text, or what a list, object or map holds. */
export function plausible(action: string, { name, shape }: Parameter, random: Random, world: World): Json {
  if (NAMED.has(name) && action.startsWith('Create') && name !== 'AapName' && random.chance(0.8))
    return aName(random, world);
  const known = world.name(name, random);
  if (known !== undefined && random.chance(0.95)) return known;
  return VALUES[name]?.(random, world) ?? byShape(shape, random);
}

function byShape(shape: Shape, random: Random): Json {
  switch (shape.kind) {
    case 'string':
      return shape.example !== undefined && !shape.example.includes('**') ? shape.example : random.text(8);
    case 'number':
      return String(random.pick([0, 1, 1, 5, 20]));
    case 'boolean':
      return random.pick(['true', 'false']);
    case 'list':
      return Array.from({ length: 1 + random.below(3) }, () => byShape(shape.of, random));
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.members).map(([name, member]) => [
          name,
          name === 'Key' ? random.text(5) : byShape(member, random),
        ]),
      );
    case 'map':
      return { [random.text(4)]: random.text(4) };
  }
}
