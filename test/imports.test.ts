import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { expect, test } from 'vitest';

/** What each folder of src may import; itself is understood. Files in src itself (main.ts, config.ts) may import everything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  /** Text as such: everybody cuts it. */
  text: [],
  domain: [],
  // What is kept of what is stored, and how it is known to be true.
  caches: ['domain'],
  access: ['text'],
  // The one who waits for its slow work.
  crypto: ['text', 'domain'],
  audit: ['domain'],
  files: [],
  // A policy that belongs to what an operation addresses is handed on as `access` reads it.
  spec: ['text', 'domain', 'access'],
  seal: ['domain', 'crypto', 'files'],
  x509: ['text', 'crypto'],
  identity: ['files', 'domain', 'caches', 'crypto', 'x509', 'seal', 'access'],
  ca: ['text', 'domain', 'caches', 'crypto', 'x509', 'seal'],
  // Network rules match addresses as policies do.
  kms: ['text', 'domain', 'caches', 'crypto', 'x509', 'seal', 'access'],
  // May somebody do this: it joins what decides, identities and what has policies of its own.
  explanations: ['domain', 'access', 'identity', 'kms'],
  store: ['domain', 'threads', 'caches', 'crypto', 'identity', 'ca', 'kms', 'audit', 'seal'],
  // JSON: what each API's contract says of each operation.
  'api/contracts': [],
  // The list of all operations; each product's own folder stands alone.
  api: [
    'spec',
    'api/cas',
    'api/kms',
    'api/kms-instance',
    'api/ram',
    'api/sts',
    'api/ims',
    'api/resourcemanager',
    'api/chancery',
  ],
  'api/cas': ['api/contracts', 'text', 'domain', 'spec', 'crypto', 'x509', 'ca'],
  'api/kms': ['api/contracts', 'text', 'domain', 'spec', 'crypto', 'x509', 'kms'],
  // The same things as those of KMS, called otherwise: how a secret's value is read is said there.
  'api/kms-instance': ['api/contracts', 'domain', 'spec', 'crypto', 'kms', 'api/kms'],
  // A later API over what RAM has: it says only what differs.
  'api/ims': ['api/contracts', 'api/ram', 'text', 'domain', 'spec', 'identity'],
  // Operations that no cloud has.
  'api/chancery': ['api/ram', 'access', 'domain', 'spec', 'explanations'],
  'api/resourcemanager': ['api/contracts', 'api/ram', 'domain', 'spec', 'identity'],
  'api/ram': ['api/contracts', 'text', 'domain', 'spec', 'crypto', 'access', 'identity'],
  'api/sts': ['api/contracts', 'text', 'domain', 'spec', 'access', 'identity'],
  responders: ['domain', 'ca', 'crypto', 'x509', 'identity'],
  // Every setting, its default and why. It reads what the CA does by default, how calls are limited, and blocks of addresses.
  settings: ['domain', 'access', 'ca', 'gateway'],
  // It describes the gateway too: its errors and limits, and signatures made and checked by its own code.
  reference: ['text', 'settings', 'domain', 'spec', 'gateway'],
  gateway: ['text', 'domain', 'spec', 'access', 'audit', 'crypto'],
  // Who may call: it implements the gateway's interface on the domains that keep keys.
  callers: ['domain', 'caches', 'access', 'gateway', 'identity', 'kms'],
  // What changes the credentials of managed secrets: keys of RAM users, accounts of databases.
  rotators: ['text', 'domain', 'crypto', 'seal', 'identity', 'kms'],
  tls: ['text', 'files', 'domain', 'crypto', 'x509', 'seal'],
  // What is about threads. It hands on what the gateway, the stock of keys, the issuers of tokens and the listener have for all of them.
  threads: ['domain', 'crypto', 'audit', 'gateway', 'identity', 'seal', 'tls'],
  // The programs: they join what they need as main.ts does.
  commands: [
    'settings',
    'domain',
    'files',
    'access',
    'audit',
    'store',
    'seal',
    'identity',
    'kms',
    'explanations',
    'rotators',
    'api',
    'reference',
  ],
};

const source = join(import.meta.dirname, '../src');

function folderOf(file: string): string {
  const parts = relative(source, file).split('/');
  if (parts.length === 1) return '';
  return parts[0] === 'api' && parts.length > 2 ? `api/${parts[1]}` : (parts[0] as string);
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map(match =>
    normalize(join(dirname(file), match[1] as string)),
  );
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map(name => join(source, name));

test('every folder of src has its place in the order of imports', () => {
  const folders = new Set(files.map(folderOf).filter(folder => folder !== ''));
  expect([...folders].filter(folder => !(folder in MAY_IMPORT))).toEqual([]);
});

test('imports run one way', () => {
  const wrong = files.flatMap(file => {
    const from = folderOf(file);
    if (from === '') return [];
    return importsOf(file)
      .map(target => folderOf(target))
      .filter(to => to !== from && to !== '' && !MAY_IMPORT[from]?.includes(to))
      .map(to => `${relative(source, file)} imports ${to}`);
  });
  expect(wrong).toEqual([]);
});

test('no folder reaches back into its importers through main.ts or config.ts', () => {
  const wrong = files
    .filter(file => !['', 'commands'].includes(folderOf(file)))
    .filter(file => importsOf(file).some(target => folderOf(target) === ''))
    .map(file => relative(source, file));
  expect(wrong).toEqual([]);
});

/** Files that import each other, directly or through others; type imports count. Each as a path of the circle. */
function circles(root: string, extension: RegExp): string[] {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(name => extension.test(name) && !/\.test\.tsx?$/.test(name))
    .map(name => join(root, name));
  const bySpelling = new Map(
    names.flatMap(name => [name, name.replace(/\.tsx?$/, '.js'), name.replace(/\.tsx?$/, '')].map(it => [it, name])),
  );
  const importsByFile = new Map(
    names.map(name => [name, importsOf(name).flatMap(target => bySpelling.get(target) ?? [])]),
  );
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      found.add(
        path
          .slice(at)
          .map(it => relative(root, it))
          .sort()
          .join(' '),
      );
      return;
    }
    if (done.has(file)) return;
    for (const next of importsByFile.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of importsByFile.keys()) visit(file, []);
  return [...found];
}

test('no two files of src import each other in a circle', () => {
  expect(circles(source, /\.ts$/)).toEqual([]);
});

test('no two files of the console import each other in a circle, but for the form, whose fields may hold fields', () => {
  const formFields = /^form\//;
  const wrong = circles(join(import.meta.dirname, '../console/src'), /\.tsx?$/).filter(
    circle => !circle.split(' ').every(file => formFields.test(file)),
  );
  expect(wrong).toEqual([]);
});
