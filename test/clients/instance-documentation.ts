/** Runs the programs of docs/clients.md about client keys as their reader would: in a folder with the data directory and the file of a client key. */
import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import type { Scratch } from '../strangers/commands.js';
import { documentedPrograms } from './documented-programs.js';
import type { Built, Language } from './instance-languages.js';
import type { InstanceServer } from './instance-server.js';

const inSection = (language: string) => documentedPrograms(language, section => section === 'Client keys');

/** What the programs print last: those that encrypt and decrypt, and the one that reads a secret, told to do so in each of two ways. */
export async function runDocumented(
  { name }: Pick<Language, 'name'>,
  { startProgram }: Built,
  { tls, scene }: InstanceServer,
  scratch: Scratch,
): Promise<{ readonly decrypted: string[]; readonly secrets: string[] }> {
  const [encrypts = '', transfers = '', reads = '', ...others] = inSection(name.toLowerCase());
  expect(others, 'programs that nothing runs').toEqual([]);
  const folder = scratch.path(`reader-of-${name}`);
  mkdirSync(folder);
  symlinkSync(tls.server.data, join(folder, 'chancery-data'));
  writeFileSync(join(folder, 'clientKey.json'), JSON.stringify(scene.keys.both));
  writeFileSync(join(folder, 'password.txt'), `${scene.password}\n`);

  const lastLine = async (program: string, settings = '') => {
    const { command, parameters } = startProgram(program);
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-c', `${settings}\nexec "$@"`, 'bash', command, ...parameters],
      {
        cwd: folder,
        env: { ...process.env, NO_PROXY: '127.0.0.1', ALIBABA_CLOUD_ENDPOINT: tls.access.endpoint },
      },
    );
    return stdout.trimEnd().split('\n').at(-1) ?? '';
  };
  const inTurn = async (each: readonly (() => Promise<string>)[]) => {
    const lines: string[] = [];
    for (const run of each) lines.push(await run());
    return lines;
  };
  return {
    decrypted: await inTurn([() => lastLine(encrypts), () => lastLine(transfers)]),
    secrets: await inTurn(inSection('sh').map(settings => () => lastLine(reads, settings))),
  };
}
