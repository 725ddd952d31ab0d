/** A request that was sent before is refused before it costs anything: wire/gateway.md section 8. */
import type { Caller } from './caller.js';
import type { Exchange } from './exchange.js';
import type { Gateway } from './gateway.js';
import { gatewayError } from './gateway-error.js';

/**
 * Throws `SignatureNonceUsed` when the nonce is on record already. That it is not decides nothing: of two requests at once both get
 * past here, and the nonce's own row, committed with the call, lets one of them through.
 */
export async function refuseReplay(
  { principal: { accessKeyId } }: Caller,
  { nonce }: Exchange,
  gateway: Pick<Gateway, 'isNonceUsed'>,
): Promise<void> {
  if (nonce !== undefined && (await gateway.isNonceUsed(accessKeyId, nonce))) throw gatewayError('SignatureNonceUsed');
}
