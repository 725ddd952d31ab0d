/**
 * The decision of wire/ram-sts.md section 5, written a second time, from the page alone: slowly, on the documents as they are, with nothing of the
 * evaluator's code. What the two say of random policies is compared in evaluation-oracle.test.ts.
 */

type Texts = string | readonly string[];

export interface NaiveStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: Texts;
  readonly NotAction?: Texts;
  readonly Resource?: Texts;
  readonly NotResource?: Texts;
  readonly Principal?: { readonly RAM: Texts };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
}

export interface NaiveDocument {
  readonly Version: '1';
  readonly Statement: readonly NaiveStatement[];
}

export interface NaiveRequest {
  readonly action: string;
  readonly resources: readonly string[];
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly isRoot: boolean;
  readonly attached: readonly { readonly document: NaiveDocument; readonly group?: string | undefined }[];
  readonly session?: NaiveDocument | undefined;
  readonly resourceGroup?: string | undefined;
  readonly ofResources: readonly {
    readonly document: NaiveDocument;
    readonly resource: string;
    readonly owner: string;
  }[];
  /** `root` is an account itself, and has no name. */
  readonly caller: { readonly kind: 'user' | 'role' | 'root'; readonly account: string; readonly name: string };
}

export type NaiveDecision = 'allow' | 'explicit deny' | 'implicit deny';

/** Whether the policy of a key or a secret lets the caller, who is of another account, use it (wire/kms.md section 12.3). */
export function shares({ document, resource }: NaiveRequest['ofResources'][number], request: NaiveRequest): boolean {
  const naming = document.Statement.filter(it => names(it, request.caller, true));
  return evaluateAll(naming, request, resource) === 'allow';
}

/** Step by step as the page has them; of several resources a deny on any denies, and each needs an allow. */
export function decide(request: NaiveRequest): NaiveDecision {
  const assumesRole = request.action.toLowerCase() === 'sts:assumerole';
  if (request.isRoot) return assumesRole ? 'implicit deny' : 'allow';
  const decisions = request.resources.map(resource => decideOn(request, resource, assumesRole));
  if (decisions.includes('explicit deny')) return 'explicit deny';
  return decisions.includes('implicit deny') ? 'implicit deny' : 'allow';
}

function decideOn(request: NaiveRequest, resource: string, assumesRole: boolean): NaiveDecision {
  const evaluate = (statements: readonly NaiveStatement[]) => evaluateAll(statements, request, resource);

  // 3. Session policy: anything but an allow is the result.
  if (request.session) {
    const bySession = evaluate(request.session.Statement);
    if (bySession !== 'allow') return bySession;
  }

  // 4. Decision A: account scope first; only where it says nothing, the scope of the resource's group.
  const ofScope = (group: string | undefined) =>
    request.attached.filter(it => it.group === group).flatMap(it => it.document.Statement);
  let a = evaluate(ofScope(undefined));
  if (a === 'implicit deny' && request.resourceGroup !== undefined) a = evaluate(ofScope(request.resourceGroup));

  // 5. Decision B.
  const policies = request.ofResources.filter(it => it.resource === resource);
  const isOtherAccounts = policies.some(it => it.owner !== request.caller.account);
  const needsBoth = assumesRole || isOtherAccounts;
  const naming = policies.flatMap(it => it.document.Statement).filter(it => names(it, request.caller, needsBoth));
  const b = evaluate(naming);

  // 6. Both together.
  if (a === 'explicit deny' || b === 'explicit deny') return 'explicit deny';
  const isAllowed = needsBoth ? a === 'allow' && b === 'allow' : a === 'allow' || b === 'allow';
  return isAllowed ? 'allow' : 'implicit deny';
}

function evaluateAll(statements: readonly NaiveStatement[], request: NaiveRequest, resource: string): NaiveDecision {
  const matching = statements.filter(it => covers(it, request, resource));
  if (matching.some(it => it.Effect === 'Deny')) return 'explicit deny';
  return matching.some(it => it.Effect === 'Allow') ? 'allow' : 'implicit deny';
}

