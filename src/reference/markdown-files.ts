/** The reference as Markdown files that link to each other. */

import { markdownFile } from './links.js';
import { renderMarkdown } from './render-markdown.js';
import { siteOf } from './site.js';
import type { ReferenceSource } from './source.js';

export interface MarkdownFile {
  /** Relative, with `/`: `cas/DescribeCertificatePrivateKey.md`. */
  readonly name: string;
  readonly text: string;
}

/** One file for each page. */
export function markdownFiles(source: ReferenceSource): MarkdownFile[] {
  const products = new Set(source.catalogue.products.map(({ code }) => code));
  return [...siteOf(source)].map(([id, page]) => ({
    name: markdownFile(id, products),
    text: renderMarkdown(page(), { products }),
  }));
}
