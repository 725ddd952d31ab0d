/** The form that most elements of the policy language have: `string | [string, …]`. */
import { JsonNumber, type JsonValue } from './json-document.js';
import { entryOf, MalformedPolicy } from './malformed-policy.js';

/** One entry and its place, for the message of an error that is found later. */
export interface PlacedText {
  readonly text: string;
  readonly place: string;
}

/** Reads a string or a list of strings. @throws MalformedPolicy for an empty list and for entries of other kinds. */
export function readTexts(value: JsonValue, place: string): readonly PlacedText[] {
  return readEntries(value, place, 'a string', entry => (typeof entry === 'string' ? entry : undefined));
}

/** The same for condition values, where numbers and booleans may stand unquoted; a number keeps the digits it was written with. */
export function readConditionTexts(value: JsonValue, place: string): readonly PlacedText[] {
  return readEntries(value, place, 'a string, a number or a boolean', entry => {
    if (typeof entry === 'boolean') return String(entry);
    if (entry instanceof JsonNumber) return entry.text;
    return typeof entry === 'string' ? entry : undefined;
  });
}

function readEntries(
  value: JsonValue,
  place: string,
  kinds: string,
  textOf: (entry: JsonValue) => string | undefined,
): readonly PlacedText[] {
  if (!Array.isArray(value)) {
    const text = textOf(value);
    if (text === undefined) throw new MalformedPolicy(`${place} must be ${kinds}, or a list of such`);
    return [{ text, place }];
  }
  if (value.length === 0) throw new MalformedPolicy(`${place} must not be empty`);
  return value.map((entry: JsonValue, index) => {
    const text = textOf(entry);
    if (text === undefined) throw new MalformedPolicy(`${entryOf(place, index)} must be ${kinds}`);
    return { text, place: entryOf(place, index) };
  });
}
