/** Calls whose answers go into the ledger: whatever the server answers has to be in its audit log from then on. */
import type { ChildServer } from '../test/child-server.js';
import { type CallOptions, type CallParameters, type Reply, SignedClient } from '../test/signed-client.js';
import type { Ledger } from './ledger.js';

const VERSIONS = { cas: '2020-06-30', ram: '2015-05-01' } as const;

export type Product = keyof typeof VERSIONS;

export class Calls {
  readonly #client: SignedClient;
  readonly #ledger: Ledger;

  constructor(server: ChildServer, ledger: Ledger) {
    const { url, accessKeyId, accessKeySecret } = server;
    this.#client = new SignedClient({ endpoint: url, accessKeyId, accessKeySecret });
    this.#ledger = ledger;
  }

  /** Rejects only when the connection breaks. */
  async try(product: Product, operation: string, parameters: CallParameters, options?: CallOptions): Promise<Reply> {
    const reply = await this.#client.call(VERSIONS[product], operation, parameters, options);
    this.#ledger.answer(operation, reply.body);
    return reply;
  }

  /** The answer of a call that has to succeed. */
  async must(product: Product, operation: string, parameters: CallParameters): Promise<Record<string, unknown>> {
    const { status, body } = await this.try(product, operation, parameters);
    if (status !== 200)
      throw new Error(`${operation} ${JSON.stringify(parameters)} answered ${status} ${JSON.stringify(body)}`);
    return body;
  }
}
