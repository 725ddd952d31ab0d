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

export interface Language {
  readonly name: 'Python' | 'Go' | 'Java';
  readonly isThere: boolean;
  /** Compiles what has to be compiled, once; gives what starts a part. */
  readonly build: (scratch: Scratch) => (part: Part) => Command;
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
    build: () => part => ({ command: String(python), parameters: [script(SCRIPTS[part])] }),
    trusting: caFile => ({ CHANCERY_TEST_CA: caFile }),
  },
  {
    name: 'Go',
    isThere: findTool('go', ['version']),
    build: scratch => {
      const command = goProgram('instance', scratch);
      return part => ({ command, parameters: [part] });
    },
    trusting: caFile => ({ SSL_CERT_FILE: caFile }),
  },
  {
    name: 'Java',
    isThere: findTool('mvn', ['--version']),
    build: () => {
      const classpath = mavenClasses('instance');
      return part => ({ command: 'java', parameters: ['-cp', classpath, 'Main', part] });
    },
    trusting: (caFile, scratch) => ({ JDK_JAVA_OPTIONS: javaThatTrusts(caFile, scratch) }),
  },
];
