/** `ExtendedConfig` and `SecretData` of managed secrets, by type (wire/kms.md section 11.2), as the domain takes them. */
import type { Account, GivenKey, Wanted } from '../../../kms/secrets/managed/rotator.js';
import type { GENERIC, SecretType } from '../../../kms/secrets/secret.js';
import { map, type ObjectOf, object, oneOf, string } from '../../../spec/field.js';
import { Problem } from '../../../spec/problem.js';
import { FREE_TEXT, VISIBLE_ASCII } from '../../../spec/text-rules.js';

/** The value stands for one that the server chooses. */
const AUTOMATIC = '$Auto';
const MOST_CUSTOM = 10;

const ID = { minLength: 1, maxLength: 64, pattern: VISIBLE_ASCII } as const;
/** No database needs quotes for what stands in such a name. */
const ACCOUNT = /[A-Za-z0-9_][A-Za-z0-9_.@$-]*/;

export const customData = map(string({ maxLength: 1024, pattern: FREE_TEXT, example: 'v' }), {
  maxItems: MOST_CUSTOM,
  about: `Up to ${MOST_CUSTOM} names with texts of your own.`,
});

const members = {
  SecretSubType: oneOf(['RamUserAccessKey', 'SingleUser', 'DoubleUsers'], {
    about: 'RAMCredentials: RamUserAccessKey. Rds: SingleUser or DoubleUsers. PolarDB and Redis: DoubleUsers.',
    example: 'DoubleUsers',
  }),
  UserName: string({ ...ID, about: 'RAMCredentials: the RAM user.', example: 'alice' }),
  DBInstanceId: string({ ...ID, about: 'Rds: under which the target is registered.', example: 'rm-orders' }),
  DBClusterId: string({ ...ID, about: 'PolarDB: under which the target is registered.', example: 'pc-orders' }),
  InstanceId: string({ ...ID, about: 'Redis: under which the target is registered.', example: 'r-orders' }),
  RegionId: string({ ...ID, about: 'PolarDB and Redis: the region of this server.', example: 'cn-hangzhou' }),
  DBType: oneOf(['MySQL', 'PostgreSQL'], { about: 'PolarDB: what the target is.', example: 'PostgreSQL' }),
  DBName: string({ ...ID, pattern: ACCOUNT, about: 'PolarDB with MySQL: the database.', example: 'orders' }),
  AccountName: string({
    ...ID,
    maxLength: 25,
    pattern: ACCOUNT,
    about: 'PolarDB and Redis: the account that is made.',
    example: 'orders',
  }),
  CloneAccountName: string({
    ...ID,
    maxLength: 31,
    pattern: ACCOUNT,
    about: 'PolarDB and Redis: the second account that is made, AccountName with _clone.',
    example: 'orders_clone',
  }),
  AccountType: oneOf(['Normal'], { about: 'PolarDB: Normal.', example: 'Normal' }),
  AccountPrivilege: oneOf(['ReadOnly', 'ReadWrite', 'DMLOnly', 'DDLOnly', 'RoleReadOnly', 'RoleReadWrite'], {
    about:
      'Redis: RoleReadOnly or RoleReadWrite. PolarDB with MySQL: ReadOnly, ReadWrite, DMLOnly or DDLOnly, on DBName. PolarDB with PostgreSQL: leave it out.',
    example: 'RoleReadWrite',
  }),
  CustomData: customData,
} as const;

export const extendedConfig = object(members, {
  sentAs: 'json',
  about: 'What a managed secret manages; which members it needs depends on SecretType. Leave it out for Generic.',
});

type Config = ObjectOf<typeof members>;
type Name = Exclude<keyof Config, 'CustomData'>;

interface Given {
  readonly type: Exclude<SecretType, typeof GENERIC | 'ECS'>;
  readonly config: Config | undefined;
  readonly data: string;
  readonly region: string;
}

