/** Messages of operations that are declared once for a family: some have a field that others leave out, and what comes after it has a lower number there. */
import type { Field, ValueOf } from '../../spec/field.js';

type Numbered = (number: number) => Field;
/** `undefined`: the message has no such field. One that travels as a header has no number. */
export type Entry = Numbered | Field | undefined;

type FieldOf<E> = E extends Numbered ? ReturnType<E> : E extends Field ? E : never;
type Numbering<M> = {
  readonly [Name in keyof M]: undefined extends M[Name]
    ? Field<ValueOf<FieldOf<M[Name]>>, 'optional'>
    : FieldOf<M[Name]>;
};

/** The fields of a message, numbered from 1 in their order. */
export function inOrder<const M extends Readonly<Record<string, Entry>>>(message: M): Numbering<M> {
  const fields: Record<string, Field> = {};
  let number = 0;
  for (const [name, entry] of Object.entries(message)) {
    if (entry !== undefined) fields[name] = typeof entry === 'function' ? entry(++number) : entry;
  }
  return fields as Numbering<M>;
}

/** A field of a kind that is told more than its number. */
export const numbered =
  <More extends readonly unknown[], F>(kind: (number: number, ...more: More) => F, ...more: More) =>
  (number: number): F =>
    kind(number, ...more);
