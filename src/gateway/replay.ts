/** A request that was sent before is refused before it costs anything: wire/gateway.md section 8. */
import type { Caller } from './caller.js';
import type { Exchange } from './exchange.js';
import { gatewayError } from './gateway-error.js';
import type { Ledger } from './ledger.js';

/**
 * Throws `SignatureNonceUsed` when the nonce is on record already. That it is not decides nothing: of two requests at once both get
 * past here, and the nonce's own row, committed with the call, lets one of them through.
 */
export async function refuseReplay(
  { principal: { accessKeyId } }: Caller,
  { nonce }: Exchange,
  { nonces }: Pick<Ledger, 'nonces'>,
): Promise<void> {
  if (nonce !== undefined && (await nonces.isNonceUsed(accessKeyId, nonce))) throw gatewayError('SignatureNonceUsed');
}
