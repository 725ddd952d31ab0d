/** The kinds of thing that products have, and which parameters name one of them. */
import type { Field, Fields } from './field.js';

/** By kind (`kms.policy`) the operations of the product that make one, the simplest way first. */
export type Kinds = Readonly<Record<string, readonly string[]>>;

/** A value that names a thing, and where it stands in a request: in `AccessControlRules`, for example, further inside. */
export interface Naming {
  /** The parameter of the request. */
  readonly parameter: string;
  readonly kinds: readonly string[];
}

/** The parameters that name things. One that names things in several places stands here for each. */
export function namingsOf(request: Fields): readonly Naming[] {
  return Object.entries(request).flatMap(([parameter, field]) =>
    kindsNamed(field).map(kinds => ({ parameter, kinds })),
  );
}

/** The kinds that one field names, for each place in it that names something. */
function kindsNamed(field: Field): (readonly string[])[] {
  const { names, item, fields = {} } = field;
  const inside = [...(item ? [item] : []), ...Object.values(fields)].flatMap(kindsNamed);
  if (names === undefined) return inside;
  return [typeof names === 'string' ? [names] : names, ...inside];
}

/** Of all products. A kind under another product's code, or declared twice, is a bug and throws. */
export function allKinds(products: readonly { readonly code: string; readonly kinds: Kinds }[]): Kinds {
  const all = new Map<string, readonly string[]>();
  for (const { code, kinds } of products) {
    for (const [kind, makers] of Object.entries(kinds)) {
      if (!kind.startsWith(`${code}.`) || all.has(kind)) throw new Error(`${code} cannot declare the kind ${kind}`);
      all.set(kind, makers);
    }
  }
  return Object.fromEntries(all);
}
