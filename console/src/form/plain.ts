/** Drafts as JSON values: for parameters that travel as JSON, for links and for samples. */
import type { Field } from '../description/model';
import { type Draft, type DraftObject, entriesOf, isGiven, itemOf, membersOf, textOf } from './draft';

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** Numbers and booleans get their type where the text is one; anything else stays as it was typed. */
export function plainOf(field: Field, draft: Draft): Plain | undefined {
  switch (field.kind) {
    case 'list':
      return Array.isArray(draft) ? entriesOf(draft).map(entry => plainOf(itemOf(field), entry) ?? '') : undefined;
    case 'map':
      return Array.isArray(draft) ? Object.fromEntries(mapMembers(field, draft)) : undefined;
    case 'object':
      return isGiven(draft) ? plainMembers(field.fields ?? [], membersOf(draft)) : undefined;
    case 'integer': {
      const text = textOf(draft);
      return text !== undefined && isInteger(text) ? Number(text) : text;
    }
    case 'boolean': {
      const text = textOf(draft);
      return text === 'true' ? true : text === 'false' ? false : text;
    }
    default:
      return textOf(draft);
  }
}

/** The given parameters by name. */
export function plainMembers(fields: readonly Field[], drafts: DraftObject): { readonly [name: string]: Plain } {
  return Object.fromEntries(
    fields.flatMap(field => {
      const plain = plainOf(field, drafts[field.name]);
      return plain === undefined ? [] : [[field.name, plain]];
    }),
  );
}

function mapMembers(field: Field, draft: Draft): [string, Plain][] {
  return entriesOf(draft).map(entry => {
    const { key, value } = membersOf(entry);
    return [textOf(key) ?? '', plainOf(itemOf(field), value) ?? ''];
  });
}

/** Decimal digits without sign tricks, within ±2^53: what the server takes for a number. */
export function isInteger(text: string): boolean {
  return /^-?(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text));
}
