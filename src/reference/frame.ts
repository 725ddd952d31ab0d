/** What surrounds every page: head, navigation, search. */
import type { Page } from './document.js';
import { html, type Markup } from './html.js';
import { pagePath } from './links.js';
import { renderHtml } from './render-html.js';
import { maxQueryLength } from './search.js';

export interface Frame {
  /** Path of the stylesheet, its hash in the name. */
  readonly stylesheetPath: string;
  /** Where the Explorer is; absent: there is none. */
  readonly explorerPath?: string;
  /** What was searched for, to stand in the search field again. */
  readonly query?: string;
}

const NAVIGATION = [
  ['', 'Operations'],
  ['requests', 'Requests'],
  ['signatures', 'Signatures'],
  ['answers', 'Answers'],
  ['errors', 'Errors'],
  ['policy', 'Policies'],
  ['coverage', 'Coverage'],
] as const;

/** A whole HTML document. */
export function framed(page: Page, { stylesheetPath, explorerPath, query = '' }: Frame): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.id === '' ? page.title : `${page.title} · API reference`} · Chancery</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylesheetPath}">
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header>
<a class="name" href="${pagePath('')}">Chancery</a>
<nav aria-label="Reference"><ul>${NAVIGATION.map(
    ([id, text]) => html`<li><a href="${pagePath(id)}"${page.id === id && html` aria-current="page"`}>${text}</a></li>`,
  )}${explorerPath !== undefined && html`<li><a href="${explorerPath}">Explorer</a></li>`}</ul></nav>
<form role="search" action="${pagePath('')}" method="get"><label for="q">Search</label><input id="q" name="q" type="search" maxlength="${maxQueryLength}" value="${query}" placeholder="name, parameter, error code"><button>Search</button></form>
</header>
${renderHtml(page)}
</body>
</html>
`;
}
