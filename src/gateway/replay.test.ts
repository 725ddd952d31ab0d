import { expect, test } from 'vitest';
import { rawRequest } from '../../test/raw-request.js';
import type { Caller } from './caller.js';
import { refuseReplay } from './replay.js';

const exchange = (nonce?: string) => ({
  request: rawRequest({}),
  requestId: '',
  now: new Date(0),
  format: 'json' as const,
  nonce,
});
const caller: Caller = {
  principal: { kind: 'account', accountId: '1', id: '1', name: 'root', arn: 'acs:ram::1:root', accessKeyId: 'LTAI1' },
  open: async () => ({ kind: 'secret', secret: Buffer.alloc(0) }),
  markUsed: () => [],
  decide: async () => ({ allowed: true, resource: '*', explanation: '' }),
};
const ledger = {
  nonces: {
    isNonceUsed: async (key: string, nonce: string) => key === 'LTAI1' && nonce === 'used',
    nonceStep: () => ({ sql: '', parameters: [] }),
  },
};

test('a nonce that the key has on record is refused, a new one and none are not', async () => {
  await expect(refuseReplay(caller, exchange('used'), ledger)).rejects.toMatchObject({ code: 'SignatureNonceUsed' });
  await expect(refuseReplay(caller, exchange('new'), ledger)).resolves.toBeUndefined();
  await expect(refuseReplay(caller, exchange(), ledger)).resolves.toBeUndefined();
});
