/**
 * What earlier calls of this session named, to be offered where a parameter of that name is asked for: the `Identifier` that one
 * operation answers is the `ParentIdentifier` of the next. Kept in memory, never of a secret.
 */
import type { Exchange } from '../client/exchange';
import type { Field, Operation } from '../description/model';
import { session } from '../session/credentials';
import { createStore } from '../session/store';
import { type DraftObject, isRecord } from './draft';

export interface Seen {
  readonly name: string;
  readonly value: string;
  /** The operation it was seen in. */
  readonly action: string;
}

/** Names and identifiers are short; a file is not. */
const LONGEST = 128;
const MOST_KEPT = 300;
const MOST_OFFERED = 12;

export const seen = createStore<readonly Seen[]>([]);

session.subscribe(() => {
  if (session.get() === undefined) seen.set([]);
});

/** Takes note of a successful call. */
export function notice(operation: Operation, drafts: DraftObject, { answer }: Exchange): void {
  const { action, request, response } = operation;
  const found = [...valuesIn(response, answer), ...valuesIn(request, drafts)].map(entry => ({ ...entry, action }));
  const isNew = (entry: Seen) => !found.some(({ name, value }) => name === entry.name && value === entry.value);
  seen.set([...found, ...seen.get().filter(isNew)].slice(0, MOST_KEPT));
}

/** Values for a parameter, newest first: those of its very name, then those of a name that its own ends with. */
export function suggestionsFor(all: readonly Seen[], { kind, name, secret }: Field): Seen[] {
  if (kind !== 'text' || secret || !/(Identifier|Id|Name)$/.test(name)) return [];
  const same = all.filter(entry => entry.name === name);
  const similar = all.filter(entry => entry.name !== name && name.endsWith(entry.name));
  const values = new Set<string>();
  return [...same, ...similar].filter(({ value }) => !values.has(value) && values.add(value)).slice(0, MOST_OFFERED);
}

function valuesIn(fields: readonly Field[], values: unknown): { readonly name: string; readonly value: string }[] {
  if (!isRecord(values)) return [];
  return fields.flatMap(field => {
    const value = values[field.name];
    if (field.secret || field.kind === 'json-text') return [];
    if (field.kind === 'text' && typeof value === 'string') {
      return value !== '' && value.length <= LONGEST ? [{ name: field.name, value }] : [];
    }
    if (Array.isArray(value)) return value.flatMap(entry => valuesIn(field.item?.fields ?? [], entry));
    return valuesIn(field.fields ?? [], value);
  });
}
