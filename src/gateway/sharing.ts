/**
 * Things of other accounts that a call may use because their own policies say so: one half of the decision, the other being that the caller's own account
 * allows it (wire/kms.md section 12.3). What is not shared looks absent, so this is asked where a thing is looked up, for the permission check and for the
 * operation alike, and both get the same answer.
 */
import { isSharedBy } from '../access/evaluate.js';
import { requestContext } from '../access/request-context.js';
import type { Principal } from '../domain/principal.js';
import type { Operation, ThingOfAnother, ThingsOfOthers } from '../spec/operation.js';
import { callerFacts, callingPrincipal } from './calling-principal.js';
import type { Exchange } from './exchange.js';

export class Sharing implements ThingsOfOthers {
  #answers: Map<string, boolean> | undefined;
  #isSettled = false;

  constructor(
    private readonly operation: Operation,
    private readonly principal: Principal,
    private readonly exchange: Pick<Exchange, 'now' | 'request'>,
  ) {}

  mayUse({ arn, policy, tags, action = this.operation.ram.action }: ThingOfAnother): boolean {
    if (this.operation.crossAccount !== true || action === undefined) return false;
    const question = `${action} ${arn}`;
    const known = this.#answers?.get(question);
    if (known !== undefined || this.#isSettled) return known ?? false;
    const { principal } = this;
    const { now, request } = this.exchange;
    const context = () =>
      requestContext({
        now,
        secureTransport: request.secure,
        sourceAddress: request.remoteAddress,
        ...callerFacts(principal),
        resourceTags: tags,
      });
    const answer = isSharedBy({ ...policy, resource: arn }, { action, context, caller: callingPrincipal(principal) });
    this.#answers ??= new Map();
    this.#answers.set(question, answer);
    return answer;
  }

  /** What the caller's own account was asked about is all that may be used: what comes to be shared after that is not. */
  settle(): void {
    this.#isSettled = true;
  }
}
