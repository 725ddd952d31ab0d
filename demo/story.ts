/** How the demo tells what it does: chapters, the commands it runs, and checks. The first check that fails ends it. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Something that was said to hold does not. */
export class CheckFailed extends Error {}

type Style = 'bold' | 'dim' | 'green' | 'red';

const styles: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  green: [32, 39],
  red: [31, 39],
};

export class Story {
  #chapters = 0;
  #checks = 0;
  readonly #kept: { file: string; what: string }[] = [];
  readonly #coloured = process.stdout.isTTY && !process.env.NO_COLOR;

  /** `folder` is where the files go; what it held before is removed. */
  constructor(readonly folder: string) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  get checks(): number {
    return this.#checks;
  }

  title(text: string): void {
    this.#print(this.#styled('bold', text));
  }

  chapter(title: string): void {
    this.#chapters += 1;
    this.#print(`\n${this.#styled('bold', `${this.#chapters}  ${title}`)}`);
  }

  says(text: string): void {
    this.#print(`   ${text}`);
  }

  /** A command that the reader can repeat in the demo's folder. */
  command(text: string): void {
    this.#print(`   ${this.#styled('dim', `$ ${text}`)}`);
  }

  /** Goes on if the claim holds; throws `CheckFailed` if not, with what was found instead. */
  check(claim: string, holds: boolean, found?: unknown): void {
    if (!holds) {
      this.#print(`   ${this.#styled('red', '✗')} ${claim}`);
      throw new CheckFailed(found === undefined ? claim : `${claim}; found ${describe(found)}`);
    }
    this.#checks += 1;
    this.#print(`   ${this.#styled('green', '✓')} ${claim}`);
  }

  /** The error that a call is refused with; a call that is not refused fails the check. */
  async refusal(claim: string, call: () => Promise<unknown>): Promise<Refusal> {
    try {
      await call();
    } catch (error) {
      return error as Refusal;
    }
    this.check(claim, false, 'that it was answered');
    throw new CheckFailed(claim);
  }

  /** Writes a file for the reader and remembers what it is. Gives its path within the folder. */
  keep(file: string, content: string | Uint8Array, what: string): string {
    writeFileSync(join(this.folder, this.note(file, what)), content);
    return file;
  }

  /** The same for a file that a command is about to write. */
  note(file: string, what: string): string {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    this.#kept.push({ file, what });
    return file;
  }

  /** Says where the files are and what each is. */
  end(seconds: number): void {
    const width = Math.max(...this.#kept.map(({ file }) => file.length));
    const list = this.#kept.map(({ file, what }) => `${file.padEnd(width)}  ${what}`);
    writeFileSync(join(this.folder, 'README.txt'), `${list.join('\n')}\n`);
    const place = `${relative(process.cwd(), this.folder)}/`;
    this.#print(
      `\n${this.#styled('bold', 'What is left for you to look at')}, in ${place} (this list is its README.txt)`,
    );
    for (const line of list) this.#print(`   ${line}`);
    this.#print(`\n${this.#styled('green', `All ${this.#checks} checks hold`)}, after ${seconds.toFixed(1)} seconds.`);
  }

  fail(error: unknown): void {
    const reason = error instanceof CheckFailed ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`\n${this.#styled('red', 'The demo ends here')}: ${reason}\n`);
  }

  #print(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  #styled(style: Style, text: string): string {
    if (!this.#coloured) return text;
    const [on, off] = styles[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  }
}

/** The members that the official SDKs give their errors. */
export interface Refusal extends Error {
  readonly code: string;
  readonly statusCode?: number;
  readonly accessDeniedDetail?: Readonly<Record<string, string>>;
  readonly retryAfter?: number;
}

function describe(found: unknown): string {
  return found instanceof Error
    ? `${found.name}: ${found.message}`
    : typeof found === 'string'
      ? found
      : JSON.stringify(found);
}
