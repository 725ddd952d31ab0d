/** The log of a further thread: whole lines go to the main thread, those of one turn of the event loop together, which writes them among its own. */
export class LogToMain {
  #lines = '';

  constructor(private readonly send: (lines: string) => void) {}

  /** @param line whole, with its end */
  write(line: string): void {
    if (this.#lines === '') setImmediate(() => this.flush());
    this.#lines += line;
  }

  /** Sends what has not been sent yet. */
  flush(): void {
    if (this.#lines !== '') this.send(this.#lines);
    this.#lines = '';
  }
}
