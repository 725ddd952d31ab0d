/**
 * What is refused as HTTP, before it is a call: the codes are those of the gateway, with the status that HTTP has for the fault
 * (RFC 9110 section 15.5, RFC 6585 section 5), which proxies and HTTP clients act upon.
 */
import { type ErrorDeclaration, fill } from '../spec/errors.js';
import { GatewayError } from './gateway-error.js';

interface HttpRefusal extends ErrorDeclaration {
  readonly code: string;
}

export const httpRefusals = {
  malformed: {
    code: 'InvalidParameter.Format',
    status: 400,
    message: 'The HTTP request is not well formed.',
    advice: 'Send requests with an HTTP library.',
  },
  tooSlow: {
    code: 'InvalidParameter.Format',
    status: 408,
    message: 'The request did not arrive within a minute.',
    advice: 'Send the whole request at once, and check the connection.',
  },
  bodyTooLong: {
    code: 'InvalidParameter.Limit',
    status: 413,
    message: 'The request is beyond a limit. A body of this type may have {maxBytes} bytes.',
    advice: 'Send less in one request.',
  },
  unmetExpectation: {
    code: 'InvalidParameter.Format',
    status: 417,
    message: 'The only expectation that this server meets is 100-continue.',
    advice: 'Leave the header Expect out.',
  },
  tooManyHeaders: {
    code: 'InvalidParameter.Limit',
    status: 431,
    message: 'The request is beyond a limit. It may have {maxHeaders} headers.',
    advice: 'Send fewer headers; a browser may have collected cookies for this host.',
  },
  headTooLong: {
    code: 'InvalidParameter.Format',
    status: 431,
    message: 'The request line and headers are larger than 128 KB, or there are more than {maxHeaders} headers.',
    advice: 'Send the parameters as a form in the body, and fewer headers.',
  },
} as const satisfies Readonly<Record<string, HttpRefusal>>;

export type HttpRefusalName = keyof typeof httpRefusals;

/** The refusal of that name, with numbers for the limits that its message gives. */
export function httpRefusal(name: HttpRefusalName, limits: Readonly<Record<string, number>> = {}): GatewayError {
  const { code, status, message } = httpRefusals[name];
  const values = Object.fromEntries(Object.entries(limits).map(([limit, value]) => [limit, String(value)]));
  return new GatewayError(code, status, fill(message, values));
}
