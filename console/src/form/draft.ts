/**
 * What a person has entered so far. Scalars are kept as the text that was typed, also where it is no valid value, because it can
 * be sent all the same; `undefined` is not sent at all. A map is a list of `{ key, value }` while it is edited.
 */
import type { Field } from '../description/model';

export type Draft = string | readonly Draft[] | DraftObject | undefined;
export type DraftObject = { readonly [name: string]: Draft };

/** What a list or map gets when an entry is added. */
export function newEntry(field: Field): Draft {
  if (field.kind === 'map') return { key: undefined, value: undefined };
  return field.item?.kind === 'object' ? {} : undefined;
}

/** Whether there is anything to send. */
export function isGiven(draft: Draft): boolean {
  if (draft === undefined) return false;
  if (typeof draft === 'string') return true;
  return Array.isArray(draft) ? draft.length > 0 : Object.values(draft).some(isGiven);
}

/** A draft with one member set; given nothing, the member is left out. */
export function withMember(draft: DraftObject, name: string, value: Draft): DraftObject {
  const { [name]: _, ...others } = draft;
  return value === undefined ? others : { ...others, [name]: value };
}

export function textOf(draft: Draft): string | undefined {
  return typeof draft === 'string' ? draft : undefined;
}

export function entriesOf(draft: Draft): readonly Draft[] {
  return Array.isArray(draft) ? (draft as readonly Draft[]) : [];
}

export function membersOf(draft: Draft): DraftObject {
  return draft !== null && typeof draft === 'object' && !Array.isArray(draft) ? (draft as DraftObject) : {};
}

/** Turns a value, as examples and links have it, into a draft. What does not fit the field is left out. */
export function draftOf(field: Field, value: unknown): Draft {
  if (value === undefined || value === null) return undefined;
  switch (field.kind) {
    case 'list':
      return fromText(value, parsed =>
        Array.isArray(parsed) ? parsed.map((entry: unknown) => draftOf(itemOf(field), entry)) : undefined,
      );
    case 'map':
      return fromText(value, parsed =>
        isRecord(parsed)
          ? Object.entries(parsed).map(([key, member]) => ({ key, value: draftOf(itemOf(field), member) }))
          : undefined,
      );
    case 'object':
      return fromText(value, parsed => (isRecord(parsed) ? draftsOf(field.fields ?? [], parsed) : undefined));
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

/** The same for the parameters of an operation. */
export function draftsOf(fields: readonly Field[], values: Readonly<Record<string, unknown>>): DraftObject {
  return Object.fromEntries(
    fields.flatMap(field => {
      const draft = Object.hasOwn(values, field.name) ? draftOf(field, values[field.name]) : undefined;
      return draft === undefined ? [] : [[field.name, draft]];
    }),
  );
}

export function itemOf(field: Field): Field {
  if (!field.item) throw new Error(`${field.name || 'an entry'} is described without what it holds`);
  return field.item;
}

function fromText(value: unknown, read: (parsed: unknown) => Draft): Draft {
  if (typeof value !== 'string') return read(value);
  try {
    return read(JSON.parse(value));
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
