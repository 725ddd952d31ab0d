/** The server under measurement and the calls that are made to it. */
import { join } from 'node:path';
import { type ChildServer, type ChildServerOptions, startChildServer } from '../test/child-server.js';
import { type Address, addressOf } from '../test/raw-connection.js';
import { type CallParameters, SignedClient } from '../test/signed-client.js';

const VERSIONS = { cas: '2020-06-30', kms: '2016-01-20', ram: '2015-05-01', sts: '2015-04-01' } as const;

export type Product = keyof typeof VERSIONS;

export interface Caller {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of a session. */
  readonly securityToken?: string;
}

export class Subject {
  readonly server: ChildServer;
  readonly address: Address;
  readonly #client: SignedClient;

  /** @param caller whose key signs the calls; the account's own if absent */
  constructor(server: ChildServer, caller: Caller = server) {
    this.server = server;
    this.address = addressOf(server.url);
    const { accessKeyId, accessKeySecret, securityToken } = caller;
    const token = securityToken === undefined ? {} : { securityToken };
    this.#client = new SignedClient({ accessKeyId, accessKeySecret, ...token, endpoint: server.url });
  }

  /** As it is delivered, but for the throttle: audit on, everything on disk before it is answered; the log goes to a file. */
  static async start(
    data: string,
    options: Pick<ChildServerOptions, 'node' | 'checkout' | 'environment'> = {},
  ): Promise<Subject> {
    return new Subject(await startChildServer({ data, throttle: 'off', logFile: join(data, 'log'), ...options }));
  }

  /** The same server, called by a new user who may do what three policies say: an account's own key skips the permission check. */
  async asUser(UserName = 'bench'): Promise<Subject> {
    await this.call('ram', 'CreateUser', { UserName });
    for (const [PolicyName, Action] of [
      [`${UserName}-certificates`, ['yundun-cert:Create*', 'yundun-cert:Describe*', 'yundun-cert:List*']],
      [`${UserName}-users`, ['ram:Get*', 'ram:List*']],
      [`${UserName}-keys`, ['kms:*']],
    ] as const) {
      const document = { Version: '1', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
      await this.call('ram', 'CreatePolicy', { PolicyName, PolicyDocument: JSON.stringify(document) });
      await this.call('ram', 'AttachPolicyToUser', { UserName, PolicyName, PolicyType: 'Custom' });
    }
    const { AccessKey } = await this.call('ram', 'CreateAccessKey', { UserName });
    const { AccessKeyId, AccessKeySecret } = AccessKey as Record<string, string>;
    return new Subject(this.server, {
      accessKeyId: AccessKeyId as string,
      accessKeySecret: AccessKeySecret as string,
    });
  }

  get pid(): number | undefined {
    return this.server.process.pid;
  }

  /** A signed request as bytes, to be sent later. */
  request(product: Product, operation: string, parameters: CallParameters = {}): Buffer {
    return httpBytes(this.#client.prepare(VERSIONS[product], operation, parameters));
  }

  /** The answer of a call that has to succeed. */
  async call(product: Product, operation: string, parameters: CallParameters = {}): Promise<Record<string, unknown>> {
    const { status, body } = await this.#client.call(VERSIONS[product], operation, parameters);
    if (status !== 200) throw new Error(`${operation} answered ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** A sub CA that issues certificates of an algorithm's family; gives its identifier. */
  async authority(algorithm: string): Promise<string> {
    const subject = {
      CommonName: `Bench ${algorithm}`,
      Organization: 'Bench',
      OrganizationUnit: 'Bench',
      Locality: 'Hangzhou',
      State: 'Zhejiang',
      CountryCode: 'CN',
      Algorithm: algorithm,
      Years: 5,
    };
    const root = await this.call('cas', 'CreateRootCACertificate', subject);
    const sub = await this.call('cas', 'CreateSubCACertificate', { ...subject, ParentIdentifier: root.Identifier });
    return String(sub.Identifier);
  }
}

/** A request as it goes over the socket. */
export function httpBytes(request: {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}): Buffer {
  const { method, url, headers, body } = request;
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body) });
  const head = `${method} ${url} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(body as string)]);
}

let names = 0;

/** Parameters of CreateClientCertificate, with a name that no other certificate has. */
export function certificate(issuer: string, algorithm: string): CallParameters {
  names++;
  return {
    ParentIdentifier: issuer,
    CommonName: `client-${names}.example.com`,
    Algorithm: algorithm,
    Days: 90,
    Immediately: 1,
  };
}

/** So many results of a function. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
