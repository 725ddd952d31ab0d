/** The client keys of KMS, whose signatures are checked with the public key of their certificate (wire/kms.md section 5.8). */
import type { Caller, FindCaller } from '../gateway/caller.js';
import type { ClientKeyCredentials } from '../kms/access-points/client-key-credentials.js';

export function clientKeyCallers(credentials: Pick<ClientKeyCredentials, 'findClientKeyCredential'>): FindCaller {
  return async (accessKeyId, token, now) => {
    const found = await credentials.findClientKeyCredential(accessKeyId, now);
    if (!found) return 'unknown-key';
    if (token !== undefined) return 'token-mismatch';
    const { principal, publicKey: key } = found;
    return { principal, open: async () => ({ kind: 'publicKey', key }), markUsed: () => [], decide };
  };
}

/** A client key opens secrets and keys, and none of those operations is here yet. RAM has no say in it. */
const decide: Caller['decide'] = async ({ operation }) => ({
  allowed: false,
  denial: 'ImplicitDeny',
  resource: '*',
  explanation: `client keys may not call ${operation}`,
});
