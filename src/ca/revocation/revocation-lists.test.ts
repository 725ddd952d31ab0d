import { expect, test } from 'vitest';
import type { IssuingParts } from '../issue-certificate.js';
import { RevocationLists } from './revocation-lists.js';
import type { RevocationStore } from './store.js';

test('an authority that cannot be looked after is left alone for a while, and keeps no other from its turn', async () => {
  const limits: number[] = [];
  const settled: string[] = [];
  const revocation: Partial<RevocationStore> = {
    listDue: async (_, limit) => {
      limits.push(limit);
      return ['broken', 'expired'];
    },
    findPublisher: async id => {
      if (id === 'broken') throw new Error('broken');
      return undefined;
    },
    settle: id => {
      settled.push(id);
      return [];
    },
    commit: async () => {},
  };
  const lists = new RevocationLists({ store: { revocation } } as unknown as IssuingParts);
  const errors: unknown[] = [];
  for (let look = 0; look < 3; look++) await lists.publishDue(new Date(), error => errors.push(error));
  expect(errors).toEqual([new Error('broken')]);
  expect(settled).toEqual(['expired', 'expired', 'expired']);
  expect(limits).toEqual([16, 17, 17]);
});
