/** Reads a server's log as it comes: no secret may be in it, and no fault of the server's own. */

export class LogWatch {
  /** What is wrong with lines seen so far. */
  readonly faults: string[] = [];
  readonly #secretMarks: readonly string[];
  #rest = '';

  constructor(...secretMarks: readonly string[]) {
    this.#secretMarks = secretMarks;
  }

  /** Takes a piece of the log, not cut at lines. */
  read(piece: string): void {
    const lines = (this.#rest + piece).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (this.#secretMarks.some(mark => line.includes(mark))) this.faults.push(`a password is in the log: ${line}`);
      // pino counts an error as 50.
      else if (!line.startsWith('{') || /"level":[5-9]\d/.test(line))
        this.faults.push(`the log tells of a fault: ${line}`);
    }
  }
}
