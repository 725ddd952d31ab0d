/** A request that was sent before is refused before it costs anything: wire/gateway.md section 8. */
import type { Caller } from './caller.js';
import type { Exchange } from './exchange.js';
import { gatewayError } from './gateway-error.js';
import type { Ledger } from './ledger.js';

/**
 * Throws `SignatureNonceUsed` when the nonce is on record already. That it is not decides nothing: of two requests at once both get
 * past here, and the nonce, committed with the call, lets one of them through. `InvalidTimeStamp.Expired` is thrown where a request is
 * younger than that and nobody knows any more whether its nonce was used, because there were too many since.
 */
export async function refuseReplay(
  { principal: { accessKeyId } }: Caller,
  { proof }: Pick<Exchange, 'proof'>,
  { nonces }: Pick<Ledger, 'nonces'>,
): Promise<void> {
  if (proof === undefined) return;
  const state = await nonces.stateOf(accessKeyId, proof.nonce, proof.signedAt);
  if (state === 'used') throw gatewayError('SignatureNonceUsed');
  if (state === 'forgotten') throw gatewayError('InvalidTimeStamp.Expired');
}
