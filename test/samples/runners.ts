/** How the suite runs the projects of each language: one entry a language, which has to have one to be offered. */
import { symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SampleLanguage } from '../../console/src/samples/sample';
import { sampleLanguages } from '../../console/src/samples/samples';
import { findPython } from '../python/interpreter.js';
import { isMissing } from '../strangers/commands.js';

export interface Runner {
  /** Whether its programs cannot run on this machine; the reason is printed. */
  isMissing(): boolean;
  /** No registry that `.ci/run` installs from has its program: its tests are there where the program is. */
  readonly fromElsewhere?: boolean;
  /** What its programs say that they cannot send. */
  readonly unsayable?: { readonly text: RegExp; readonly name: RegExp };
  /** Of the language's commands those that install what this machine has already. `.ci/run` runs these too, once. */
  readonly spared?: readonly string[];
  /** Makes up for the spared commands in a project's folder. */
  prepare?(folder: string): Promise<void>;
  /** What the environment has besides the credentials. */
  environment?(): Readonly<Record<string, string>>;
}

const modules = join(import.meta.dirname, '../../node_modules');

export const runners: Readonly<Record<string, Runner>> = {
  typescript: {
    isMissing: () => false,
    spared: ['npm install'],
    prepare: folder => symlink(modules, join(folder, 'node_modules')),
  },
  python: {
    isMissing: () => findPython('alibabacloud_cas20200630', 'alibabacloud_kms20160120') === undefined,
    // A virtual environment of the packages, as somebody has it who activated it.
    environment: (): Readonly<Record<string, string>> => {
      const interpreter = process.env.CHANCERY_TEST_PYTHON;
      return interpreter === undefined ? {} : { PATH: `${dirname(interpreter)}:${process.env.PATH}` };
    },
  },
  go: {
    isMissing: () => isMissing('go', ['version']),
  },
  java: {
    isMissing: () => isMissing('mvn', ['-v']),
    // Programs that end soon gain nothing from the second compiler.
    environment: () => ({ MAVEN_OPTS: '-XX:TieredStopAtLevel=1' }),
  },
  'command-line': {
    isMissing: () => isMissing('aliyun', ['version']),
    fromElsewhere: true,
    unsayable: { text: /\0/, name: /[\0=:]/ },
    // Where it keeps its settings.
    environment: () => ({ HOME: tmpdir() }),
  },
  curl: {
    isMissing: () => isMissing('curl', ['--version']) || isMissing('bash', ['--version']),
  },
};

/** The languages that tests are for on this machine. */
export function testedLanguages(): readonly SampleLanguage[] {
  return sampleLanguages.filter(({ id }) => !(runners[id]?.fromElsewhere && runners[id].isMissing()));
}
