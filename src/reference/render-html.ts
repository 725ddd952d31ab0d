/** Blocks of a page as HTML. No scripts, no inline styles: the pages are served under a policy that allows neither. */
import type { Block, Cell, Inline, Page, Table, Text } from './document.js';
import { type Content, html, type Markup } from './html.js';
import { linkPath } from './links.js';

/** The content of a page, from its title on. */
export function renderHtml(page: Page): Markup {
  return html`<main id="content">
${
  page.above.length > 0 &&
  html`<nav class="above" aria-label="Above this page">${page.above.map(one => html`<a href="${linkPath(one)}">${inlines(one.text)}</a> /`)}</nav>
`
}<h1>${breakable(page.title)}</h1>
<p class="summary">${inlines(page.summary)}</p>
${
  page.invitation &&
  html`<p class="invitation"><a href="${page.invitation.path}">${page.invitation.text}</a> ${page.invitation.about}</p>
`
}${contents(page.blocks)}${page.blocks.map(block)}</main>`;
}

/** A long name that does not fit breaks between its words: `DescribeCertificate` `PrivateKey`. */
function breakable(name: string): Content {
  return name.split(/(?<=[a-z])(?=[A-Z])/).map((word, index) => (index === 0 ? word : html`<wbr>${word}`));
}

function contents(blocks: readonly Block[]): Content {
  const headings = blocks.flatMap(one => (one.kind === 'heading' && one.level === 2 ? [one] : []));
  if (headings.length < 3) return undefined;
  return html`<nav class="contents" aria-label="On this page"><ul>${headings.map(
    ({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`,
  )}</ul></nav>
`;
}

function block(one: Block): Markup {
  switch (one.kind) {
    case 'heading':
      return one.level === 2
        ? html`<h2 id="${one.id}">${one.text}</h2>
`
        : html`<h3 id="${one.id}">${one.text}</h3>
`;
    case 'paragraph':
      return html`<p>${inlines(one.text)}</p>
`;
    case 'list': {
      const items = one.items.map(item => html`<li>${inlines(item)}</li>`);
      return one.ordered
        ? html`<ol>${items}</ol>
`
        : html`<ul>${items}</ul>
`;
    }
    case 'code':
      return html`<pre><code>${one.text}</code></pre>
`;
    case 'details':
      return html`<details><summary>${one.summary}</summary>
${one.blocks.map(block)}</details>
`;
    case 'table':
      return renderTable(one);
  }
}

/**
 * On a narrow screen the rows become blocks (`stylesheet.ts`), which takes their meaning from elements; so the roles are written out,
 * and each cell says its column.
 */
function renderTable({ caption, columns, rows }: Table): Markup {
  return html`<table role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(column => html`<th role="columnheader" scope="col">${column}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map(
  row => html`<tr role="row">${row.map((cell, index) => html`<td role="cell" data-column="${columns[index]}">${renderCell(cell)}</td>`)}</tr>
`,
)}</tbody></table>
`;
}

function renderCell(cell: Cell): Content {
  if (typeof cell === 'object' && 'lines' in cell) {
    return cell.lines.map(line => html`<div>${inlines(line)}</div>`);
  }
  return html`<div>${inlines(cell)}</div>`;
}

function inlines(text: Text): Content {
  return typeof text === 'object' && Array.isArray(text) ? text.map(inline) : inline(text as Inline);
}

function inline(one: Inline): Content {
  if (typeof one === 'string') return one;
  if ('code' in one) return html`<code>${one.code}</code>`;
  if ('strong' in one) return html`<strong>${inlines(one.strong)}</strong>`;
  if ('page' in one) return html`<a href="${linkPath(one)}">${inlines(one.text)}</a>`;
  return html`<a href="${one.path}">${inlines(one.text)}</a>`;
}
