/**
 * All products and all operations: the one list that the server, the reference and the derived suites read. The operations of a product are loaded when
 * somebody asks for them.
 */
import { type LoadingCatalogue, loadingCatalogue } from '../spec/loading-catalogue.js';
import { cas } from './cas/product.js';
import type { CasServices } from './cas/services.js';
import { chancery } from './chancery/product.js';
import type { ChanceryServices } from './chancery/services.js';
import { ims } from './ims/product.js';
import type { ImsServices } from './ims/services.js';
import { kms } from './kms/product.js';
import type { KmsServices } from './kms/services.js';
import { kmsInstance } from './kms-instance/product.js';
import type { KmsInstanceServices } from './kms-instance/services.js';
import { ram } from './ram/product.js';
import type { RamServices } from './ram/services.js';
import { resourceManager } from './resourcemanager/product.js';
import type { ResourceManagerServices } from './resourcemanager/services.js';
import { sts } from './sts/product.js';
import type { StsServices } from './sts/services.js';

export interface ProductServices {
  readonly cas: CasServices;
  readonly kms: KmsServices;
  readonly kmsInstance: KmsInstanceServices;
  readonly ram: RamServices;
  readonly sts: StsServices;
  readonly ims: ImsServices;
  readonly resourceManager: ResourceManagerServices;
  readonly chancery: ChanceryServices;
}

/** The catalogue with the services behind its operations. */
export function catalogueOf(services: ProductServices): LoadingCatalogue {
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
