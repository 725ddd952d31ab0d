/**
 * A JSON text as the structure that a program writes down. Only where the program sends the same again: numbers that JavaScript
 * rounds, names that come twice and unusual spellings stay a text.
 */
import type { Field } from '../description/model';
import { isInteger } from '../form/plain';
import { holdsSecret } from '../form/redact';
import type { SampleValue } from './sample';
import type { SecretVariables } from './secret-variables';

/** `undefined`: it cannot be written as a structure. */
export function structureOf(
  text: string,
  item: Field | undefined,
  path: string,
  variables: SecretVariables,
): SampleValue | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || withoutSpace(text) !== JSON.stringify(parsed)) return undefined;
  return isRepresentable(parsed, item, false) ? writtenValue(parsed, item, path, false, variables) : undefined;
}

/** The text without white space between its tokens. */
function withoutSpace(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
}

/** A secret that is no text cannot come from a variable, which holds nothing else. */
function isRepresentable(value: unknown, field: Field | undefined, secret: boolean): boolean {
  const hidden = secret || (field?.secret ?? false);
  if (Array.isArray(value)) return value.every(entry => isRepresentable(entry, field?.item, hidden));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).every(([name, member]) => {
      const declared = memberOf(field, name);
      return isRepresentable(member, declared, hidden || isUndeclared(field, declared));
    });
  }
  return typeof value === 'string' || (!hidden && (typeof value === 'boolean' || isExact(value)));
}

function isExact(value: unknown): boolean {
  return typeof value === 'number' && isInteger(String(value));
}

function writtenValue(
  value: unknown,
  field: Field | undefined,
  path: string,
  secret: boolean,
  variables: SecretVariables,
): SampleValue {
  const hidden = secret || (field?.secret ?? false);
  if (Array.isArray(value)) {
    const items = value.map((entry, index) =>
      writtenValue(entry, field?.item, `${path}.${index + 1}`, hidden, variables),
    );
    return { kind: 'list', items };
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, member]) => {
      const declared = memberOf(field, name);
      const inside = hidden || isUndeclared(field, declared);
      return { name, value: writtenValue(member, declared, `${path}.${name}`, inside, variables) };
    });
    return { kind: 'object', members };
  }
  if (hidden) return { kind: 'environment', variable: variables.add(path) };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  return typeof value === 'number' ? { kind: 'integer', digits: String(value) } : { kind: 'text', text: String(value) };
}

function memberOf(field: Field | undefined, name: string): Field | undefined {
  return field?.kind === 'map' ? field.item : field?.fields?.find(member => member.name === name);
}

/** What stands undeclared beside secrets may be a misspelt one. */
function isUndeclared(field: Field | undefined, declared: Field | undefined): boolean {
  return declared === undefined && field !== undefined && holdsSecret(field);
}
