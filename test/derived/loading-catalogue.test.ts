import { expect, test } from 'vitest';
import { catalogueOf } from '../../src/api/catalogue.js';
import { noServices } from '../../src/api/declarations.js';
import { allDeclarations } from './declarations.js';

test('each operation is there once its product is loaded, and none before', async () => {
  const catalogue = catalogueOf(noServices);
  const { operations } = allDeclarations;
  expect(operations.length).toBeGreaterThan(100);
  const found = () =>
    operations.filter(({ product, action }) => catalogue.findOperation(product.version, action)?.action === action);
  expect(found()).toEqual([]);
  for (const { version } of allDeclarations.products) {
    await catalogue.load(version);
    const named = found().map(({ product }) => product.version);
    expect(named.filter(it => it === version)).toHaveLength(
      operations.filter(({ product }) => product.version === version).length,
    );
  }
  expect(found()).toHaveLength(operations.length);
});
