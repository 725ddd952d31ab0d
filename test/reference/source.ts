/** What the pages are made from in tests: all declarations, at an address that no test listens on. */
import { declarations } from '../../src/api/declarations.js';
import type { ReferenceSource } from '../../src/reference/source.js';

export const source: ReferenceSource = { catalogue: await declarations(), publicUrl: 'http://127.0.0.1:8088' };
