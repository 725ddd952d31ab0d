/** The languages with official clients for instances: what their programs need, and how each part of them is started. */
import { findOlderPython, script } from '../python/interpreter.js';
import type { Scratch } from '../strangers/commands.js';
import type { Command, Environment } from './claims.js';
import { findTool, goProgram, javaThatTrusts, mavenClasses } from './tools.js';

/**
 * What a program does: calls every operation, is refused, moves ciphertexts between the APIs, or keeps a secret as it is told on
 * standard input.
 */
export type Part = 'recipe' | 'refused' | 'transfer' | 'secrets';

export interface Built {
  /** What starts a part. */
  readonly start: (part: Part) => Command;
  /** What starts a program of a user of the same clients. */
  readonly startProgram: (text: string) => Command;
}

export interface Language {
  readonly name: 'Python' | 'Go' | 'Java';
  readonly isThere: boolean;
  /** Compiles what has to be compiled, once. */
  readonly build: (scratch: Scratch) => Built;
  /** The environment in which clients of the RPC API trust a CA. */
  readonly trusting: (caFile: string, scratch: Scratch) => Environment;
}

const SCRIPTS: Readonly<Record<Part, string>> = {
  recipe: 'instance.py',
  refused: 'instance_refusals.py',
  transfer: 'transferred.py',
  secrets: 'client_key_secrets.py',
};

const python = findOlderPython('sdk.client', 'alibabacloud_dkms_transfer', 'alibaba_cloud_secretsmanager_client');

export const languages: readonly Language[] = [
  {
    name: 'Python',
    isThere: python !== undefined,
    build: () => ({
      start: part => ({ command: String(python), parameters: [script(SCRIPTS[part])] }),
      startProgram: text => ({ command: String(python), parameters: ['-c', text] }),
    }),
    trusting: caFile => ({ CHANCERY_TEST_CA: caFile }),
  },
  {
    name: 'Go',
    isThere: findTool('go', ['version']),
    build: scratch => {
      const command = goProgram('instance', scratch);
      return {
        start: part => ({ command, parameters: [part] }),
        startProgram: text => ({
          command: goProgram('instance', scratch, scratch.write('program.go', text)),
          parameters: [],
        }),
      };
    },
    trusting: caFile => ({ SSL_CERT_FILE: caFile }),
  },
  {
    name: 'Java',
    isThere: findTool('mvn', ['--version']),
    build: scratch => {
      const classpath = ['-cp', mavenClasses('instance')];
      return {
        start: part => ({ command: 'java', parameters: [...classpath, 'Main', part] }),
        // A class in a file of its own is compiled as it is started.
        startProgram: text => ({ command: 'java', parameters: [...classpath, scratch.write('Program.java', text)] }),
      };
    },
    trusting: (caFile, scratch) => ({ JDK_JAVA_OPTIONS: javaThatTrusts(caFile, scratch) }),
  },
];