/** Refused with the name of what is missing, wrong or of no use for the type. */
export function wantedOf({ type, config = {}, data, region }: Given): Wanted {
  const used: Name[] = [];
  const optional = <N extends Name>(name: N): Config[N] => {
    used.push(name);
    return config[name];
  };
  const needed = <N extends Name>(name: N): NonNullable<Config[N]> => {
    const value = optional(name);
    if (value === undefined) throw new Problem(['ExtendedConfig', name], 'missing');
    return value;
  };
  const subType = <S extends string>(...allowed: readonly S[]): S => {
    const value = needed('SecretSubType');
    const found = allowed.find(it => it === value);
    if (found === undefined) throw wrong('SecretSubType', `must be ${allowed.join(' or ')} for ${type}`);
    return found;
  };
  const wanted = ofType();
  for (const name of Object.keys(members) as (keyof Config)[]) {
    if (name === 'CustomData' || used.includes(name) || config[name] === undefined) continue;
    throw wrong(name, `is of no use for ${type}; leave it out`);
  }
  return wanted;

  function ofType(): Wanted {
    switch (type) {
      case 'RAMCredentials':
        subType('RamUserAccessKey');
        return { type, userName: needed('UserName'), key: keyIn(data) };
      case 'Rds': {
        const isSingle = subType('SingleUser', 'DoubleUsers') === 'SingleUser';
        return { type, instanceId: needed('DBInstanceId'), accounts: accountsIn(data, isSingle) };
      }
      case 'PolarDB': {
        subType('DoubleUsers');
        optional('AccountType');
        const kind = needed('DBType') === 'MySQL' ? 'mysql' : 'postgresql';
        const isMysql = kind === 'mysql';
        const privilege = isMysql ? oneOfThese(needed('AccountPrivilege'), MYSQL_PRIVILEGES) : undefined;
        const database = isMysql ? needed('DBName') : undefined;
        return { type, instanceId: needed('DBClusterId'), kind, privilege, database, accountNames: bothNames() };
      }
      case 'Redis': {
        subType('DoubleUsers');
        const privilege = oneOfThese(needed('AccountPrivilege'), REDIS_PRIVILEGES);
        return {
          type,
          instanceId: needed('InstanceId'),
          kind: 'redis',
          privilege,
          database: undefined,
          accountNames: bothNames(),
        };
      }
    }
  }

  function bothNames(): readonly [string, string] {
    if (needed('RegionId') !== region) throw wrong('RegionId', `must be ${region}, the region of this server`);
    if (data !== AUTOMATIC) throw new Problem(['SecretData'], 'value', `must be ${AUTOMATIC} for ${type}`);
    const name = needed('AccountName');
    const clone = optional('CloneAccountName') ?? (type === 'PolarDB' ? `${name}_clone` : needed('CloneAccountName'));
    if (clone !== `${name}_clone`) throw wrong('CloneAccountName', 'must be AccountName with _clone');
    return [name, clone];
  }

  function oneOfThese<T extends string>(value: T, allowed: readonly T[]): T {
    if (!allowed.includes(value)) throw wrong('AccountPrivilege', `must be one of ${allowed.join(', ')} for ${type}`);
    return value;
  }
}

const MYSQL_PRIVILEGES = ['ReadOnly', 'ReadWrite', 'DMLOnly', 'DDLOnly'] as const;
const REDIS_PRIVILEGES = ['RoleReadOnly', 'RoleReadWrite'] as const;

/** What is shown again of what was given. */
export function givenTexts(config: Config | undefined): Readonly<Record<string, string>> {
  const { CustomData: _, ...texts } = config ?? {};
  return Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function keyIn(data: string): GivenKey {
  const shape = '{"AccessKeys":[{"AccessKeyId":"…","AccessKeySecret":"…"}]}';
  const [first, ...others] = rowsIn(data, 'AccessKeys', shape);
  const { AccessKeyId: id, AccessKeySecret: secret } = first;
  if (others.length > 0 || !isText(id) || !isText(secret)) throw shapeProblem(shape);
  return { id, secret };
}

function accountsIn(data: string, isSingle: boolean): readonly [Account] | readonly [Account, Account] {
  const one = '{"AccountName":"…","AccountPassword":"…"}';
  const shape = `{"Accounts":[${isSingle ? one : `${one},${one}`}]}`;
  const accounts = rowsIn(data, 'Accounts', shape).map(({ AccountName: name, AccountPassword: password }) => {
    if (!isText(name) || !isText(password)) throw shapeProblem(shape);
    if (name.length > 63 || !WHOLE_ACCOUNT.test(name)) {
      throw new Problem(
        ['SecretData'],
        'value',
        'has an AccountName that is too long, or holds other characters than letters, digits and _ . @ $ -',
      );
    }
    return { name, password };
  });
  const [first, second, ...others] = accounts;
  if (!first || others.length > 0 || (second === undefined) !== isSingle || first.name === second?.name) {
    throw shapeProblem(shape);
  }
  return second ? [first, second] : [first];
}

const WHOLE_ACCOUNT = new RegExp(`^(?:${ACCOUNT.source})$`);

type Row = Readonly<Record<string, unknown>>;

/** The rows of the one list that the JSON holds. */
function rowsIn(data: string, name: string, shape: string): readonly [Row, ...Row[]] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(data);
  } catch {
    throw shapeProblem(shape);
  }
  const rows = (parsed as Row | null)?.[name];
  if (!Array.isArray(rows) || rows.length === 0 || !rows.every(row => typeof row === 'object' && row !== null)) {
    throw shapeProblem(shape);
  }
  return rows as unknown as [Row, ...Row[]];
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const shapeProblem = (shape: string) => new Problem(['SecretData'], 'value', `must be JSON of the form ${shape}`);
const wrong = (name: string, rule: string) => new Problem(['ExtendedConfig', name], 'value', rule);
