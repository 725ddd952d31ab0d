/**
 * The errors that the gateway itself answers, whatever the operation: wire/gateway.md section 11.1, with its wording, because
 * clients and scripts look for it. What products word in their own way stands in their dialects, what an operation can answer in its
 * declaration, and what is refused as HTTP in `http-refusals.ts`. Nothing else is answered, and all of this table is.
 *
 * Log the `code`, never the `message`: the one of `SignatureDoesNotMatch` repeats the caller's parameters, secrets included.
 */
import { ApiError, type ErrorTable, fill } from '../spec/errors.js';

/** A request refused by the gateway, with a code of the table below. */
export class GatewayError extends ApiError {
  override readonly name = 'GatewayError';
}

/** `{P}` is the name of the parameter or header; in a code, it makes one code for each name (`MissingAccessKeyId`). */
export const gatewayErrors = {
  'Missing{P}': {
    status: 400,
    message: '{P} is mandatory for this action.',
    advice: 'Send the common parameter that is named. A request without any signature lacks AccessKeyId.',
  },
  MissingParameter: {
    status: 400,
    message: 'The input parameter "{P}" that is mandatory for processing this request is not supplied.',
    advice: 'Send the header that is named.',
  },
  MissingSecurityToken: {
    status: 400,
    message: 'SecurityToken is mandatory for this action.',
    advice: 'An AccessKeyId that starts with STS. is temporary: send the security token it came with.',
  },
  'Invalid{P}': {
    status: 400,
    message: 'Specified parameter {P} is not valid.',
    advice: 'Give the common parameter that is named one of its values.',
  },
  InvalidParameter: {
    status: 400,
    message: 'The specified parameter "{P}" is not valid.',
    advice: 'Correct the header or parameter that is named.',
  },
  'InvalidParameter.Format': {
    status: 400,
    message: 'Specified parameter {P} is not valid.',
    advice: 'Write the parameter that is named in one of its forms; Format is JSON or XML.',
  },
  // The cloud's answers to these six are not documented; the codes follow its InvalidParameter.<kind>.
  'InvalidParameter.Encoding': {
    status: 400,
    message: 'The specified parameter "{P}" is not percent-encoded UTF-8.',
    advice: 'Encode query and form body as UTF-8 with percent signs.',
  },
  'InvalidParameter.Duplicate': {
    status: 400,
    message: 'The specified parameter "{P}" is given twice.',
    advice: 'Send each parameter once; lists are numbered (Name.1, Name.2).',
  },
  'InvalidParameter.Name': {
    status: 400,
    message: 'A parameter cannot have the name "{P}".',
    advice: 'Name parameters as the reference pages do.',
  },
  'InvalidParameter.Limit': {
    status: 400,
    message: 'The request is beyond a limit. {limit}',
    advice: 'Send less in one request.',
  },
  'InvalidParameter.ForwardedFor': {
    status: 400,
    message: 'The X-Forwarded-For of a trusted proxy has an entry that is no IP address, "{entry}".',
    advice:
      'Have the proxy append the address of its peer, and nothing else; --trust-proxy says which proxies are believed.',
  },
  'InvalidParameter.Body': {
    status: 400,
    message: 'The request body is not valid. {reason}',
    advice: 'Send a form or one JSON object that says what its content type says.',
  },

  InvalidVersion: {
    status: 400,
    message: 'Specified parameter Version is not valid.',
    advice: 'Use the API version of the product, as the list of products shows it.',
  },

  // No colon may stand in the reason: clients cut this message, too, at what looks like a string to sign.
  IncompleteSignature: {
    status: 400,
    message: 'The request signature does not conform to Aliyun standards. {reason}',
    advice: 'Complete the signature as the message says.',
  },
  // Four official cores parse this text (wire/gateway.md section 10.3): no other colon may precede the string.
  SignatureDoesNotMatch: {
    status: 400,
    message: 'Specified signature is not matched with our calculation. server string to sign is:{stringToSign}',
    advice:
      'Compare the string to sign in the message with your own. If they are the same, the secret is wrong; if not, the first difference is the mistake.',
  },
  InvalidSignatureMethod: {
    status: 400,
    message: 'Specified signature method is not valid.',
    advice: 'Use an algorithm of the table on the signature page that fits the kind of key.',
  },
  InvalidBearerToken: {
    status: 400,
    message: 'Specified bearer token is not valid.',
    advice: 'Sign with an AccessKey: bearer tokens are not issued here.',
  },
  'InvalidTimeStamp.Format': {
    status: 400,
    message: 'Specified time stamp or date value is not well formatted.',
    advice: 'Write the time as yyyy-MM-ddTHH:mm:ssZ, in UTC.',
  },
  'InvalidTimeStamp.Expired': {
    status: 400,
    message: 'Specified time stamp or date value is expired.',
    advice: 'Set the clock of the calling machine, and sign each attempt anew.',
  },
  // The word of KMS for a call without a time stamp: wire/gateway.md section 8.
  IllegalTimestamp: {
    status: 400,
    message: 'The input parameter "Timestamp" that is mandatory for processing this request is not supplied.',
    advice: 'Send Timestamp.',
  },
  SignatureNonceUsed: {
    status: 400,
    message: 'Specified signature nonce was used already.',
    advice: 'Make a new nonce for each request, also when one is sent again.',
  },
  'InvalidAccessKeyId.NotFound': {
    status: 404,
    message: 'Specified access key is not found.',
    advice: 'Check the AccessKeyId, and that the client speaks to the server that made it.',
  },
  'InvalidSecurityToken.Malformed': {
    status: 400,
    message: 'Specified SecurityToken is malformed.',
    advice: 'Send the security token whole and unchanged, to a server that has the seal of the one that issued it.',
  },
  'InvalidSecurityToken.Expired': {
    status: 400,
    message: 'Specified SecurityToken is expired.',
    advice: 'Assume the role again, and use the new AccessKey with its token.',
  },

  ContentLengthDoesNotMatch: {
    status: 400,
    message: 'Specified Content-Length does not match the request body.',
    advice: 'Let the HTTP library set Content-Length.',
  },

  UnsupportedHTTPMethod: { status: 400, message: 'This http method is not supported.', advice: 'Use GET or POST.' },

  'InvalidAction.NotFound': {
    status: 404,
    message: 'Specified api is not found, please check your url and method.',
    advice: 'Check the name of the operation, its case included, and that it belongs to the API version.',
  },
  // Not a 5xx: clients would try again, and it will not be there then either.
  UnsupportedOperation: {
    status: 400,
    message: '{Action} is an operation of {Product} that this server does not offer yet.',
    advice: 'Call an operation that this server has; the page on coverage lists them.',
  },
  NotFound: {
    status: 404,
    message: 'There is nothing at this address.',
    advice: 'Check the address. Calls of the API go to /.',
  },

  // Only the log and the audit record show it. The status is the one that proxies write down for this.
  ClientClosedRequest: {
    status: 499,
    message: 'The client closed the connection before the turn of its call came. Nothing was done.',
    advice: 'Keep the connection open until the answer comes, and call again.',
  },
  InternalError: {
    status: 500,
    message: 'The request processing has failed due to some unknown error, exception or failure.',
    advice:
      'Call again; if it happens again, give the RequestId to the administrator of the server: its log has the cause.',
  },
  ServiceUnavailable: {
    status: 503,
    message: 'The request has failed due to a temporary failure of the server.',
    advice: 'Call again in a moment.',
  },
} as const satisfies ErrorTable;

export type GatewayErrorCode = keyof typeof gatewayErrors;

type Holes<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;
type HolesOf<Code extends GatewayErrorCode> = Holes<Code> | Holes<(typeof gatewayErrors)[Code]['message']>;
type Values<Code extends GatewayErrorCode> = [HolesOf<Code>] extends [never]
  ? []
  : [Readonly<Record<HolesOf<Code>, string>>];

/**
 * The gateway's error of that code, to be thrown: `gatewayError('InvalidTimeStamp.Expired')`, or with what its
 * placeholders stand for, `gatewayError('Missing{P}', { P: 'AccessKeyId' })`, whose code is then `MissingAccessKeyId`.
 */
export function gatewayError<Code extends GatewayErrorCode>(code: Code, ...[values]: Values<Code>): GatewayError {
  const { status, message } = gatewayErrors[code];
  return new GatewayError(fill(code, values ?? {}), status, fill(message, values ?? {}));
}
