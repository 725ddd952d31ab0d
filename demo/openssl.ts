/** The openssl command, run in the demo's folder and shown as the reader would type it. */
import { spawnSync } from 'node:child_process';
import { CheckFailed, type Story } from './story.js';

export class Openssl {
  readonly #story: Story;

  constructor(story: Story) {
    this.#story = story;
  }

  /** `OpenSSL 3.0.19 27 Jan 2026`, or undefined where there is no such command. */
  version(): string | undefined {
    const { status, stdout } = spawnSync('openssl', ['version'], { encoding: 'utf8' });
    return status === 0 ? stdout.trim().replace(/ \(.*$/, '') : undefined;
  }

  /** Shows the command, runs it and gives what it printed. */
  run(...args: readonly string[]): string {
    this.#story.command(['openssl', ...args.map(quoted)].join(' '));
    return this.ask(...args);
  }

  /** The same for a command that only looks something up, and would be no more than noise in the story. */
  ask(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync('openssl', args, { cwd: this.#story.folder, encoding: 'utf8' });
    if (status !== 0) throw new CheckFailed(`openssl ${args.map(quoted).join(' ')} failed:\n${stderr}`);
    return stdout;
  }

  /** Whether a command fails, as it should. Shown. */
  fails(...args: readonly string[]): boolean {
    this.#story.command(['openssl', ...args.map(quoted)].join(' '));
    return spawnSync('openssl', args, { cwd: this.#story.folder, stdio: 'pipe' }).status !== 0;
  }

  /** The public key of a PEM certificate, as PEM. */
  publicKeyOfCertificate(file: string): string {
    return this.ask('x509', '-in', file, '-noout', '-pubkey');
  }

  /** The public key that belongs to a PEM private key, as PEM. */
  publicKeyOfPrivateKey(file: string): string {
    return this.ask('pkey', '-in', file, '-pubout');
  }
}

function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
