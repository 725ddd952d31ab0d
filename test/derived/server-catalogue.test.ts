import { expect, test } from 'vitest';
import { declarations, noServices } from '../../src/api/declarations.js';
import { serverCatalogue } from '../../src/api/server-catalogue.js';

test('a server that loads products one by one has what all declarations have, in the same order', async () => {
  const loaded = serverCatalogue(noServices);
  const whole = await loaded.whole();
  const all = declarations();
  expect(whole.products.map(({ version }) => version)).toEqual(all.products.map(({ version }) => version));
  const named = ({ operations }: typeof all) => operations.map(it => `${it.product.version} ${it.action}`);
  expect(named(whole)).toEqual(named(all));
  expect(named(whole).length).toBeGreaterThan(100);
  for (const { product, action } of all.operations) {
    await loaded.load(product.version);
    expect(loaded.findOperation(product.version, action)?.action).toBe(action);
  }
});
