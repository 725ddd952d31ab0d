/** Who signed the request: wire/gateway.md sections 3 to 8. What is not proven here is not believed anywhere. */
import type { Operation } from '../spec/operation.js';
import { dialectError } from './api-errors.js';
import type { Exchange } from './exchange.js';
import type { CallerCredential, Gateway } from './gateway.js';
import { gatewayError } from './gateway-error.js';
import type { Parameters } from './parameters.js';
import { checkFreshness, nonceOf } from './signatures/clock.js';
import type { Authentication } from './signatures/recognise.js';
import { verifySignature } from './signatures/verify.js';

/** The key that signed, if it is one that may, and at a time that is now. Whether it signed is not known yet. */
export async function findSigner(
  authentication: Authentication,
  operation: Operation,
  now: Date,
  gateway: Pick<Gateway, 'findCredential'>,
): Promise<CallerCredential> {
  const { dialect } = operation.product;
  const credential = await gateway.findCredential(authentication.accessKeyId, now);
  if (!credential) {
    if (authentication.accessKeyId.startsWith('STS.') && !authentication.securityToken) {
      throw gatewayError('MissingSecurityToken');
    }
    throw dialectError(dialect.unknownKey);
  }
  if (credential.status === 'Inactive') throw dialectError(dialect.disabledKey);
  // Temporary keys start with STS. and are found by their token; any key found here is a lasting one.
  if (authentication.securityToken !== undefined) throw dialectError(dialect.tokenMismatch);
  checkFreshness(authentication, now, { nonceOptional: dialect.nonceOptional === true });
  return credential;
}

/**
 * Finds the key, checks time stamp and signature, and notes the nonce, which is spent when the call is recorded: after the
 * signature, so that an outsider cannot burn nonces, and in the call's own change, so that a replay meets it on every replica.
 */
export async function authenticate(
  exchange: Exchange,
  parameters: Parameters,
  authentication: Authentication,
  operation: Operation,
  gateway: Gateway,
): Promise<CallerCredential> {
  const credential = await findSigner(authentication, operation, exchange.now, gateway);
  const opened = await credential.open();
  try {
    verifySignature(authentication, exchange.request, parameters, opened, { allowLossyV4: gateway.allowLossyV4 });
  } finally {
    if (opened.kind === 'secret') opened.secret.fill(0);
  }
  exchange.principal = credential.principal;
  exchange.nonce = nonceOf(authentication);
  return credential;
}
