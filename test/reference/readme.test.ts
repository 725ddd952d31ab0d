/** How many operations the README says are there is how many are declared. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { source } from './source.js';

test('the README counts the operations of each product as they are declared', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const names: Readonly<Record<string, string>> = {
    cas: 'private CA',
    kms: 'KMS',
    'kms-instance': 'KMS instance',
    ram: 'RAM',
    sts: 'STS',
    ims: 'IMS',
    resourcemanager: 'Resource Management',
    chancery: 'extensions',
  };
  const shown = [...readme.matchAll(/^\| ([\w ]+) \| (\d+) of (\d+) \|/gm)].map(([, name, there, all]) => [
    name,
    Number(there),
    Number(all),
  ]);
  const { products, operations } = source.catalogue;
  const declared = products.map(({ code, planned }) => {
    const there = operations.filter(({ product }) => product.code === code).length;
    return [names[code], there, there + planned.length];
  });
  expect(shown).toEqual(declared);
});
