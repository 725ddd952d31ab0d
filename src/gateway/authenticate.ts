/** Who signed the request: wire/gateway.md sections 3 to 8. What is not proven here is not believed anywhere. */
import { type ApiError, declaredError } from '../spec/errors.js';
import type { Dialect, Operation } from '../spec/operation.js';
import { dialectError } from './api-errors.js';
import type { Caller, NoCaller } from './caller.js';
import type { Exchange } from './exchange.js';
import type { Gateway } from './gateway.js';
import { gatewayError } from './gateway-error.js';
import { type Parameters, withJson } from './parameters.js';
import { checkFreshness, nonceOf } from './signatures/clock.js';
import type { Authentication } from './signatures/recognise.js';
import { verifySignature } from './signatures/verify.js';
import { validate } from './validate.js';

/** What a request is answered whose key or token leads to no caller. */
const REFUSALS: Readonly<Record<NoCaller, (dialect: Dialect) => ApiError>> = {
  'unknown-key': ({ unknownKey }) => dialectError(unknownKey),
  'disabled-key': ({ disabledKey }) => dialectError(disabledKey),
  'token-missing': () => gatewayError('MissingSecurityToken'),
  'token-malformed': () => gatewayError('InvalidSecurityToken.Malformed'),
  'token-expired': () => gatewayError('InvalidSecurityToken.Expired'),
  'token-mismatch': ({ tokenMismatch }) => dialectError(tokenMismatch),
};

/** The caller whose key it is, if it is one that may call, and at a time that is now. Whether it signed is not known yet. */
export async function findSigner(
  authentication: Authentication,
  operation: Operation,
  now: Date,
  { callers }: Pick<Gateway, 'callers'>,
): Promise<Caller> {
  const { dialect } = operation.product;
  const caller = await callers.find(authentication.accessKeyId, authentication.securityToken, now);
  if (typeof caller === 'string') throw REFUSALS[caller](dialect);
  checkFreshness(authentication, now, { nonceOptional: dialect.nonceOptional === true });
  return caller;
}

/**
 * Finds the key, checks time stamp and signature, and notes the nonce, which is spent when the call is recorded: after the
 * signature, so that an outsider cannot burn nonces, and in the call's own change, so that a replay meets it on every replica.
 */
export async function authenticate(
  exchange: Exchange,
  parameters: Parameters,
  authentication: Authentication | undefined,
  operation: Operation,
  gateway: Gateway,
): Promise<Caller> {
  if (authentication === undefined) return authenticateByToken(exchange, parameters, operation, gateway);
  const caller = await findSigner(authentication, operation, exchange.now, gateway);
  const opened = await caller.open();
  try {
    verifySignature(authentication, exchange.request, parameters, opened, { allowLossyV4: gateway.site.allowLossyV4 });
  } finally {
    if (opened.kind === 'secret') opened.secret.fill(0);
  }
  exchange.principal = caller.principal;
  exchange.proof = { nonce: nonceOf(authentication), signedAt: authentication.timestamp };
  return caller;
}

/**
 * Finds whom the token of an identity provider is about. There is nothing that could be used once: a token is good until it expires, as its issuer
 * says. Throws `Problem` for parameters that are missing or malformed, before the token is looked at.
 */
async function authenticateByToken(
  exchange: Exchange,
  parameters: Parameters,
  operation: Operation,
  { callers }: Pick<Gateway, 'callers'>,
): Promise<Caller> {
  const { identityToken, errors } = operation;
  if (!identityToken) throw gatewayError('Missing{P}', { P: 'AccessKeyId' });
  const input = validate(operation, withJson(parameters, exchange.request), exchange);
  const [provider, token] = [String(input[identityToken.provider]), String(input[identityToken.token])];
  const caller = await callers.findVouched(provider, token, exchange.now);
  if ('refused' in caller) {
    const code = identityToken[caller.refused];
    throw declaredError(code, errors[code]!, { reason: caller.reason });
  }
  exchange.principal = caller.principal;
  return caller;
}
