/** The zip that the Explorer makes. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { projectZip } from '../../console/src/samples/project';
import type { SampleCall, SampleLanguage } from '../../console/src/samples/sample';
import { sampleLanguages } from '../../console/src/samples/samples';
import { isMissing, Scratch } from '../strangers/commands.js';
import { permissions } from './project-folder.js';

const call: SampleCall = {
  productCode: 'cas',
  version: '2020-06-30',
  action: 'DescribeCertificatePrivateKey',
  extension: false,
  summary: 'Returns the private key of a certificate.',
  takesParameters: true,
  endpoint: { protocol: 'http', hostAndPort: '127.0.0.1:8088' },
  parameters: [{ name: 'EncryptedCode', place: 'body', value: { kind: 'environment', variable: 'ENCRYPTED_CODE' } }],
  secretVariables: ['ENCRYPTED_CODE'],
};
const now = new Date('2026-01-02T03:04:06Z');
const scratch = new Scratch();

const contentOf = (language: SampleLanguage) => {
  const { fileName, bytes } = projectZip(language, call, now);
  const folder = fileName.replace(/\.zip$/, '');
  const entries = Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)] as const);
  return { folder, bytes, files: new Map(entries) };
};

test.each(sampleLanguages.map(language => ({ title: language.title, language })))('$title', ({ language }) => {
  const { folder, files } = contentOf(language);
  expect(folder).toBe(`describe-certificate-private-key-${language.id}`);
  expect([...files.keys()].every(path => path.startsWith(`${folder}/`))).toBe(true);
  expect(files.get(`${folder}/${language.mainFile(call)}`)).toContain('DescribeCertificatePrivateKey');
  const readme = files.get(`${folder}/README.md`) ?? '';
  expect(readme.trimEnd().split('\n')).toHaveLength(5);
  for (const command of language.commands) expect(readme).toContain(`\`${command}\``);
  expect(readme).toContain('`ENCRYPTED_CODE`');
  expect(files.get(`${folder}/.env.example`)).toContain("\nALIBABA_CLOUD_ACCESS_KEY_SECRET=''\n");
  expect(files.get(`${folder}/.env.example`)).toContain("\nENCRYPTED_CODE=''\n");
  expect(files.get(`${folder}/.gitignore`)).toBe('.env\n');
  for (const text of files.values()) expect(text.endsWith('\n')).toBe(true);
});

const curl = sampleLanguages.find(({ id }) => id === 'curl') as SampleLanguage;

test('a script can be run, other files cannot', () => {
  const { folder, bytes } = contentOf(curl);
  expect(permissions(bytes).get(`${folder}/sample.sh`)).toBe(0o755);
  expect(permissions(bytes).get(`${folder}/README.md`)).toBe(0o644);
});

test.skipIf(isMissing('unzip', ['-v']))('unzip reads it so', () => {
  const { folder, bytes } = contentOf(curl);
  const parent = scratch.path('unzipped');
  mkdirSync(parent);
  execFileSync('unzip', ['-q', scratch.write('project.zip', bytes), '-d', parent]);
  expect(statSync(join(parent, folder, 'sample.sh')).mode & 0o777).toBe(0o755);
  expect(readFileSync(join(parent, folder, 'sample.sh'), 'utf8')).toMatch(/^#!\/usr\/bin\/env bash\n/);
});
