/** Looking for authorities by what stands in their names: wire/cas.md section 9.16. */
import { type Continuation, inParts, type Page, type PageOf } from '../domain/page.js';
import type { AuthorityFilter, AuthorityPlace } from './authority-store.js';
import type { Authority } from './records.js';
import type { CaStore } from './store.js';
import { subjectText } from './subject-text.js';

/** What is read at once: other calls run in between. */
const SLICE = 200;

/**
 * Newest first: those whose common name or subject holds the word, in whatever case. The databases do not agree on what the same letter in
 * another case is, so the subjects are read; authorities are few.
 */
export async function findAuthorities(
  store: CaStore,
  accountId: string,
  filter: AuthorityFilter,
  word: string,
  page: Page,
): Promise<PageOf<Authority>> {
  const wanted = word.toLowerCase();
  const found: Authority[] = [];
  const parts = inParts(SLICE, (part: Continuation<AuthorityPlace>) => store.listAuthorities(accountId, filter, part));
  for await (const items of parts) {
    found.push(...items.filter(it => subjectText(it).toLowerCase().includes(wanted)));
  }
  const start = (page.number - 1) * page.size;
  return { items: found.slice(start, start + page.size), total: found.length };
}
