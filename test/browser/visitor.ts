/** A person at a browser: a context of its own whose pages are watched from the first request to the last. */
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Answers that refuse are logged by the browser itself as errors. They are what some scenarios are about. */
const REFUSED_CALL = /^Failed to load resource: the server responded with a status of 4\d\d/;

export interface VisitorSettings {
  /** What must not be kept anywhere. */
  readonly secrets: readonly string[];
  /** Whether pages may run scripts. */
  readonly scripts: boolean;
}

export class Visitor {
  /** What went wrong so far, in words. */
  readonly #faults: string[] = [];
  /** Everything the pages wrote to the console, and every address that they had. */
  readonly #traces: string[] = [];
  /** What was requested besides pages and files of the server: empty, or somebody fetched from elsewhere. */
  readonly requests: string[] = [];
  readonly #secrets: Set<string>;
  /** The person asked to stay signed in through reloads, which is what session storage is for. */
  asksToBeKept = false;

  private constructor(
    readonly page: Page,
    readonly url: string,
    private readonly settings: VisitorSettings,
  ) {
    this.#secrets = new Set(settings.secrets);
  }

  static async enter(context: BrowserContext, url: string, settings: VisitorSettings): Promise<Visitor> {
    // Violations are told to the document alone; the console is where they can be heard from outside.
    await context.addInitScript(
      `document.addEventListener('securitypolicyviolation', event =>
        console.error('policy violation: ' + event.violatedDirective + ' ' + event.blockedURI))`,
    );
    const visitor = new Visitor(await context.newPage(), url, settings);
    visitor.#watch(context);
    return visitor;
  }

  /** From now on this must not be kept anywhere either. */
  keepsNothingOf(secret: string): void {
    this.#secrets.add(secret);
  }

  #watch(context: BrowserContext): void {
    const { page } = this;
    context.on('request', request => {
      const address = request.url();
      this.requests.push(address);
      if (/^(?:data|blob):/.test(address)) return;
      if (new URL(address).origin !== this.url) this.#faults.push(`a request left for ${address}`);
    });
    context.on('weberror', ({ error }) => this.#faults.push(`uncaught: ${String(error())}`));
    context.on('console', message => {
      const text = message.text();
      this.#traces.push(`console: ${text}`);
      const fault = message.type() === 'error' || message.type() === 'warning';
      if (fault && !REFUSED_CALL.test(text)) this.#faults.push(`${message.type()}: ${text}`);
    });
    context.on('dialog', async dialog => {
      this.#faults.push(`a dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('framenavigated', frame => this.#traces.push(`address: ${frame.url()}`));
  }

  /** What the browser keeps for this server beyond the page: local storage, session storage and cookies. */
  async kept(): Promise<{ local: string; session: string; cookies: string }> {
    const cookies = JSON.stringify(await this.page.context().cookies());
    // Nothing but a script writes storage.
    if (!this.settings.scripts) return { local: '{}', session: '{}', cookies };
    const [local, session] = await this.page.evaluate<string[]>(
      '[JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]',
    );
    return { local: local ?? '', session: session ?? '', cookies };
  }

  /** Closes the browser of this person. Fails when a watched fault came up or a secret stayed behind. */
  async leave(): Promise<void> {
    await this.expectNothingKept();
    await this.page.context().close();
    expect(this.#faults).toEqual([]);
  }

  async expectNothingKept(): Promise<void> {
    const { local, session, cookies } = await this.kept();
    const places = [...this.#traces, local, cookies, this.page.url(), ...(this.asksToBeKept ? [] : [session])];
    for (const secret of this.#secrets) {
      const written = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
      const found = places.filter(place => written.some(text => place.includes(text)));
      expect(found.map(place => place.replaceAll(secret, '(secret)'))).toEqual([]);
    }
    expect(cookies).toBe('[]');
  }
}
