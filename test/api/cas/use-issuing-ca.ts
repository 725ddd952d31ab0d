/** A root CA and a sub CA below it, which issues, for the tests of one file or `describe`. */
import type { TestServer } from '../../server.js';
import type { CallParameters } from '../../signed-client.js';
import { useMade } from '../../use-made.js';
import { type MadeAuthority, makeRoot, makeSub } from './cas-calls.js';

export interface IssuingCa {
  readonly root: MadeAuthority;
  readonly sub: MadeAuthority;
}

/** Makes both in the main account of the server before the tests; `parameters` are added to those of `makeRoot` and `makeSub`. */
export function useIssuingCa(
  server: TestServer,
  parameters: { readonly root?: CallParameters; readonly sub?: CallParameters } = {},
): IssuingCa {
  const root = useMade(() => makeRoot(server.root, parameters.root));
  const sub = useMade(() => makeSub(server.root, root, parameters.sub));
  return { root, sub };
}
