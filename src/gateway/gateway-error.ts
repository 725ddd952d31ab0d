/**
 * The errors that the gateway itself answers, whatever the operation: wire/gateway.md section 11.1, with its wording, because
 * clients and scripts look for it. What an operation can answer stands in that operation's declaration instead.
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
  'Missing{P}': { status: 400, message: '{P} is mandatory for this action.' },
  MissingParameter: {
    status: 400,
    message: 'The input parameter "{P}" that is mandatory for processing this request is not supplied.',
  },
  MissingSecurityToken: { status: 400, message: 'SecurityToken is mandatory for this action.' },
  'Invalid{P}': { status: 400, message: 'Specified parameter {P} is not valid.' },
  InvalidParameter: { status: 400, message: 'The specified parameter "{P}" is not valid.' },
  'InvalidParameter.Format': { status: 400, message: 'Specified parameter {P} is not valid.' },
  'InvalidParameter.Accept': { status: 400, message: 'Specified parameter Accept is not valid.' },
  // The cloud's answers to these six are not documented; the codes follow its InvalidParameter.<kind>.
  'InvalidParameter.Encoding': { status: 400, message: 'The specified parameter "{P}" is not percent-encoded UTF-8.' },
  'InvalidParameter.Duplicate': { status: 400, message: 'The specified parameter "{P}" is given twice.' },
  'InvalidParameter.Name': { status: 400, message: 'A parameter cannot have the name "{P}".' },
  'InvalidParameter.Limit': { status: 400, message: 'The request is beyond a limit. {limit}' },
  'InvalidParameter.ForwardedFor': {
    status: 400,
    message: 'The X-Forwarded-For of a trusted proxy has an entry that is no IP address, "{entry}".',
  },
  'InvalidParameter.Body': { status: 400, message: 'The request body is not valid. {reason}' },
  InvalidVersion: { status: 400, message: 'Specified parameter Version is not valid.' },

  // No colon may stand in the reason: clients cut this message, too, at what looks like a string to sign.
  IncompleteSignature: {
    status: 400,
    message: 'The request signature does not conform to Aliyun standards. {reason}',
  },
  // Four official cores parse this text (wire/gateway.md section 10.3): no other colon may precede the string.
  SignatureDoesNotMatch: {
    status: 400,
    message: 'Specified signature is not matched with our calculation. server string to sign is:{stringToSign}',
  },
  InvalidSignatureMethod: { status: 400, message: 'Specified signature method is not valid.' },
  InvalidBearerToken: { status: 400, message: 'Specified bearer token is not valid.' },
  'InvalidTimeStamp.Format': { status: 400, message: 'Specified time stamp or date value is not well formatted.' },
  'InvalidTimeStamp.Expired': { status: 400, message: 'Specified time stamp or date value is expired.' },
  // The word of KMS for a call without a time stamp: wire/gateway.md section 8.
  IllegalTimestamp: {
    status: 400,
    message: 'The input parameter "Timestamp" that is mandatory for processing this request is not supplied.',
  },
  SignatureNonceUsed: { status: 400, message: 'Specified signature nonce was used already.' },
  'InvalidAccessKeyId.NotFound': { status: 404, message: 'Specified access key is not found.' },
  'InvalidAccessKeyId.Inactive': { status: 400, message: 'Specified access key is disabled.' },
  'InvalidSecurityToken.Expired': { status: 400, message: 'Specified SecurityToken is expired.' },
  'InvalidSecurityToken.Malformed': { status: 400, message: 'Specified SecurityToken is malformed.' },
  'InvalidSecurityToken.MismatchWithAccessKey': {
    status: 400,
    message: 'Specified SecurityToken mismatch with the AccessKey.',
  },

  ContentMD5NotMatched: { status: 400, message: 'Specified Content-MD5 does not match the request body.' },
  ContentLengthDoesNotMatch: { status: 400, message: 'Specified Content-Length does not match the request body.' },
  'InvalidProtocol.NeedSsl': { status: 400, message: 'Your request is denied as lack of ssl protect.' },
  UnsupportedHTTPMethod: { status: 400, message: 'This http method is not supported.' },
  IdempotentParameterMismatch: {
    status: 400,
    message: 'The request uses the same client token as a previous, but non-identical request.',
  },

  Throttling: { status: 400, message: 'Request was denied due to request throttling.' },
  'Throttling.User': { status: 400, message: 'Request was denied due to user flow control.' },
  'Throttling.Api': { status: 400, message: 'Request was denied due to api flow control.' },

  'Forbidden.AccessKeyDisabled': { status: 403, message: 'The AccessKey is disabled.' },
  'Forbidden.RAM': {
    status: 403,
    message: "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
  },
  NoPermission: { status: 403, message: 'You are not authorized to do this action. {explanation}' },
  Forbidden: { status: 403, message: 'User not authorized to operate on the specified resource.' },

  'InvalidAction.NotFound': {
    status: 404,
    message: 'Specified api is not found, please check your url and method.',
  },
  'InvalidProduct.NotFound': {
    status: 404,
    message: 'Cannot find product according to your specified domain.',
  },
  'InvalidRegion.NotFound': { status: 404, message: 'Specified region is not found.' },

  // Only the log and the audit record show it. The status is the one that proxies write down for this.
  ClientClosedRequest: {
    status: 499,
    message: 'The client closed the connection before the turn of its call came. Nothing was done.',
  },

  InternalError: {
    status: 500,
    message: 'The request processing has failed due to some unknown error, exception or failure.',
  },
  ServiceUnavailable: { status: 503, message: 'The request has failed due to a temporary failure of the server.' },
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
