/** What a caller can do about each error of the gateway. A code without advice does not compile. */
import type { GatewayErrorCode } from '../gateway/gateway-error.js';

export const gatewayAdvice: Readonly<Record<GatewayErrorCode, string>> = {
  'Missing{P}': 'Send the common parameter that is named. A request without any signature lacks AccessKeyId.',
  MissingParameter: 'Send the header that is named.',
  MissingSecurityToken: 'An AccessKeyId that starts with STS. is temporary: send the security token it came with.',
  'Invalid{P}': 'Give the common parameter that is named one of its values.',
  InvalidParameter: 'Correct the header or parameter that is named.',
  'InvalidParameter.Format': 'Write the parameter that is named in one of its forms; Format is JSON or XML.',
  'InvalidParameter.Accept': 'Ask for JSON or XML.',
  'InvalidParameter.Encoding': 'Encode query and form body as UTF-8 with percent signs.',
  'InvalidParameter.Duplicate': 'Send each parameter once; lists are numbered (Name.1, Name.2).',
  'InvalidParameter.Name': 'Name parameters as the reference pages do.',
  'InvalidParameter.Limit': 'Send less in one request.',
  'InvalidParameter.Body': 'Send a form or one JSON object that says what its content type says.',
  InvalidVersion: 'Use the API version of the product, as the list of products shows it.',
  IncompleteSignature: 'Complete the signature as the message says.',
  SignatureDoesNotMatch:
    'Compare the string to sign in the message with your own. If they are the same, the secret is wrong; if not, the first difference is the mistake.',
  InvalidSignatureMethod: 'Use an algorithm of the table on the signature page that fits the kind of key.',
  InvalidBearerToken: 'Sign with an AccessKey: bearer tokens are not issued here.',
  'InvalidTimeStamp.Format': 'Write the time as yyyy-MM-ddTHH:mm:ssZ, in UTC.',
  'InvalidTimeStamp.Expired': 'Set the clock of the calling machine, and sign each attempt anew.',
  IllegalTimestamp: 'Send Timestamp.',
  SignatureNonceUsed: 'Make a new nonce for each request, also when one is sent again.',
  'InvalidAccessKeyId.NotFound': 'Check the AccessKeyId, and that the client speaks to the server that made it.',
  'InvalidAccessKeyId.Inactive': 'Enable the AccessKey with UpdateAccessKey of RAM, or use another.',
  'InvalidSecurityToken.Expired': 'Get new temporary credentials.',
  'InvalidSecurityToken.Malformed': 'Send the security token whole and unchanged.',
  'InvalidSecurityToken.MismatchWithAccessKey':
    'Send a security token only with the temporary AccessKey that it was given with.',
  'InvalidParameter.ForwardedFor':
    'Have the proxy append the address of its peer, and nothing else; --trust-proxy says which proxies are believed.',
  ContentMD5NotMatched: 'Compute Content-MD5 over the bytes that are sent, or leave it out.',
  ContentLengthDoesNotMatch: 'Let the HTTP library set Content-Length.',
  'InvalidProtocol.NeedSsl': 'Use https.',
  UnsupportedHTTPMethod: 'Use GET or POST.',
  IdempotentParameterMismatch: 'Use a new token for a request with other parameters.',
  Throttling: 'Wait and call again.',
  'Throttling.User': 'Wait as long as the header x-acs-retry-after says (milliseconds) and call again.',
  'Throttling.Api': 'Wait as long as the header x-acs-retry-after says (milliseconds) and call again.',
  'Forbidden.AccessKeyDisabled': 'Enable the AccessKey, or use another.',
  'Forbidden.RAM': 'Ask for a policy that allows the action.',
  NoPermission:
    'Ask for a policy that allows AuthAction on AuthResource of the answer’s AccessDeniedDetail; EncodedDiagnosticMessage there names the statement that denied, if one did.',
  Forbidden: 'Ask for a policy that allows the action.',
  'InvalidAction.NotFound':
    'Check the name of the operation, its case included, and that it belongs to the API version.',
  'InvalidProduct.NotFound': 'Check the address.',
  'InvalidRegion.NotFound': 'Check the region.',
  ClientClosedRequest: 'Keep the connection open until the answer comes, and call again.',
  InternalError:
    'Call again; if it happens again, give the RequestId to whoever runs the server: its log has the cause.',
  ServiceUnavailable: 'Call again in a moment.',
};
