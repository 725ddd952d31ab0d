/** `GET /reference/errors?code=…&product=…`: where the `Recommend` link of an error answer leads. Plain text, from the declarations. */
import type { Catalogue } from '../spec/catalogue.js';

/** What the server knows of an error code: which operations declare it, with their messages. */
export function errorPage(catalogue: Catalogue, code: string, product: string | undefined): string {
  const declared = catalogue.operations
    .filter(operation => !product || operation.product.code === product)
    .flatMap(operation => {
      const declaration = operation.errors[code] ?? operation.product.errors[code];
      return declaration ? [{ operation, declaration }] : [];
    });
  if (declared.length === 0) {
    return [
      'No operation declares this error of its own.',
      'It comes from the gateway: signature, clock, parameters, permissions or the limit of calls a second.',
      'The Message of the answer names the fault; the RequestId finds the call with `chancery audit show`.',
      '',
    ].join('\n');
  }
  const lines = declared.map(
    ({ operation, declaration }) =>
      `${operation.product.code} ${operation.action}: ${declaration.status} ${code}: ${declaration.message}`,
  );
  return `${lines.join('\n')}\n`;
}
