/** A product is a version of one API: its names, its way of wording errors, and the operations declared with it. */
import type { ErrorTable } from './errors.js';
import type { Fields } from './field.js';
import type { Kinds } from './kinds.js';
import type { Lifecycle } from './lifecycle.js';
import type {
  CallFacts,
  Destruction,
  Dialect,
  Operation,
  OperationDeclaration,
  ProductFacts,
  Protocol,
} from './operation.js';

/** Which error code each reason is: all of a product's reasons, and no others. A product without reasons has an empty table. */
type Refusals<Reason extends string> = [Reason] extends [never]
  ? Readonly<Record<string, never>>
  : Readonly<Record<Reason, string>>;

export interface ProductDeclaration<Errors extends ErrorTable, Reason extends string> {
  /** Short name in paths and logs: `cas`, `kms`, `ram`, `sts`. */
  readonly code: string;
  readonly title: string;
  /** The API version, `yyyy-MM-dd`; it is what tells products apart on the wire. */
  readonly version: string;
  readonly ramCode: string;
  /** How its calls travel; absent: `rpc`. */
  readonly protocol?: Protocol;
  /** The version of this server that first offered the product, and the operations that do not say another. */
  readonly since: string;
  /** Calls a second and user of operations that do not say their own. */
  readonly qps: number;
  /** Errors that every operation may answer with. */
  readonly errors: Errors;
  readonly dialect: Dialect;
  /** Which error code a domain's refusal is; the code must be declared by the product or the operation. */
  readonly refusals: Refusals<Reason>;
  /** Whether it is an API of this server's own, which no cloud has and no contract describes. */
  readonly isExtension?: true;
  /** The kinds of thing that parameters name (`names` of a field), each with what makes one. */
  readonly kinds: Kinds;
  /** What its things may do in which state, for the reference. */
  readonly lifecycles?: readonly Lifecycle[];
  /** The API's contract: by the name of each operation how it looks on the wire. Those that are not declared are planned. */
  readonly contract: Contract;
}

/** In the built server what stands behind the names is left out (bundle/contract-names.ts). */
export type Contract = Readonly<Record<string, unknown>>;

export interface Product<Services, Reason extends string, Errors extends ErrorTable> extends ProductFacts {
  readonly contract: Contract;
  readonly kinds: Kinds;
  readonly lifecycles?: readonly Lifecycle[];
  readonly isExtension?: true;
  /** Declares an operation of this product. */
  operation<const Request extends Fields, const Response extends Fields, const Own extends ErrorTable>(
    declaration: OperationDeclaration<Services, Reason, keyof Errors & string, Request, Response, Own>,
  ): (services: Services) => Operation;
}

/**
 * Starts a product whose operations are handed `Services` and are refused with `Reason`: `defineProduct<CasServices, CaReason>()({ … })`.
 */
export function defineProduct<Services, Reason extends string>() {
  return <const Errors extends ErrorTable>(
    product: ProductDeclaration<Errors, Reason>,
  ): Product<Services, Reason, Errors> => {
    const facts = { ...product, protocol: product.protocol ?? 'rpc' } as const;
    return { ...facts, operation: declaration => services => bind(facts, declaration as never, services) };
  };
}

type AnyDeclaration = OperationDeclaration<object, string, string, Fields, Fields, ErrorTable>;

/** What every deletion takes away, where its declaration does not say more. */
const DELETION: Destruction = { loses: 'What the call names is deleted, and does not come back.' };

function bind(
  product: ProductDeclaration<ErrorTable, string> & ProductFacts,
  declaration: AnyDeclaration,
  services: unknown,
): Operation {
  const { handle, resolve, ...facts } = declaration;
  // The services are behind the call and not in it: copying dozens of references took longer than the permission check.
  const served = (call: CallFacts) => Object.assign(Object.create(services as object) as object, call);
  const destructive = declaration.destructive ?? (declaration.ram.access === 'delete' ? DELETION : undefined);
  return {
    ...facts,
    method: declaration.method ?? 'POST',
    qps: declaration.qps ?? product.qps,
    examples: declaration.examples ?? [],
    seeAlso: declaration.seeAlso ?? [],
    differences: declaration.differences ?? [],
    releaseNotes: declaration.releaseNotes ?? [],
    since: declaration.since ?? product.since,
    ...(destructive && { destructive }),
    product,
    resolve: (input, call) => (resolve ? resolve(input as never, served(call)) : Promise.resolve(undefined)),
    handle: (input, call) => handle(input as never, served(call) as never),
  };
}
