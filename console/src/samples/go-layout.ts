/**
 * Composite literals as gofmt writes them: keys of neighbouring lines in one column. gofmt ends a column where a value takes several
 * lines and where long keys differ much in length (`exprList` of go/printer), so this does the same.
 */

export type GoCode = string | GoGroup;

export interface GoGroup {
  /** What precedes the entries, on the line where the group starts: `map[string]any{` */
  readonly open: string;
  readonly entries: readonly GoEntry[];
  readonly close: string;
  /** One entry a line also where they would fit on one. */
  readonly spread?: boolean;
}

export interface GoEntry {
  /** As in the source. All entries of a group have one, or none. */
  readonly key?: string;
  readonly value: GoCode;
}

const WIDTH = 100;

/** `indentation`: the tabs of the line where the code starts. */
export function goLaidOut(code: GoCode, indentation: string): string {
  if (typeof code === 'string') return code;
  const flat = onOneLine(code);
  if (flat !== undefined && (code.entries.length === 0 || indentation.length * 4 + flat.length <= WIDTH)) return flat;
  const inner = `${indentation}\t`;
  const lines = columns(code.entries.map(({ key, value }) => ({ key, text: goLaidOut(value, inner) })));
  return `${code.open}\n${lines.map(line => `${inner}${line},\n`).join('')}${indentation}${code.close}`;
}

/** `undefined` if something in it has to be spread. */
function onOneLine(code: GoCode): string | undefined {
  if (typeof code === 'string') return code;
  if (code.spread && code.entries.length > 0) return undefined;
  const entries: string[] = [];
  for (const { key, value } of code.entries) {
    const flat = onOneLine(value);
    if (flat === undefined) return undefined;
    entries.push(key === undefined ? flat : `${key}: ${flat}`);
  }
  return code.open + entries.join(', ') + code.close;
}

interface Line {
  readonly key?: string;
  readonly text: string;
}

function columns(lines: readonly Line[]): string[] {
  return sections(lines).flatMap(section => {
    const width = Math.max(...section.map(({ key }) => [...(key ?? '')].length));
    return section.map(({ key, text }) =>
      key === undefined ? text : `${key}:${' '.repeat(width - [...key].length + 1)}${text}`,
    );
  });
}

const SMALL = 40;
const RATIO = 2.5;

function sections(lines: readonly Line[]): Line[][] {
  const found: Line[][] = [];
  let previous = 0;
  let sizes: number[] = [];
  for (const line of lines) {
    // Zero: takes several lines.
    const size = line.key === undefined || line.text.includes('\n') ? 0 : new TextEncoder().encode(line.key).length;
    const section = found.at(-1);
    if (section && previous > 0 && size > 0 && continues(sizes, previous, size)) {
      section.push(line);
    } else {
      found.push([line]);
      sizes = [];
    }
    if (size > 0) sizes = [...sizes, size];
    previous = size;
  }
  return found;
}

function continues(sizes: readonly number[], previous: number, size: number): boolean {
  if (sizes.length === 0 || (previous <= SMALL && size <= SMALL)) return true;
  const mean = Math.exp(sizes.reduce((sum, one) => sum + Math.log(one), 0) / sizes.length);
  return size * RATIO > mean && size < mean * RATIO;
}
