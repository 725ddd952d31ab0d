/**
 * The official SDKs, pointed at a Chancery. Endpoint, protocol and credentials are set (docs/clients.md says the same for the other
 * languages), and for how long they wait: theirs are 5 and 10 seconds, and on a machine that does other things an RSA key takes longer.
 */
import Kms from '@alicloud/kms20160120';
import OpenApi, { $OpenApiUtil, OpenApiUtil } from '@alicloud/openapi-core';
import Ram from '@alicloud/ram20150501';
import { Config as RpcConfig } from '@alicloud/rpc-client';
import Sts from '@alicloud/sts20150401';
import { RuntimeOptions as RpcRuntimeOptions } from '@alicloud/tea-util';
import { RuntimeOptions } from '@darabonba/typescript';

export interface Access {
  /** `127.0.0.1:8088`: without a scheme, for it becomes the `host` that is signed. */
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** What an operation answered. */
export type Answer = Readonly<Record<string, unknown>>;

/** Where parameters go: most travel in the query, a few of them in a form. */
export interface GenericRequest {
  readonly query?: Answer;
  readonly body?: Answer;
  readonly method?: 'GET' | 'POST';
}

/** Milliseconds. Enough for anything but a server that hangs. */
const PATIENCE = { connectTimeout: 60_000, readTimeout: 120_000 } as const;

/** The clients of one principal. */
export class OfficialClients {
  readonly ram: InstanceType<typeof Ram.default>;
  readonly sts: InstanceType<typeof Sts.default>;
  readonly #generic: InstanceType<typeof OpenApi.default>;
  readonly #kms: InstanceType<typeof Kms.default>;

  constructor({ endpoint, accessKeyId, accessKeySecret }: Access) {
    const settings = { endpoint, accessKeyId, accessKeySecret, protocol: 'http', regionId: 'cn-hangzhou', ...PATIENCE };
    const config = new $OpenApiUtil.Config(settings);
    this.ram = new Ram.default(config);
    this.sts = new Sts.default(config);
    this.#generic = new OpenApi.default(config);
    this.#kms = new Kms.default(new RpcConfig(settings));
  }

  /** Calls an operation of the private CA. npm has no package for it, so this is the generic client that the packages are made on. */
  async cas(action: string, query: Answer = {}): Promise<Answer> {
    return this.generic('2020-06-30', action, { query });
  }

  /** Calls any operation of any product: what every current package does below its typed methods. */
  async generic(
    version: string,
    action: string,
    { query = {}, body, method = 'POST' }: GenericRequest,
  ): Promise<Answer> {
    const operation = new $OpenApiUtil.Params({
      action,
      version,
      protocol: 'HTTPS',
      pathname: '/',
      method,
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const request = new $OpenApiUtil.OpenApiRequest({
      query: OpenApiUtil.query(query),
      ...(body && { body: OpenApiUtil.parseToMap(body) }),
    });
    const response = await this.#generic.callApi(operation, request, new RuntimeOptions({}));
    return response.body as Answer;
  }

  /**
   * Calls an operation of KMS with kms20160120, which signs in the older of the two ways. npm's version is older than access points,
   * so they go through its general method, which all its others are made on.
   */
  async kms(action: string, query: Answer = {}, method: 'GET' | 'POST' = 'POST'): Promise<Answer> {
    return this.#kms.doRequest(action, 'HTTPS', method, '2016-01-20', 'AK', query, {}, new RpcRuntimeOptions({}));
  }
}
