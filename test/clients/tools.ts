/** Programs of other languages: whether their tools are here, and how they are made. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import type { Scratch } from '../strangers/commands.js';

/** Whether the command succeeds; where not, the reason is printed. */
export function findTool(command: string, parameters: readonly string[]): boolean {
  if (spawnSync(command, parameters).status === 0) return true;
  console.warn(`skipped: there is no ${command} here; .ci/run installs it`);
  return false;
}

/**
 * Compiles a program of test/go; gives its file.
 *
 * @param source of another program that has the same requirements, to compile instead
 */
export function goProgram(folder: string, scratch: Scratch, source = '.'): string {
  const program = scratch.path(source === '.' ? folder : basename(source, '.go'));
  prepare('go', ['build', '-o', program, source], join(import.meta.dirname, '../go', folder));
  return program;
}

const MAVEN = ['--batch-mode', '--quiet', '-Dstyle.color=never'] as const;

interface MavenProgram {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly directory: string;
}

/** Compiles a project of test/java; gives what starts it, and where. */
export function mavenProgram(folder: string): MavenProgram {
  const directory = join(import.meta.dirname, '../java', folder);
  prepare('mvn', [...MAVEN, 'compile'], directory);
  return { command: 'mvn', parameters: [...MAVEN, 'exec:java'], directory };
}

/** The same in a virtual machine of its own, which trusts this CA alone. */
export function mavenProgramThatTrusts(
  folder: string,
  mainClass: string,
  caFile: string,
  scratch: Scratch,
): MavenProgram {
  const program = mavenProgram(folder);
  const java = `${javaThatTrusts(caFile, scratch)} -classpath %classpath ${mainClass}`;
  return { ...program, parameters: [...MAVEN, 'exec:exec', '-Dexec.executable=java', `-Dexec.args=${java}`] };
}

/** The words for a Java virtual machine that trusts this CA alone. */
export function javaThatTrusts(caFile: string, scratch: Scratch): string {
  const store = scratch.path('trusted.p12');
  if (!existsSync(store)) {
    const words = '-importcert -noprompt -alias ca -storepass trusted'.split(' ');
    prepare('keytool', [...words, '-file', caFile, '-keystore', store], scratch.path('.'));
  }
  return `-Djavax.net.ssl.trustStore=${store} -Djavax.net.ssl.trustStorePassword=trusted`;
}

/**
 * Compiles a project of test/java; gives the class path of it and of what it needs. Several programs of it start faster without
 * Maven.
 */
export function mavenClasses(folder: string): string {
  const classpath = ['exec:exec', '-Dexec.executable=echo', '-Dexec.args=%classpath'];
  const printed = prepare('mvn', [...MAVEN, 'compile', ...classpath], join(import.meta.dirname, '../java', folder));
  // Between what Maven prints to set colours back.
  return /\/\S*target\/classes\S*/.exec(printed)?.[0] ?? '';
}

/** Fetches what the program needs and compiles it; gives what was printed. */
function prepare(command: string, parameters: readonly string[], directory: string): string {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd: directory, encoding: 'utf8' });
  expect(status, `${command} ${parameters.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}
