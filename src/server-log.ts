/**
 * The log of the main thread and of each further one: JSON lines, times as ISO 8601, faults with the lines of the sources. Each request has a line, so it
 * is made by one call of JSON.stringify.
 */
import type { Config } from './config.js';
import type { Log, LogLine } from './domain/log.js';
import { withSources } from './files/source-trace.js';

/** Where lines go. */
export interface LogDestination {
  /** @param line whole, with its end */
  write(line: string): unknown;
}

/** The numbers that readers of such logs know. */
const LEVELS = { info: 30, warn: 40, error: 50 } as const;

/** @param setting `silent`: nothing is logged at all */
export function serverLog(setting: Config['log'], to: LogDestination): Log {
  const at = (level: number): LogLine =>
    setting === 'silent' ? () => {} : (about, sentence) => to.write(lineOf(level, about, sentence));
  return { info: at(LEVELS.info), warn: at(LEVELS.warn), error: at(LEVELS.error) };
}

function lineOf(level: number, about: object | string, sentence: string | undefined): string {
  const isPlainLine = sentence === undefined && typeof about === 'object' && !('err' in about);
  const members = JSON.stringify(isPlainLine ? about : said(about, sentence));
  return `{"level":${level},"time":"${timeText(Date.now())}"${members === '{}' ? '}' : `,${members.slice(1)}`}\n`;
}

/** A sentence, what it is about, and the fault. */
function said(about: object | string, sentence: string | undefined): object {
  if (typeof about === 'string') return { msg: about };
  return { ...about, ...('err' in about && { err: shownFault(about.err) }), msg: sentence };
}

let lastTime = Number.NaN;
let lastText = '';

/** Lines of one millisecond have the same text: making it takes as long as the rest of the line. */
function timeText(time: number): string {
  if (time !== lastTime) {
    lastText = new Date(time).toISOString();
    lastTime = time;
  }
  return lastText;
}

/** With all that it was caused by. Of its other members those that say something by themselves, such as `code`. */
function shownFault(fault: unknown): object | string {
  if (!(fault instanceof Error)) return String(fault);
  const causes = [...withCauses(fault)];
  return {
    ...Object.fromEntries(Object.entries(fault).filter(([, value]) => isPlain(value))),
    ...(fault instanceof AggregateError && { errors: fault.errors.map(String) }),
    type: fault.constructor.name,
    message: causes.map(({ message }) => message).join(': '),
    stack: causes.map(({ stack }) => withSources(stack ?? '')).join('\ncaused by: '),
  };
}

/** Faults may cause each other in a circle. */
const MOST_CAUSES = 20;

function* withCauses(fault: Error): Generator<Error> {
  let next: unknown = fault;
  for (let count = 0; next instanceof Error && count < MOST_CAUSES; count++) {
    yield next;
    next = next.cause;
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
