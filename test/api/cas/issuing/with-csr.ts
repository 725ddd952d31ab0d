/** Certificates by a CSR, below a CA of the family ECC: what each suite of an operation that takes one works with. */
import { Scratch } from '../../../strangers/commands.js';
import { useTestServer } from '../../../use-test-server.js';
import { cas, casOk, type Issued } from '../cas-calls.js';
import { useIssuingCa } from '../use-issuing-ca.js';
import { makeCsr } from './csrs.js';

export function useCsrs(action: string) {
  const scratch = new Scratch();
  const server = useTestServer();
  const { root, sub } = useIssuingCa(server);
  /** Of a P-256 key, with the common name alone. */
  const plain = makeCsr(scratch).csr;
  const request = (parameters: object) => ({ ParentIdentifier: sub.Identifier, Immediately: 2, ...parameters });
  return {
    scratch,
    server,
    root,
    sub,
    plain,
    send: (parameters: object) => cas(server.root, action, request(parameters)),
    issue: async (parameters: object) => (await casOk(server.root, action, request(parameters))) as unknown as Issued,
  };
}
