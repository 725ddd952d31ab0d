/** A document that is no policy, as this domain refuses it. */
import { MalformedPolicy } from '../../access/malformed-policy.js';
import { checkNewPolicy } from '../../access/new-policy.js';
import { Refusal } from '../../domain/change.js';

/** Refused with `policy-malformed`, whose detail `fault` says what is wrong and where. */
export function refuseMalformed(document: string): void {
  faultsOf(() => checkNewPolicy(document));
}

/** Checks or reads a document. Refused with `policy-malformed` where that throws MalformedPolicy. */
export function faultsOf<Result>(check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    if (error instanceof MalformedPolicy) {
      throw new Refusal<'policy-malformed'>('policy-malformed', { fault: error.message });
    }
    throw error;
  }
}
