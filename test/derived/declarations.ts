/** All declarations, without a server behind them: what the derived suites read. */
import { catalogueOf } from '../../src/api/catalogue.js';
import { spokenAs } from '../../src/spec/catalogue.js';

// The handlers are never called here, so the services may be nothing.
export const allDeclarations = catalogueOf({
  cas: {} as never,
  kms: {} as never,
  kmsInstance: {} as never,
  ram: {} as never,
  sts: {} as never,
  ims: {} as never,
  resourceManager: {} as never,
  chancery: {} as never,
});

/** Those that are called as RPC APIs are. */
export const declarations = spokenAs(allDeclarations, 'rpc');
