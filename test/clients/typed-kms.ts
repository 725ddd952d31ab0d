/** npm's KMS package by its own methods and models. It is older than half of the operations and some parameters: those go through its general method. */
import Kms from '@alicloud/kms20160120';
import { Config } from '@alicloud/rpc-client';
import { RuntimeOptions } from '@alicloud/tea-util';
import type { Access } from '../../demo/official-clients.js';
import type { Answer, Call } from './certificate-line.js';

interface Model {
  toMap(): Answer;
}

interface ModelClass {
  new (values: Answer): Model;
  /** The name on the wire by that of the property. */
  names(): Readonly<Record<string, string>>;
}

type Method = (request: Model, runtime: RuntimeOptions) => Promise<Model>;

export function typedKms(access: Access): Call {
  const runtime = new RuntimeOptions({ connectTimeout: 60_000, readTimeout: 120_000 });
  const client = new Kms.default(new Config({ ...access, protocol: 'http', regionId: 'cn-hangzhou' }));
  const methods = client as unknown as Readonly<Record<string, Method | undefined>>;
  const models = Kms as unknown as Readonly<Record<string, ModelClass | undefined>>;
  const perform: Call = async (action, parameters = {}) => {
    const method = methods[`${action[0]?.toLowerCase()}${action.slice(1)}Ex`];
    const Request = models[`${action}Request`];
    const isKnown = Request === undefined || Object.keys(parameters).every(name => namesOf(Request).has(name));
    if (method && isKnown) {
      return (await method.call(client, Request ? filled(Request, parameters) : noModel, runtime)).toMap();
    }
    const flat = Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : value,
    ]);
    return client.doRequest(action, 'HTTPS', 'POST', '2016-01-20', 'AK', Object.fromEntries(flat), {}, runtime);
  };
  return async (action, parameters) => {
    try {
      return await perform(action, parameters);
    } catch (error) {
      // rpc-client puts the word Error behind the code.
      throw Object.assign(error as Error, { code: String((error as { code?: string }).code).replace(/Error$/, '') });
    }
  };
}

const namesOf = (Request: ModelClass) => new Set(Object.values(Request.names()));

const noModel: Model = { toMap: () => ({}) };

function filled(Request: ModelClass, parameters: Answer): Model {
  const properties = Object.entries(Request.names()).map(([property, name]) => [property, parameters[name]]);
  return new Request(Object.fromEntries(properties.filter(([, value]) => value !== undefined)));
}
