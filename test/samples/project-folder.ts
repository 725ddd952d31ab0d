/** A downloaded project: unpacked, its env file filled, its commands run, as the README says. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Operation } from '../../console/src/description/model';
import type { DraftObject } from '../../console/src/form/draft';
import { projectZip } from '../../console/src/samples/project';
import type { SampleLanguage } from '../../console/src/samples/sample';
import { sampleCall } from '../../console/src/samples/sample-call';
import { runners } from './runners.js';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProjectOptions {
  /** Run the commands that install packages too, as a stranger does. */
  readonly install?: boolean;
}

/** Downloads what the Explorer offers for a filled form, and runs it with these values in its env file. */
export async function runProject(
  language: SampleLanguage,
  {
    operation,
    drafts,
    origin,
  }: { readonly operation: Operation; readonly drafts: DraftObject; readonly origin: string },
  values: Readonly<Record<string, string>>,
  parent: string,
  { install = false }: ProjectOptions = {},
): Promise<Outcome> {
  const { fileName, bytes } = projectZip(language, sampleCall(operation, drafts, origin), new Date());
  unpack(bytes, parent);
  const folder = join(parent, fileName.replace(/\.zip$/, ''));
  const example = readFileSync(join(folder, '.env.example'), 'utf8');
  writeFileSync(join(folder, '.env'), filled(example, values));
  const { spared = [], prepare, environment } = runners[language.id] ?? {};
  if (!install) await prepare?.(folder);
  const commands = language.commands.filter(command => install || !spared.includes(command));
  return runInShell(commands.join(' && '), folder, { NO_PROXY: '127.0.0.1', ...environment?.() });
}

/** What `unzip` makes of a zip: the files with their permissions, which the central directory has (APPNOTE 4.3.12). */
export function unpack(zip: Uint8Array, parent: string): void {
  const modes = permissions(zip);
  for (const [path, content] of Object.entries(unzipSync(zip))) {
    const file = join(parent, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, modes.get(path) ?? 0o644);
  }
}

export function permissions(zip: Uint8Array): ReadonlyMap<string, number> {
  const bytes = Buffer.from(zip);
  const found = new Map<string, number>();
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 46)) {
    const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    found.set(name, (bytes.readUInt32LE(at + 38) >>> 16) & 0o777);
  }
  return found;
}

/** Every empty value of the file has to be given. */
function filled(example: string, values: Readonly<Record<string, string>>): string {
  return example.replace(/^(\w+)=''$/gm, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${name} is asked for`);
    return `${name}='${value}'`;
  });
}

function runInShell(command: string, cwd: string, more: Readonly<Record<string, string>>): Promise<Outcome> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(ALIBABA_|NODE_OPTIONS|VITEST)/.test(name));
  const env = { ...Object.fromEntries(inherited), ...more };
  return new Promise((resolve, reject) => {
    execFile('sh', ['-c', command], { cwd, env, maxBuffer: 16_000_000 }, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

/** The JSON that a program printed; npm prints lines of its own before, Maven resets the colours of a terminal that is not there. */
export function printedJson({ status, stdout: printed, stderr }: Outcome): Record<string, unknown> {
  const stdout = printed.replaceAll('\u001b[0m', '');
  const start = stdout.search(/^\{/m);
  if (status !== 0 || start < 0) throw new Error(`ended with ${status}: ${stdout}${stderr}`);
  return JSON.parse(stdout.slice(start)) as Record<string, unknown>;
}
