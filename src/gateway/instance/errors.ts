/**
 * The errors of the instance protocol before its operation is reached, and of its headers: wire/kms-instance.md section 2.5, with its wording, because
 * official clients look for some of these texts. What operations answer with, and what the product words in its way, is in the declarations.
 */
import { type ApiError, declaredError, type ErrorTable } from '../../spec/errors.js';

export const instanceErrors = {
  InvalidContentType: {
    status: 415,
    message: 'Content-Type "{value}" is unsupported.',
    advice: 'Send the message as `application/x-protobuf`.',
  },
  InvalidApiVersion: {
    status: 400,
    message: 'The ApiVersion "{value}" is invalid.',
    advice: 'Send `x-kms-apiversion: dkms-gcs-0.2`.',
  },
  InvalidApiName: {
    status: 400,
    message: 'The ApiName "{value}" is invalid.',
    advice: 'Name an operation of this product in `x-kms-apiname`, its case included.',
  },
  InvalidParam: {
    status: 400,
    message: 'The Param {P} is invalid.{detail}',
    advice:
      'Correct the header that is named. `Date` is as in RFC 9110; `Content-SHA256` is that of the body, which must not be changed on its way; `Authorization` is `Bearer` and Base64.',
  },
  MissingParameter: {
    status: 400,
    message: 'Parameter {P} does not exist in http header or body.',
    advice: 'Send the header that is named. `x-kms-acccesskeyid` has three c.',
  },
  RequestTimeTooSkewed: {
    status: 400,
    message: 'Request time exceeds server time more than 15 minutes.',
    advice: 'Set the clock of the calling machine, and sign each attempt anew.',
  },
  SignatureNotMatch: {
    status: 401,
    message: 'Signature is not matched.',
    advice:
      'Sign with the private key of the client key that `x-kms-acccesskeyid` names, over the string of the page on the wire.',
  },
} as const satisfies ErrorTable;

export type InstanceErrorCode = keyof typeof instanceErrors;

/** The error of that code, with what its placeholders stand for. */
export function instanceError(code: InstanceErrorCode, values: Readonly<Record<string, string>> = {}): ApiError {
  return declaredError(code, instanceErrors[code], { detail: '', ...values });
}
