/** All declarations, without a server behind them: what the derived suites read. */
import { declarations as whole } from '../../src/api/declarations.js';
import { spokenAs } from '../../src/spec/catalogue.js';

export const allDeclarations = await whole();

/** Those that are called as RPC APIs are. */
export const declarations = spokenAs(allDeclarations, 'rpc');
