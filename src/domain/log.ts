/** Where a server tells what happens: what operators read. What counts is the audit log. */

/** Lines of a log. A line has members, or a sentence, or both; a member `err` is a fault. */
export interface Log {
  info: LogLine;
  warn: LogLine;
  error: LogLine;
}

export type LogLine = (about: object | string, sentence?: string) => void;
