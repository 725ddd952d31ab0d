import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Field, Fields } from '../../src/spec/field.js';
import { declarations as all } from './declarations.js';
import { DEVIATIONS, isAddition } from './deviations.js';

/** What this server has of its own is in no contract. */
const products = all.products.filter(({ isExtension }) => !isExtension);
const declarations = {
  products,
  operations: all.operations.filter(({ product }) => products.some(({ code }) => code === product.code)),
};

/** A parameter or member as the contract files write it. */
interface ContractField {
  readonly type: ContractType;
  readonly required?: boolean;
  readonly in?: 'query' | 'body';
}
type ContractType =
  | string
  | { readonly object: Record<string, ContractField> }
  | { readonly array: ContractType }
  | { readonly map: ContractType };
interface ContractOperation {
  readonly method: string;
  readonly authType: string;
  readonly request: Record<string, ContractField>;
  readonly response: Record<string, ContractField>;
}

function contractOf(product: { code: string; version: string }): Record<string, ContractOperation> {
  const file = join(import.meta.dirname, '../../src/api/contracts', `${product.code}-${product.version}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, ContractOperation>;
}

const SCALARS: Readonly<Record<string, string>> = {
  string: 'string',
  secret: 'string',
  enum: 'string',
  'json-text': 'string',
  integer: 'number',
  boolean: 'boolean',
};

function typeOf(field: Field): unknown {
  if (field.kind === 'list') return { array: typeOf(field.item as Field) };
  if (field.kind === 'map') return { map: typeOf(field.item as Field) };
  if (field.kind === 'object') return { object: namedTypes(field.fields as Fields) };
  return SCALARS[field.kind];
}

function namedTypes(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, typeOf(field)]));
}

function contractType(type: ContractType): unknown {
  if (typeof type === 'string') return type;
  if ('array' in type) return { array: contractType(type.array) };
  if ('map' in type) return { map: contractType(type.map) };
  return { object: contractTypes(type.object) };
}

function contractTypes(fields: Record<string, ContractField>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, contractType(field.type)]));
}

/** Differences between what is declared and what the contract says, one line each, under the names that deviations.ts uses. */
function compare(declared: Record<string, unknown>, contract: Record<string, unknown>, where: string): string[] {
  const names = new Set([...Object.keys(declared), ...Object.keys(contract)]);
  return [...names].flatMap(name => {
    if (!(name in contract)) return [`${where}.${name} is not in the contract`];
    if (!(name in declared)) return [`${where}.${name} is not declared`];
    const same = JSON.stringify(sorted(declared[name])) === JSON.stringify(sorted(contract[name]));
    return same ? [] : [`${where}.${name} has another type`];
  });
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}

const found = declarations.operations.flatMap(operation => {
  const contract = contractOf(operation.product)[operation.action];
  const name = `${operation.product.code} ${operation.action}`;
  if (!contract) return [`${name} is not in the contract`];
  const request = compare(namedTypes(operation.request), contractTypes(contract.request), `${name} request`);
  const { RequestId: _, ...members } = contractTypes(contract.response);
  const response = compare(namedTypes(operation.response), members, `${name} response`);
  const flags = Object.entries(operation.request).flatMap(([parameter, field]) => {
    const wanted = contract.request[parameter];
    if (!wanted) return [];
    return [
      ...((wanted.required ?? false) === (field.required ?? false)
        ? []
        : [`${name} request.${parameter} differs in required`]),
      ...((wanted.in ?? 'query') === (field.in ?? 'query') ? [] : [`${name} request.${parameter} travels elsewhere`]),
    ];
  });
  const method = contract.method === operation.method ? [] : [`${name} has another method`];
  return [...request, ...response, ...flags, ...method];
});

const known = DEVIATIONS.flatMap(deviation => deviation.lines);

describe('declarations against the contracts', () => {
  test('names, types, positions and required flags agree, except for the listed deviations', () => {
    expect(found.filter(line => !known.includes(line))).toEqual([]);
  });

  test('every listed deviation is one', () => {
    expect(known.filter(line => !found.includes(line))).toEqual([]);
  });

  test.each(declarations.products.map(product => [product.code, product] as const))(
    'every declared operation of %s but listed additions is in its contract, and what is planned is the rest of it',
    (_code, product) => {
      const declared = declarations.operations
        .filter(({ product: { code }, action }) => code === product.code && !isAddition(code, action))
        .map(({ action }) => action);
      expect(declared.length).toBeGreaterThan(0);
      expect([...declared, ...product.planned].sort()).toEqual(Object.keys(contractOf(product)).sort());
    },
  );
});
