import { expect, test } from 'vitest';
import type { Caller } from './caller.js';
import { refuseReplay } from './replay.js';

const signedAt = new Date('2026-03-01T00:00:00Z');
const exchange = (nonce?: string) => ({ proof: nonce === undefined ? undefined : { nonce, signedAt } });
const caller: Caller = {
  principal: { kind: 'account', accountId: '1', id: '1', name: 'root', arn: 'acs:ram::1:root', accessKeyId: 'LTAI1' },
  open: async () => ({ kind: 'secret', secret: Buffer.alloc(0) }),
  markUsed: () => [],
  decide: async () => ({ allowed: true, resource: '*', explanation: '' }),
};
const states = { used: 'used', old: 'forgotten' } as const;
const ledger = {
  nonces: {
    stateOf: async (key: string, nonce: string, at: Date) =>
      key === 'LTAI1' && at === signedAt ? (states[nonce as keyof typeof states] ?? 'unused') : 'unused',
    nonceStep: () => ({ sql: '', parameters: [] }),
  },
};

test('a nonce that the key has on record is refused, a new one and none are not', async () => {
  await expect(refuseReplay(caller, exchange('used'), ledger)).rejects.toMatchObject({ code: 'SignatureNonceUsed' });
  await expect(refuseReplay(caller, exchange('new'), ledger)).resolves.toBeUndefined();
  await expect(refuseReplay(caller, exchange(), ledger)).resolves.toBeUndefined();
});

test('a request that is too old for it to be known whether it was sent before is refused as one that is out of time', async () => {
  await expect(refuseReplay(caller, exchange('old'), ledger)).rejects.toMatchObject({
    code: 'InvalidTimeStamp.Expired',
  });
});
