/**
 * The frame of every browser suite: one Chromium and one server a file, and visitors whose pages are watched. Whatever a scenario
 * is about, it fails when a page asks another host for something, breaks its Content-Security-Policy, logs an error, opens a dialog,
 * or leaves a secret in an address, in storage or in the browser's log.
 */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { startTestServer, type TestServer, type TestServerSettings } from '../server.js';
import { findChromium, startChromium } from './chromium.js';
import { Visitor } from './visitor.js';

const executable = findChromium();

if (!executable) process.stderr.write('skipped: no Chromium here (CHANCERY_TEST_CHROMIUM may name one)\n');

export interface VisitOptions extends BrowserContextOptions {
  /** Secrets that come up, which the page may show where it was asked to, and keep nowhere. */
  readonly secrets?: readonly string[];
}

export class Browsing {
  server!: TestServer;
  #browser!: Browser;
  #visitors: Visitor[] = [];

  async start(settings: TestServerSettings): Promise<void> {
    if (!executable) throw new Error('there is no Chromium');
    [this.server, this.#browser] = await Promise.all([startTestServer(settings), startChromium(executable)]);
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.server?.close();
  }

  /** A person with a browser of their own: no cookies, no storage, English, light, 1280 × 800. */
  async visit({ secrets = [], ...options }: VisitOptions = {}): Promise<Visitor> {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-US',
      colorScheme: 'light',
      reducedMotion: 'reduce',
      ...options,
    });
    const visitor = await Visitor.enter(context, this.server.url, {
      secrets: [this.server.rootAccessKey.AccessKeySecret, ...secrets],
      scripts: options.javaScriptEnabled ?? true,
    });
    this.#visitors.push(visitor);
    return visitor;
  }

  /** Everybody goes, and what was watched has to be in order. */
  async closeAll(): Promise<void> {
    for (const visitor of this.#visitors.splice(0)) await visitor.leave();
  }
}

/** A suite in Chromium; skipped, with its reason printed, where there is none. */
export function describeInBrowser(
  title: string,
  suite: (browsing: Browsing) => void,
  settings: TestServerSettings = {},
): void {
  describe.skipIf(!executable)(title, () => {
    const browsing = new Browsing();
    beforeAll(() => browsing.start(settings));
    afterEach(() => browsing.closeAll());
    afterAll(() => browsing.stop());
    suite(browsing);
  });
}
