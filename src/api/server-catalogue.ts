/** All products, in the order of catalogue.ts, of which a server loads the operations when they are called. */
import { type LoadingCatalogue, loadingCatalogue } from '../spec/loading-catalogue.js';
import { cas } from './cas/product.js';
import type { ProductServices } from './catalogue.js';
import { chancery } from './chancery/product.js';
import { ims } from './ims/product.js';
import { kms } from './kms/product.js';
import { kmsInstance } from './kms-instance/product.js';
import { ram } from './ram/product.js';
import { resourceManager } from './resourcemanager/product.js';
import { sts } from './sts/product.js';

export function serverCatalogue(services: ProductServices): LoadingCatalogue {
  return loadingCatalogue([
    { product: cas, operations: async () => (await import('./cas/operations.js')).casOperations(services.cas) },
    { product: kms, operations: async () => (await import('./kms/operations.js')).kmsOperations(services.kms) },
    {
      product: kmsInstance,
      operations: async () =>
        (await import('./kms-instance/operations.js')).kmsInstanceOperations(services.kmsInstance),
    },
    { product: ram, operations: async () => (await import('./ram/operations.js')).ramOperations(services.ram) },
    { product: sts, operations: async () => (await import('./sts/operations.js')).stsOperations(services.sts) },
    { product: ims, operations: async () => (await import('./ims/operations.js')).imsOperations(services.ims) },
    {
      product: resourceManager,
      operations: async () =>
        (await import('./resourcemanager/operations.js')).resourceManagerOperations(services.resourceManager),
    },
    {
      product: chancery,
      operations: async () => (await import('./chancery/operations.js')).chanceryOperations(services.chancery),
    },
  ]);
}