/**
 * Section 6: an account stands for all of its users and roles. Where the policy of a resource would be enough by itself, its allow for a
 * whole account grants nothing.
 */
function names({ Effect, Principal }: NaiveStatement, caller: NaiveRequest['caller'], needsBoth: boolean): boolean {
  const named = texts(Principal?.RAM ?? []).map(it => it.toLowerCase());
  if (named.includes(`acs:ram::${caller.account}:${caller.kind}/${caller.name}`.toLowerCase())) return true;
  const isOfAccount = ['root', '*'].some(everybody => named.includes(`acs:ram::${caller.account}:${everybody}`));
  return isOfAccount && (needsBoth || Effect === 'Deny');
}

function covers(statement: NaiveStatement, request: NaiveRequest, resource: string): boolean {
  const { Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const action = request.action.toLowerCase();
  const isOne = (patterns: Texts) => texts(patterns).some(it => glob(it.toLowerCase(), action));
  if (Action !== undefined ? !isOne(Action) : isOne(NotAction ?? [])) return false;
  // A policy of a resource is about that resource alone: it says nothing of it, or "*".
  const isThere = (patterns: Texts) => texts(patterns).some(it => coversResource(it, resource));
  if (Resource !== undefined && !isThere(Resource)) return false;
  if (NotResource !== undefined && isThere(NotResource)) return false;
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, listed]) => holds(operator, valuesOf(request, key), texts(listed))),
  );
}

function coversResource(pattern: string, resource: string): boolean {
  if (!resource.startsWith('acs:ram:')) return glob(pattern, resource);
  // RAM has no region: an empty one is any; and its names count in any case.
  const anyRegion = pattern.replace(/^acs:ram::/, 'acs:ram:*:');
  return glob(anyRegion.toLowerCase(), resource.toLowerCase());
}

function valuesOf({ context }: NaiveRequest, key: string): string[] {
  return Object.entries(context)
    .filter(([name]) => comparable(name) === comparable(key))
    .flatMap(([, values]) => values);
}

const comparable = (key: string): string => {
  const [prefix = '', ...tag] = key.split('/');
  return [prefix.toLowerCase(), ...tag].join('/');
};

const NEGATIVE: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
};

function holds(operator: string, values: readonly string[], listed: readonly string[]): boolean {
  const positive = NEGATIVE[operator];
  if (positive !== undefined) return !holds(positive, values, listed);
  return values.some(value => listed.some(it => compare(operator, value, it)));
}

function compare(operator: string, value: string, listed: string): boolean {
  const isDate = operator.startsWith('Date');
  const [a, b] = isDate ? [Date.parse(value), Date.parse(listed)] : [Number(value), Number(listed)];
  switch (operator.replace(/^(?:Numeric|Date)/, '')) {
    case 'StringEquals':
      return value === listed;
    case 'StringEqualsIgnoreCase':
      return value.toLowerCase() === listed.toLowerCase();
    case 'StringLike':
      return glob(listed, value);
    case 'Bool':
      return value === listed;
    case 'IpAddress':
      return isInBlock(value, listed);
    case 'Equals':
      return a === b;
    case 'LessThan':
      return a < b;
    case 'LessThanEquals':
      return a <= b;
    case 'GreaterThan':
      return a > b;
    case 'GreaterThanEquals':
      return a >= b;
    default:
      throw new Error(`${operator} is not on the page`);
  }
}

/** IPv4 alone: bit by bit. */
function isInBlock(address: string, block: string): boolean {
  const [network = '', length = '32'] = block.split('/');
  const bits = (text: string) =>
    text
      .split('.')
      .map(part => Number(part).toString(2).padStart(8, '0'))
      .join('');
  return bits(address).slice(0, Number(length)) === bits(network).slice(0, Number(length));
}

/** By trying every way to read the pattern. */
function glob(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') return glob(pattern.slice(1), text) || (text !== '' && glob(pattern, text.slice(1)));
  return text !== '' && (pattern[0] === '?' || pattern[0] === text[0]) && glob(pattern.slice(1), text.slice(1));
}

const texts = (given: Texts): readonly string[] => (typeof given === 'string' ? [given] : given);
