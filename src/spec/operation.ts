/**
 * An operation is declared once: name, permission, limit, request, response, errors, examples and what it does. Validation,
 * authorization, throttling, redaction, reference pages and the derived test suites read the declaration.
 */
import type { ResourcePolicy } from '../access/evaluate.js';
import type { Change } from '../domain/change.js';
import type { Principal } from '../domain/principal.js';
import type { Requester } from '../domain/requester.js';
import type { ApiError, ErrorTable } from './errors.js';
import type { Fields, ObjectOf } from './field.js';

export type AccessLevel = 'create' | 'list' | 'get' | 'update' | 'delete';

export interface RamDeclaration {
  /** `<RAM code>:<Name>`; absent: every authenticated caller may call the operation. */
  readonly action?: string;
  readonly access: AccessLevel;
  /**
   * `*`, or ARNs with placeholders: `{account}`, `{region}`, a request parameter, or a name that `resolve` gives. A caller
   * needs an allow for each. A placeholder without a value becomes `*`.
   */
  readonly resource: string | readonly string[];
  /** Condition keys of the product that this operation fills. */
  readonly conditionKeys?: readonly string[];
  readonly dependentActions?: readonly string[];
}

/** What the permission check needs to know of the addressed object and the parameters alone do not tell. */
export interface ResolvedResource {
  /** What the caller may be told when he is denied: from his own request, in his own spelling. */
  readonly placeholders?: Readonly<Record<string, string>>;
  /** What was looked up. A denied caller sees `*` instead, as for what does not exist. */
  readonly foundPlaceholders?: Readonly<Record<string, string>>;
  readonly resourceTags?: Readonly<Record<string, string>>;
  readonly resourceGroupId?: string;
  /**
   * In a list: a permission that the call needs beside its own, on an object of another kind, such as `kms:Decrypt` on the key of a secret.
   * `resource` has placeholders as that of the operation. It is looked at only where the call's own permission is there.
   */
  readonly dependent?: { readonly action: string; readonly resource: string };
  /**
   * In a list: whether this is what the call makes. What the request says (its tags, the group it names) is said of that one only,
   * or a caller could give an object that exists the tags and the group that a policy asks for.
   */
  readonly isNew?: boolean;
  /** The policy that the object itself has, which counts beside those of the caller: of a role its trust policy. It is about the first ARN. */
  readonly policy?: PolicyOfObject;
  /** What the call has for the condition keys of its product, such as `sts:ExternalId`. */
  readonly ownKeys?: Readonly<Record<string, string | readonly string[]>>;
}

export type PolicyOfObject = Omit<ResourcePolicy, 'resource'>;

/** One object, or several of which each has to be allowed. Undefined: there is nothing to know beyond the parameters. */
export type Resolution = ResolvedResource | readonly [ResolvedResource, ...ResolvedResource[]] | undefined;

/** A thing of another account that a call names, with its own policy. */
export interface ThingOfAnother {
  readonly arn: string;
  readonly policy: PolicyOfObject;
  readonly tags: Readonly<Record<string, string>>;
  /** What it is to be used for; absent: the action of the operation. */
  readonly action?: string | undefined;
}

export interface ThingsOfOthers {
  /** Whether its owner shares it with the caller for this. If not, it has to look absent. */
  mayUse(thing: ThingOfAnother): boolean;
}

/** What a handler is told about the call, besides its input and the product's services. */
export interface CallFacts {
  readonly accountId: string;
  readonly principal: Principal;
  readonly requestId: string;
  readonly region: string;
  readonly now: Date;
  /** The caller that slow work of this call is done for, to be handed on to it. */
  readonly requester: Requester;
  /** What the caller may use of other accounts. Nothing, unless the operation is declared `crossAccount`. */
  readonly others: ThingsOfOthers;
  /** The KMS instance that was addressed; undefined of a call that travels otherwise. */
  readonly instanceId: string | undefined;
}

export type Call<Services, Codes extends string> = CallFacts &
  Services & {
    /** Makes a declared error: `throw fail('NotFound')`. `values` fill the placeholders of its message. */
    readonly fail: (code: Codes, values?: Readonly<Record<string, string>>) => ApiError;
  };

/** An answer together with the change that has to be durable before it is sent. */
export class Effect<Answer, Reason extends string = string> {
  constructor(
    readonly change: Change<Reason>,
    readonly answer: Answer,
  ) {}
}

/** An answer alone. Said so, because to the types an effect would also be an answer without members. */
interface NoEffect {
  readonly change?: undefined;
}

/** What a handler returns when its call changes something: nothing happens unless the whole change can be committed. */
export function effect<Answer, Reason extends string = never>(
  change: Change<Reason>,
  answer: Answer,
): Effect<Answer, Reason> {
  return new Effect(change, answer);
}

/**
 * What a call takes away. Everything of access level `delete` does; others say so here: what ends for good (a revocation), and what
 * stops working for somebody at the next request even if it can be given back (a policy detached, a key disabled). An update
 * that only replaces one value by another does not.
 */
export interface Destruction {
  /** What is lost, in one or two sentences for the person who is about to call. */
  readonly loses: string;
  /** The values of parameters with which it is so; absent: with all. */
  readonly when?: Readonly<Record<string, string>>;
}

export interface Example {
  readonly title: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: Readonly<Record<string, unknown>>;
}

/** The parameters that hold the provider's ARN and the token, and the errors of one that is not believed, and of a denial. */
export interface IdentityTokenParameters<Parameter extends string = string, Code extends string = string> {
  readonly provider: Parameter;
  readonly token: Parameter;
  /** `{reason}` in its message says what is wrong. */
  readonly invalid: Code;
  readonly expired: Code;
  readonly denied: Code;
}

