/** Source text in lines: what is between brackets stands on one line where that fits, otherwise one entry a line. */

export type Code = string | Group;

export interface Group {
  /** What precedes the entries, on the line where the group starts: `query: {` */
  readonly open: string;
  readonly entries: readonly Code[];
  readonly close: string;
  /** What stands inside of the brackets on one line: a blank for `{ a }`. */
  readonly padding?: string;
  /** Behind the last entry where there is one entry a line. */
  readonly trailing?: string;
}

const WIDTH = 100;

/** `step`: the indentation of one level; `indentation`: where the group starts. */
export function laidOut(code: Code, step: string, indentation = ''): string {
  const flat = onOneLine(code);
  if (typeof code === 'string' || code.entries.length === 0 || indentation.length + flat.length <= WIDTH) return flat;
  const inner = indentation + step;
  const entries = code.entries.map(entry => inner + laidOut(entry, step, inner));
  return `${code.open}\n${entries.join(',\n')}${code.trailing ?? ','}\n${indentation}${code.close}`;
}

function onOneLine(code: Code): string {
  if (typeof code === 'string') return code;
  const { open, entries, close, padding = '' } = code;
  return entries.length === 0 ? open + close : open + padding + entries.map(onOneLine).join(', ') + padding + close;
}
