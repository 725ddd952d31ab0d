/**
 * The proof: the signature is of the given key (wire/gateway.md section 7, step 6). Only after it may the nonce be recorded, or an
 * outsider could burn the nonces of others.
 */
import type { Parameters, RawRequest } from '../parameters.js';
import type { Authentication } from './authentication.js';
import type { Credential } from './proof.js';
import { verifyV1 } from './v1.js';
import { verifyV3 } from './v3.js';
import { verifyV4 } from './v4.js';

export interface VerificationOptions {
  /** Whether V4 signatures of the official Node implementation, whose keys are weakened by a mistake, are accepted. */
  readonly allowLossyV4: boolean;
}

/**
 * Returns when the request was signed with the credential. Throws `SignatureDoesNotMatch` (its message quotes the server's
 * string to sign: only for callers whose key exists, and never for a log), or `InvalidSignatureMethod` for a secret where the
 * algorithm wants a key pair and the reverse. Whether it was signed lately is for `checkFreshness`.
 */
export function verifySignature(
  authentication: Authentication,
  request: RawRequest,
  parameters: Parameters,
  credential: Credential,
  { allowLossyV4 }: VerificationOptions,
): void {
  switch (authentication.generation) {
    case 'V1':
      verifyV1(authentication, request, parameters, credential);
      break;
    case 'V3':
      verifyV3(authentication, request, parameters, credential);
      break;
    case 'V4':
      verifyV4(authentication, request, parameters, credential, allowLossyV4);
      break;
  }
}