export interface OperationDeclaration<
  Services,
  Reason extends string,
  CommonCodes extends string,
  Request extends Fields,
  Response extends Fields,
  Errors extends ErrorTable,
> {
  readonly action: string;
  readonly summary: string;
  readonly description?: string;
  /** The HTTP method official clients use; both are served. */
  readonly method?: 'GET' | 'POST';
  readonly ram: RamDeclaration;
  /** Calls a second and user; absent: the product's number. */
  readonly qps?: number;
  readonly request: Request;
  /** Without `RequestId`, which the gateway adds to every answer. */
  readonly response: Response;
  readonly errors: Errors;
  readonly examples?: readonly Example[];
  /** Whether it also uses or shows things of other accounts, whose own policies have to allow it. */
  readonly crossAccount?: boolean;
  /** The request parameter that makes a repeated call give the first answer (CAS: `ClientToken`). */
  readonly idempotencyToken?: keyof Request & string;
  /** The request parameter that holds tags, for the condition key `acs:RequestTag/<key>`. */
  readonly requestTags?: keyof Request & string;
  /** Who calls is shown by the token of an identity provider, and not by a signature: a signature is not looked at. */
  readonly identityToken?: IdentityTokenParameters<keyof Request & string, keyof Errors & string>;
  /** Operations that a reader should know before or after this one. */
  readonly seeAlso?: readonly string[];
  /** What differs from the cloud, one sentence each. */
  readonly differences?: readonly string[];
  /** What changed for callers, and in which version. */
  readonly releaseNotes?: readonly string[];
  /** The version that first offered it; absent: the product's. */
  readonly since?: string;
  readonly destructive?: Destruction;
  /** Finds what the permission check needs beyond the parameters. Must not tell absent from foreign. */
  readonly resolve?: (input: ObjectOf<Request>, call: CallFacts & Services) => Promise<Resolution>;
  readonly handle: (
    input: ObjectOf<Request>,
    call: Call<Services, (keyof Errors & string) | CommonCodes>,
  ) => Promise<(ObjectOf<Response> & NoEffect) | Effect<ObjectOf<Response>, Reason>>;
}

/** A declared operation with its types forgotten, as the gateway and the derived suites use it. */
export interface Operation {
  readonly action: string;
  readonly summary: string;
  readonly description?: string;
  readonly method: 'GET' | 'POST';
  readonly ram: RamDeclaration;
  readonly qps: number;
  readonly request: Fields;
  readonly response: Fields;
  /** Its own errors; the product's common ones are in the product. */
  readonly errors: ErrorTable;
  readonly examples: readonly Example[];
  readonly crossAccount?: boolean;
  readonly idempotencyToken?: string;
  readonly requestTags?: string;
  readonly identityToken?: IdentityTokenParameters;
  readonly seeAlso: readonly string[];
  readonly differences: readonly string[];
  readonly releaseNotes: readonly string[];
  readonly since: string;
  readonly destructive?: Destruction;
  readonly product: ProductFacts;
  resolve(input: object, call: CallFacts): Promise<Resolution>;
  handle(input: object, call: CallFacts & { fail: unknown }): Promise<object>;
}

/** How the calls of a product travel: as RPC calls (wire/gateway.md), or as protobuf messages to an instance (wire/kms-instance.md). */
export type Protocol = 'rpc' | 'instance';

/** What an operation may know of its product. */
export interface ProductFacts {
  readonly protocol: Protocol;
  readonly code: string;
  readonly title: string;
  readonly version: string;
  readonly ramCode: string;
  readonly errors: ErrorTable;
  readonly dialect: Dialect;
  readonly refusals: Readonly<Record<string, string>>;
}

/** How a value broke its declaration; the product's dialect gives each kind its code and `{Rule}` says it in words. */
export type ProblemKind = 'type' | 'length' | 'characters' | 'format' | 'range' | 'value' | 'count';

/** A declared error whose code may hold `{P}`, the parameter's name. */
export interface DialectError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  /** What the caller can do next, where it is not what callers of most products can do. For pages, never in an answer. */
  readonly advice?: string;
}

/** How a product words the errors that the gateway finds: wire/gateway.md section 11.2. */
export interface Dialect {
  readonly missing: DialectError;
  /** By kind of problem; `value` is what stands in for the kinds left out. */
  readonly invalid: Readonly<Partial<Record<ProblemKind, DialectError>>> & { readonly value: DialectError };
  /** `{Resource}` and `{Action}` may stand in the message. */
  readonly denied: DialectError;
  readonly throttled: DialectError;
  readonly unknownKey: DialectError;
  readonly disabledKey: DialectError;
  readonly internal: DialectError;
  readonly unavailable: DialectError;
  readonly tokenMismatch: DialectError;
  /** An idempotency token with other parameters than at its first use. Only products that have such tokens need it. */
  readonly tokenReused?: DialectError;
  /** Calls with this parameter set to true never take effect, and answer with an error that says what would have happened. */
  readonly dryRun?: {
    readonly parameter: string;
    /** Instead of `missing` and `invalid`. */
    readonly invalid: DialectError;
    /** Instead of `denied`. */
    readonly denied: DialectError;
  };
  /** Root element of XML answers, success and error alike; absent: OperationResponse and Error. */
  readonly xmlRoot?: string;
  /** Whether error bodies repeat the HTTP status as `HttpStatus`. */
  readonly statusInBody?: boolean;
  /** Whether the nonce of signature V1 may be left out (KMS's old pages omit it): the signature stands in for it then. */
  readonly nonceOptional?: boolean;
}
