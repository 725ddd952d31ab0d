/** Where links lead: in the browser below `/reference/`, in the Markdown files relative to each other. */
import type { Link, PageId } from './document.js';

/** Percent-encoded, so it can hold nothing that ends an attribute or starts another scheme. */
export function pagePath(page: PageId): string {
  return `/reference/${page.split('/').map(encodeURIComponent).join('/')}`;
}

export function linkPath({ page, query, fragment }: Link): string {
  const search = query ? `?${new URLSearchParams(query).toString()}` : '';
  return `${pagePath(page)}${search}${fragment === undefined ? '' : `#${encodeURIComponent(fragment)}`}`;
}

/** The file of a page: pages of products and the start page are the READMEs of their folders. */
export function markdownFile(page: PageId, products: ReadonlySet<string>): string {
  if (page === '') return 'README.md';
  return products.has(page) ? `${page}/README.md` : `${page}.md`;
}

/** From one file to another, both relative to the same folder. A query means nothing in a file. */
export function relativeFile(from: string, to: string): string {
  const up = from.split('/').length - 1;
  const [folder] = from.split('/');
  if (up === 1 && to.startsWith(`${folder}/`)) return to.slice((folder ?? '').length + 1);
  return `${'../'.repeat(up)}${to}`;
}
