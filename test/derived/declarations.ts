/** All declarations, without a server behind them: what the derived suites read. */
import { catalogueOf } from '../../src/api/catalogue.js';

// The handlers are never called here, so the services may be nothing.
export const declarations = catalogueOf({ cas: {} as never, kms: {} as never, ram: {} as never, sts: {} as never });
