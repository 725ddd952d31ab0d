/**
 * A link that carries an operation and its non-secret parameters. Everything is in the fragment, which browsers do not send: it
 * stands in no log of the server. A text parameter is written as it is, any other as JSON.
 */
import type { Field, Operation } from '../description/model';
import { type DraftObject, draftOf } from '../form/draft';
import { plainOf } from '../form/plain';
import { holdsSecret, withoutSecrets } from '../form/redact';
import { encodeParameters, percentEncode } from '../signing/percent-encoding';

export function operationPath(productCode: string, action: string): string {
  return `/explore/${percentEncode(productCode)}/${percentEncode(action)}`;
}

/** The fragment without its `#`. Parameters that are declared secret are left out. */
export function operationLink(operation: Operation, drafts: DraftObject): string {
  const open = withoutSecrets(operation.request, drafts);
  const query = encodeParameters(
    operation.request.flatMap(field => {
      const plain = plainOf(field, open[field.name]);
      if (plain === undefined) return [];
      return [[field.name, typeof plain === 'string' ? plain : JSON.stringify(plain)] as const];
    }),
  );
  const path = operationPath(operation.productCode, operation.action);
  return query === '' ? path : `${path}?${query}`;
}

/** The parameters of a link. Unknown names and values for secrets are ignored: nobody is to be handed a password in an address. */
export function draftsOfLink(fields: readonly Field[], query: string): DraftObject {
  const given = new URLSearchParams(query);
  return Object.fromEntries(
    fields.flatMap(field => {
      const text = given.get(field.name);
      if (text === null || field.secret) return [];
      const draft = draftOf(field, text);
      const open = holdsSecret(field) ? withoutSecrets([field], { [field.name]: draft })[field.name] : draft;
      return open === undefined ? [] : [[field.name, open]];
    }),
  );
}
