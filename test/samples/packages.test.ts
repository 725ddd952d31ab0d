/**
 * What samples use of the vendor's product packages is there, under the names that the generators derive, and in the versions that
 * this repository's own suites run. The browser cannot look into a package, so the generators rely on this. A package in which an operation
 * is not as it is declared here cannot stand in the generator's `…-packages.ts`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Field, Operation } from '../../console/src/description/model';
import { GENERIC_CLIENT } from '../../console/src/samples/python';
import * as python from '../../console/src/samples/python-packages';
import { VERSIONS } from '../../console/src/samples/typescript';
import * as typescript from '../../console/src/samples/typescript-packages';
import { findPython } from '../python/interpreter.js';
import { startTestServer } from '../server.js';
import { run } from '../strangers/commands.js';
import { describedOperations } from './described.js';

const project = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
let operations: readonly Operation[];

beforeAll(async () => {
  const server = await startTestServer();
  operations = await describedOperations(server.url);
  await server.close();
});

interface Model {
  readonly name: string;
  /** The names on the wire, by attribute. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The models that a request may be made of: its own, and one for each object inside, named by the path. */
function modelsOf(
  { action, request }: Operation,
  { requestModel, memberName }: Pick<typeof typescript, 'requestModel' | 'memberName'>,
): Model[] {
  const model = (path: readonly string[], fields: readonly Field[]): Model[] => {
    const attributes = Object.fromEntries(fields.map(({ name }) => [memberName(name), name]));
    const inner = fields.flatMap(field => {
      const object = field.kind === 'list' ? field.item : field;
      return object?.kind === 'object' ? model([...path, field.name], object.fields ?? []) : [];
    });
    return [{ name: requestModel(action, ...path), attributes }, ...inner];
  };
  return request.length > 0 ? model([], request) : [];
}

type ModelClass = { names(): Record<string, string>; types(): Record<string, { readonly type?: string } | string> };

test('in TypeScript', () => {
  const lacks = operations.flatMap(operation => {
    const product = typescript.packageOf(operation);
    if (!product) return [];
    const installed = require(product.name) as Record<string, ModelClass> & { default: new () => unknown };
    const method = (installed.default.prototype as Record<string, unknown>)[typescript.memberName(operation.action)];
    if (typeof method !== 'function') return [`${operation.action} has no method`];
    const structured = operation.request.filter(({ sentAs }) => sentAs === 'json').map(({ name }) => name);
    const models = modelsOf(operation, typescript).flatMap(({ name, attributes }) => {
      const names = installed[name]?.names();
      if (!names) return [`${operation.action} has no model ${name}`];
      return Object.entries(attributes).flatMap(([attribute, wireName]) =>
        names[attribute] === wireName ? [] : [`${name} has no ${attribute}`],
      );
    });
    const types = installed[typescript.requestModel(operation.action)]?.types() ?? {};
    const flat = structured.filter(name => typeof types[typescript.memberName(name)] !== 'object');
    const takes = method.length > 0;
    return [
      ...models,
      ...flat.map(name => `${operation.action} takes ${name} as a text`),
      ...(takes === operation.request.length > 0 ? [] : [`${operation.action} takes a request: ${takes}`]),
    ];
  });
  expect(lacks).toEqual([]);
});

test('in TypeScript, in the installed versions', () => {
  const used = [...new Set(operations.map(typescript.packageOf))].flatMap(product => product ?? []);
  const versions = { ...VERSIONS, ...Object.fromEntries(used.map(({ name, version }) => [name, version])) };
  for (const [name, version] of Object.entries(versions)) {
    const manifest = JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8'));
    expect([name, version]).toEqual([name, manifest.version]);
  }
});

test('in Python, in the versions of requirements.txt', () => {
  const pinned = readFileSync(join(project, 'test/python/requirements.txt'), 'utf8').split('\n');
  const used = [GENERIC_CLIENT, ...new Set(operations.map(python.packageOf))].flatMap(product => product ?? []);
  for (const { name, version } of used) expect(pinned).toContain(`${name}==${version}`);
});

const interpreter = findPython('alibabacloud_cas20200630', 'alibabacloud_kms20160120');

test.skipIf(!interpreter)('in Python', () => {
  const uses = operations.flatMap(operation => {
    const product = python.packageOf(operation);
    if (!product) return [];
    const { action, request } = operation;
    const takesParameters = request.length > 0;
    const method = python.memberName(action);
    const models = modelsOf(operation, python).filter(({ name }) => !python.isDictionary(name));
    return [{ action, module: product.module, method, takesParameters, models }];
  });
  expect(uses.length).toBeGreaterThan(30);
  const used = [GENERIC_CLIENT, ...new Set(operations.map(python.packageOf))].flatMap(product => product ?? []);
  const versions = Object.fromEntries(used.map(({ name, version }) => [name, version]));
  const script = join(project, 'test/python/sample_packages.py');
  expect(run(String(interpreter), [script], JSON.stringify({ versions, operations: uses }))).toBe('');
});
