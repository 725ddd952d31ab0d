/** All products and all operations: the one list that the server, the reference and the derived suites read. */
import { type Catalogue, catalogue } from '../spec/catalogue.js';
import { casOperations } from './cas/operations.js';
import { cas } from './cas/product.js';
import type { CasServices } from './cas/services.js';
import { chanceryOperations } from './chancery/operations.js';
import { chancery } from './chancery/product.js';
import type { ChanceryServices } from './chancery/services.js';
import { imsOperations } from './ims/operations.js';
import { ims } from './ims/product.js';
import type { ImsServices } from './ims/services.js';
import { kmsOperations } from './kms/operations.js';
import { kms } from './kms/product.js';
import type { KmsServices } from './kms/services.js';
import { kmsInstanceOperations } from './kms-instance/operations.js';
import { kmsInstance } from './kms-instance/product.js';
import type { KmsInstanceServices } from './kms-instance/services.js';
import { ramOperations } from './ram/operations.js';
import { ram } from './ram/product.js';
import type { RamServices } from './ram/services.js';
import { resourceManagerOperations } from './resourcemanager/operations.js';
import { resourceManager } from './resourcemanager/product.js';
import type { ResourceManagerServices } from './resourcemanager/services.js';
import { stsOperations } from './sts/operations.js';
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
export function catalogueOf(services: ProductServices): Catalogue {
  return catalogue(
    [cas, kms, kmsInstance, ram, sts, ims, resourceManager, chancery],
    [
      ...casOperations(services.cas),
      ...kmsOperations(services.kms),
      ...kmsInstanceOperations(services.kmsInstance),
      ...ramOperations(services.ram),
      ...stsOperations(services.sts),
      ...imsOperations(services.ims),
      ...resourceManagerOperations(services.resourceManager),
      ...chanceryOperations(services.chancery),
    ],
  );
}
