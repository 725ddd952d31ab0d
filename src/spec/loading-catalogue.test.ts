import { expect, it } from 'vitest';
import { cas } from '../api/cas/product.js';
import { sts } from '../api/sts/product.js';
import { loadingCatalogue } from './loading-catalogue.js';

it('loads a product once, with its first call', async () => {
  let times = 0;
  const found = loadingCatalogue([
    {
      product: sts,
      operations: async () => {
        times++;
        return [];
      },
    },
    { product: cas, operations: () => Promise.reject(new Error('not asked for')) },
  ]);
  expect(found.load('1999-01-01')).toBeUndefined();
  expect(found.findProduct(sts.version)).toBeUndefined();
  await Promise.all([found.load(sts.version), found.load(sts.version)]);
  expect(found.load(sts.version)).toBeUndefined();
  expect(times).toBe(1);
  expect(found.findProduct(sts.version)?.planned).toContain('GetCallerIdentity');
});

it('tries again what could not be loaded', async () => {
  const answers = [Promise.reject(new Error('no such file')), Promise.resolve([])];
  const found = loadingCatalogue([{ product: sts, operations: () => answers.shift()! }]);
  await expect(found.load(sts.version)).rejects.toThrow('no such file');
  await found.load(sts.version);
  expect(found.findProduct(sts.version)?.code).toBe('sts');
});
