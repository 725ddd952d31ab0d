/** What a caller asks to be allowed: an operation's RAM action on the objects that the request addresses (wire/ram-sts.md section 5). */
import type { ResourcePolicy } from '../access/evaluate.js';
import type { TagValues } from '../access/request-context.js';
import type { CallFacts, Operation, Resolution, ResolvedResource } from '../spec/operation.js';
import type { Exchange } from './exchange.js';
import type { Sharing } from './sharing.js';

export interface Asked {
  /** The operation's name on the wire. */
  readonly operation: string;
  /** The RAM action; absent: the operation needs no permission. */
  readonly action: string | undefined;
  readonly now: Date;
  /** Whether the request came over TLS. */
  readonly secureTransport: boolean;
  readonly sourceAddress: string;
  /**
   * The addressed objects, each of which has to be allowed. Only who decides by objects asks, once, for it may take look-ups in
   * the store.
   */
  objects(): Promise<readonly AskedObject[]>;
}

export interface AskedObject {
  /** Instead of the operation's own action: what the call needs besides, and only where its own is allowed. */
  readonly dependentAction?: string | undefined;
  /** At least one; each needs an allow. */
  readonly resources: readonly AskedResource[];
  /** The group that the object is in, or is to be made or listed in. */
  readonly resourceGroupId: string | undefined;
  readonly requestTags: TagValues | undefined;
  readonly resourceTags: TagValues | undefined;
  /** The policy that the object itself has, with its ARN. */
  readonly policy?: ResourcePolicy | undefined;
  readonly ownKeys?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

export interface AskedResource {
  /** An ARN in which `*` stands for what is not known, or `*` alone. */
  readonly arn: string;
  /** The same without what was looked up: all that a denied caller may be told. */
  readonly told: string;
}

/** @param input decoded and checked */
export function askedOf(
  operation: Operation,
  input: Record<string, unknown>,
  { now, request }: Exchange,
  facts: CallFacts,
  sharing: Pick<Sharing, 'settle'>,
): Asked {
  return {
    operation: operation.action,
    action: operation.ram.action,
    now,
    secureTransport: request.secure,
    sourceAddress: request.remoteAddress,
    objects: async () => {
      const resolved = await operation.resolve(input, facts);
      sharing.settle();
      return isList(resolved)
        ? resolved.map(object => askedObject(operation, input, object, object.isNew === true, facts))
        : [askedObject(operation, input, resolved ?? {}, true, facts)];
    },
  };
}

/** @param isAsRequested whether what the request says (its tags, the group it names) is said of this object */
function askedObject(
  operation: Operation,
  input: Record<string, unknown>,
  object: ResolvedResource,
  isAsRequested: boolean,
  facts: CallFacts,
): AskedObject {
  // Only what is to be made, or what is listed of a group, is in the group that the caller names; an object that exists is in
  // the group it is in, or a policy scoped to one group would open every other by naming it.
  const namesGroup = isAsRequested && (operation.ram.access === 'create' || operation.ram.access === 'list');
  const named = { account: facts.accountId, region: facts.region, ...object.placeholders };
  const found = object.foundPlaceholders && { ...named, ...object.foundPlaceholders };
  const pattern = object.dependent?.resource ?? operation.ram.resource;
  const patterns = typeof pattern === 'string' ? [pattern] : pattern;
  const resources = patterns.map(pattern => {
    const told = filled(pattern, named, input);
    return { arn: found ? filled(pattern, found, input) : told, told };
  });
  return {
    dependentAction: object.dependent?.action,
    resources,
    policy: object.policy && { ...object.policy, resource: resources[0]!.arn },
    ownKeys: object.ownKeys,
    resourceGroupId: object.resourceGroupId ?? (namesGroup ? textOf(input.ResourceGroupId) : undefined),
    requestTags: isAsRequested ? tagsOf(input[operation.requestTags ?? '']) : undefined,
    resourceTags: object.resourceTags,
  };
}

/** The language's own check does not tell lists that cannot be changed from what is no list. */
function isList(resolved: Resolution): resolved is readonly [ResolvedResource, ...ResolvedResource[]] {
  return Array.isArray(resolved);
}

/**
 * An ARN with its placeholders filled. One without a value becomes `*`: any object of that kind.
 * @param known counts before what the request says
 */
function filled(pattern: string, known: Readonly<Record<string, unknown>>, input: Record<string, unknown>): string {
  let arn = '';
  for (const [i, part] of partsOf(pattern).entries()) {
    const isPlaceholder = i % 2 === 1;
    arn += isPlaceholder ? (textOf(known[part] ?? input[part]) ?? '*') : part;
  }
  return arn;
}

const knownParts = new Map<string, readonly string[]>();

/** Texts and, between two of them, the name of a placeholder. The patterns are those of the declarations. */
function partsOf(pattern: string): readonly string[] {
  const parts = knownParts.get(pattern) ?? pattern.split(/\{(\w+)\}/);
  knownParts.set(pattern, parts);
  return parts;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

interface GivenTag {
  readonly Key?: string;
  readonly Value?: string;
  /** As KMS spells them. */
  readonly TagKey?: string;
  readonly TagValue?: string;
}

/** Of a list, or of a parameter that holds one as JSON. */
function tagsOf(given: unknown): Record<string, string> | undefined {
  const tags = Array.isArray(given) ? given : (given as { readonly value?: unknown } | undefined)?.value;
  if (!Array.isArray(tags)) return undefined;
  const pairs = (tags as GivenTag[]).map(tag => [tag.Key ?? tag.TagKey, tag.Value ?? tag.TagValue ?? ''] as const);
  return Object.fromEntries(pairs.filter(([key]) => key !== undefined));
}
