import { describe, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { check } from '../../src/spec/check.js';
import { decodeParameters } from '../../src/spec/decode.js';
import type { Fields } from '../../src/spec/field.js';
import type { JsonValue } from '../../src/spec/wire-values.js';
import { declarations } from './declarations.js';

const { version } = packageFile;
const operations = declarations.operations.map(
  operation => [`${operation.product.code} ${operation.action}`, operation] as const,
);

describe.each(operations)('%s', (_name, operation) => {
  test('has an example, and each is a request and an answer that the declaration accepts', () => {
    expect(operation.examples.length).toBeGreaterThan(0);
    for (const example of operation.examples) {
      const values = new Map(Object.entries(example.request) as [string, JsonValue][]);
      const decoded = decodeParameters(operation.request, values);
      check(operation.request, decoded);
      check(operation.response, example.response);
    }
  });

  test('every field says what it is, and every secret is declared as one', () => {
    const unsaid = (fields: Fields): string[] =>
      Object.entries(fields).flatMap(([name, field]) => [
        ...(field.about ? [] : [name]),
        ...(/Password(?!Length$)|Secret$|EncryptedCode|PrivateKey(Data)?$/.test(name) && field.kind === 'string'
          ? [`${name} is a secret`]
          : []),
      ]);
    expect([...unsaid(operation.request), ...unsaid(operation.response)]).toEqual([]);
  });

  test('remembers no secret with its idempotency token', () => {
    // Stored answers are not sealed, and a digest of what was asked would tell a guessed secret from a wrong one.
    const secrets = (fields: Fields): string[] =>
      Object.entries(fields).flatMap(([name, field]) => [
        ...(field.kind === 'secret' ? [name] : []),
        ...secrets({ ...field.fields, ...(field.item?.fields ?? {}) }),
      ]);
    if (operation.idempotencyToken === undefined) return;
    expect([...secrets(operation.request), ...secrets(operation.response)]).toEqual([]);
  });

  test('declares errors with a 4xx or 5xx status and a sentence', () => {
    for (const { status, message } of Object.values({ ...operation.product.errors, ...operation.errors })) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
      expect(message).toMatch(/\S.*[.>}a-z:]$/);
    }
  });

  test('advice and cause of every error are sentences', () => {
    const all = { ...operation.product.errors, ...operation.errors };
    const unsaid = Object.entries(all).filter(([, { cause, advice }]) =>
      [cause, advice].some(text => text !== undefined && !/^[A-Z`].*[.:`\d]$/s.test(text)),
    );
    expect(unsaid).toEqual([]);
  });

  test('what takes something away says what is lost, and since when it is there is a version that is out or next', () => {
    const { action, ram, request, destructive, since } = operation;
    const isReading = ram.access === 'get' || ram.access === 'list';
    if (ram.access === 'delete' || (!isReading && /Revoke|Detach|Remove|Unbind|Disable/.test(action))) {
      expect(destructive, `${action} needs \`destructive\` in its declaration`).toBeDefined();
    }
    if (destructive) expect(destructive.loses).toMatch(/^[A-Z].*\.$/);
    for (const [name, value] of Object.entries(destructive?.when ?? {})) {
      expect(request[name]?.values).toContain(value);
    }
    expect(since).toMatch(/^\d+\.\d+\.\d+$/);
    expect(since.localeCompare(version, 'en', { numeric: true })).toBeLessThanOrEqual(0);
  });

  test('every refusal of the domain that the product maps has a declared code', () => {
    const codes = new Set(
      declarations.operations
        .filter(o => o.product.code === operation.product.code)
        .flatMap(o => Object.keys({ ...o.errors, ...o.product.errors })),
    );
    expect(Object.values(operation.product.refusals).filter(code => !codes.has(code))).toEqual([]);
  });
});
