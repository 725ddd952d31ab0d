/** Blocks of a page as Markdown (GitHub's, for tables and collapsed sections): the same content as the HTML. */
import type { Block, Cell, Inline, Link, Page, Table, Text } from './document.js';
import { html } from './html.js';
import { markdownFile, relativeFile } from './links.js';

export interface MarkdownPlace {
  /** The products' codes, whose pages are READMEs of folders. */
  readonly products: ReadonlySet<string>;
}

/** A whole file, ending in a line break. */
export function renderMarkdown(page: Page, { products }: MarkdownPlace): string {
  const from = markdownFile(page.id, products);
  const write = new MarkdownWriter(link => {
    const file = relativeFile(from, markdownFile(link.page, products));
    return link.fragment === undefined ? file : `${file}#${link.fragment}`;
  });
  const home = relativeFile(from, 'README.md');
  const above = [...(page.id === '' ? [] : [`[API reference](${home})`]), ...page.above.map(one => write.inline(one))];
  const parts = [
    ...(above.length > 0 ? [`${above.join(' / ')} /`] : []),
    `# ${escapeMarkdown(page.title)}`,
    write.text(page.summary),
    ...page.blocks.map(one => write.block(one)),
  ];
  return `${parts.join('\n\n')}\n`;
}

class MarkdownWriter {
  constructor(private readonly target: (link: Link) => string) {}

  block(one: Block): string {
    switch (one.kind) {
      case 'heading':
        // Links lead to ids, which renderers would make from the text in ways of their own.
        return `<a id="${one.id}"></a>\n\n${'#'.repeat(one.level)} ${escapeMarkdown(one.text)}`;
      case 'paragraph':
        return this.text(one.text);
      case 'list':
        return one.items.map((item, index) => `${one.ordered ? `${index + 1}.` : '-'} ${this.text(item)}`).join('\n');
      case 'code':
        return `${fence(one.text)}${one.language}\n${one.text}\n${fence(one.text)}`;
      case 'details':
        return [
          html`<details><summary>${one.summary}</summary>`.text,
          ...one.blocks.map(inner => this.block(inner)),
          '</details>',
        ].join('\n\n');
      case 'table':
        return this.table(one);
    }
  }

  text(text: Text): string {
    return typeof text === 'object' && Array.isArray(text)
      ? text.map(one => this.inline(one as Inline)).join('')
      : this.inline(text as Inline);
  }

  inline(one: Inline): string {
    if (typeof one === 'string') return escapeMarkdown(one);
    if ('code' in one) return codeSpan(one.code);
    if ('strong' in one) return `**${this.text(one.strong)}**`;
    if ('page' in one) return `[${this.text(one.text)}](${this.target(one)})`;
    // A place of the server: there is none to link to in a repository.
    return this.text(one.text);
  }

  private table({ columns, rows }: Table): string {
    const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
    return [
      line(columns.map(escapeMarkdown)),
      line(columns.map(() => '---')),
      ...rows.map(row => line(row.map(cell => this.cell(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')))),
    ].join('\n');
  }

  private cell(cell: Cell): string {
    if (typeof cell === 'object' && 'lines' in cell) return cell.lines.map(line => this.text(line)).join('<br>');
    return this.text(cell);
  }
}

/** Everything that Markdown or the HTML in it could take for markup; in words such as `snake_case` an underscore is none. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*[\]<>#]|(?<!\w)_|_(?!\w)/g, character => `\\${character}`);
}

/** A span is delimited by more backticks than the text has in a row. */
function codeSpan(text: string): string {
  if (text === '') return '';
  const ticks = '`'.repeat(longestRun(text) + 1);
  const pad = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return `${ticks}${pad}${text}${pad}${ticks}`;
}

function fence(text: string): string {
  return '`'.repeat(Math.max(3, longestRun(text) + 1));
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
