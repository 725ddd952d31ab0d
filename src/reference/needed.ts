/** Which parameters a call cannot do without. */
import type { Operation } from '../spec/operation.js';

/**
 * The vendor's contracts leave some parameters optional whose absence is an error that the operation declares, such as
 * MissingParentIdentifier: for people who read or fill in a form, those are required too.
 */
export function isNeeded({ request, errors }: Pick<Operation, 'request' | 'errors'>, name: string): boolean {
  return request[name]?.required === true || (Object.hasOwn(request, name) && Object.hasOwn(errors, `Missing${name}`));
}
