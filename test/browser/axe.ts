/** What can be checked of a page by machine: axe's rules (WCAG 2.2 A and AA and its own), and that nothing scrolls sideways. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** Everything axe knows, or what depends on the colours alone. */
export type Rules = 'all' | 'colours';

/** A theme changes nothing but colours, so one of them is looked at for the rest. */
export const LOOKS = [
  { colorScheme: 'light', width: 1280, rules: 'all' },
  { colorScheme: 'dark', width: 1280, rules: 'colours' },
  { colorScheme: 'light', width: 390, rules: 'all' },
  { colorScheme: 'dark', width: 390, rules: 'colours' },
] as const satisfies readonly { readonly rules: Rules; readonly [name: string]: unknown }[];

const OPTIONS: Readonly<Record<Rules, object>> = {
  all: { resultTypes: ['violations'] },
  colours: { resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block'] },
};

/** What axe finds serious or critical, and how far the page is wider than the screen; empty where all is well. */
export async function faultsOf(page: Page, place: string, rules: Rules): Promise<string[]> {
  // As text: the page's own policy lets no foreign script in, and needs no exception for this.
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe);
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, ${JSON.stringify(OPTIONS[rules])}).then(({ violations }) => violations)`,
  );
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => `${place}: ${id} at ${target.join(' ')}: ${failureSummary}`),
    );
  const over = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return over > 0 ? [...serious, `${place}: ${over} pixels wider than the screen`] : serious;
}
