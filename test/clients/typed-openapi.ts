/** npm's packages that are made on openapi-core, by their own methods and models, told action and parameters as they are on the wire. */
import * as $dara from '@darabonba/typescript';
import type { Answer, Call } from './certificate-line.js';

interface ModelClass {
  new (values: Answer): $dara.Model;
}

type Method = (this: unknown, ...request: $dara.Model[]) => Promise<{ readonly body?: $dara.Model }>;

/**
 * @param client what the package's default class makes
 * @param models the package, which exports the class of each request
 */
export function typedOpenApi(client: object, models: object): Call {
  const methods = client as Readonly<Record<string, Method>>;
  const classes = models as Readonly<Record<string, ModelClass | undefined>>;
  return async (action, parameters = {}) => {
    const method = methods[`${action[0]?.toLowerCase()}${action.slice(1)}`];
    if (!method) throw new Error(`the package has no method for ${action}`);
    const Request = classes[`${action}Request`];
    const request = Request && $dara.cast(parameters, new Request({}));
    const { body } = await method.apply(client, request ? [request] : []);
    return $dara.toMap(body) as Answer;
  };
}
