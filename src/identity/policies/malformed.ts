/** A document that is no policy, as this domain refuses it. */
import { MalformedPolicy } from '../../access/malformed-policy.js';
import { checkNewPolicy } from '../../access/new-policy.js';
import { Refusal } from '../../domain/change.js';

/** Refused with `policy-malformed`, whose detail `fault` says what is wrong and where. */
export function refuseMalformed(document: string): void {
  faultsOf(() => checkNewPolicy(document));
}

/** Runs a check of a document. Refused with `policy-malformed` where it throws MalformedPolicy. */
export function faultsOf(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (error instanceof MalformedPolicy) {
      throw new Refusal<'policy-malformed'>('policy-malformed', { fault: error.message });
    }
    throw error;
  }
}
