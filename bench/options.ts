/** What the command line of the bench asks for. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CALL_NAMES, type CallName } from './calls.js';

export type Kind = 'standard' | 'budgets' | 'against' | 'peers' | 'start' | 'rsa' | 'sessions' | 'profile';

export interface Options {
  readonly kind: Kind;
  /** How long each load is to take; each kind has a default of its own. */
  readonly seconds: number | undefined;
  /** Of the budgets. */
  readonly connections: number | undefined;
  readonly only: readonly CallName[] | undefined;
  /** Another built checkout. */
  readonly other: string | undefined;
  /** A directory with the programs of others. */
  readonly programs: string | undefined;
}

/** Says what is wrong and ends the process where the words make no sense. */
export function optionsFrom(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      seconds: { type: 'string' },
      connections: { type: 'string' },
      only: { type: 'string', multiple: true },
      against: { type: 'string' },
      programs: { type: 'string' },
      budgets: { type: 'boolean' },
      peers: { type: 'boolean' },
      start: { type: 'boolean' },
      rsa: { type: 'boolean' },
      sessions: { type: 'boolean' },
      profile: { type: 'boolean' },
    },
  });
  const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
  if (seconds !== undefined && !(seconds >= 0.5 && seconds <= 600))
    refuse(`--seconds must be between 0.5 and 600; it is "${values.seconds}".`);
  const connections = values.connections === undefined ? undefined : Number(values.connections);
  if (connections !== undefined && !(connections >= 1 && connections <= 1000))
    refuse(`--connections must be between 1 and 1000; it is "${values.connections}".`);
  const unknown = values.only?.find(name => !CALL_NAMES.some(it => it === name));
  if (unknown !== undefined) refuse(`--only must be one of ${CALL_NAMES.join(', ')}; it is "${unknown}".`);
  if (values.against !== undefined && !existsSync(join(values.against, 'dist/chancery.js')))
    refuse(`--against must name a checkout that is built; there is no dist/chancery.js in "${values.against}".`);
  const kinds = (['start', 'budgets', 'peers', 'rsa', 'sessions', 'profile'] as const).filter(kind => values[kind]);
  if (kinds.length > 1) refuse(`--${kinds[0]} and --${kinds[1]} are different runs: give one of them.`);
  return {
    kind: kinds[0] ?? (values.against === undefined ? 'standard' : 'against'),
    seconds,
    connections,
    only: values.only as CallName[] | undefined,
    other: values.against,
    programs: values.programs,
  };
}

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
