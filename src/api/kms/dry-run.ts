/** Dry runs (wire/kms.md section 1.7). What they are told of faults of parameters and of permission is in the product's dialect. */
import { string } from '../../spec/field.js';

export const dryRun = string({
  minLength: 1,
  pattern: /[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]/,
  about: '`true`: nothing is done, and the answer is an error that says what would have happened.',
  example: 'false',
});

export const dryRunErrors = {
  DryRunOperationError: {
    status: 400,
    message: 'The request would have succeeded, but DryRun is set.',
    advice: 'Leave `DryRun` out to make the call.',
  },
} as const;

export const isDryRun = (given: string | undefined): boolean => given?.toLowerCase() === 'true';
