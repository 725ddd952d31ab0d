/**
 * What a page says, apart from how it is shown: pages are built from these blocks once, and `render-html.ts` and
 * `render-markdown.ts` show the same content to a browser and to a repository.
 */

/** A page by its place below `/reference/`: `` is the start page, `cas/DescribeCertificatePrivateKey`, `errors`. */
export type PageId = string;

export interface Link {
  readonly page: PageId;
  readonly fragment?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly text: Text;
}

/** A place of this server outside the pages, such as an API description. */
export interface ServerLink {
  readonly path: string;
  readonly text: Text;
}

export type Inline = string | { readonly code: string } | { readonly strong: Text } | Link | ServerLink;
export type Text = Inline | readonly Inline[];

/** A cell of a table, of one or several lines. */
export type Cell = Text | { readonly lines: readonly Text[] };

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string; readonly id: string }
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[]; readonly ordered: boolean }
  | { readonly kind: 'code'; readonly language: 'http' | 'json' | 'xml' | 'sh' | 'text'; readonly text: string }
  | { readonly kind: 'details'; readonly summary: string; readonly blocks: readonly Block[] }
  | Table;

export interface Page {
  readonly id: PageId;
  readonly title: string;
  /** One sentence under the title. */
  readonly summary: Text;
  /** The pages above this one, the start page left out. */
  readonly above: readonly Link[];
  /** What a visitor can do here besides reading, on a page of this server. */
  readonly invitation?: { readonly path: string; readonly text: string; readonly about: string };
  readonly blocks: readonly Block[];
}

export const heading = (level: 2 | 3, text: string, id: string = idOf(text)): Block => ({
  kind: 'heading',
  level,
  text,
  id,
});
export const paragraph = (...text: readonly Inline[]): Block => ({ kind: 'paragraph', text });
export const bullets = (items: readonly Text[]): Block => ({ kind: 'list', items, ordered: false });
export const steps = (items: readonly Text[]): Block => ({ kind: 'list', items, ordered: true });
export const codeBlock = (language: (Block & { kind: 'code' })['language'], text: string): Block => ({
  kind: 'code',
  language,
  text,
});
export const details = (summary: string, blocks: readonly Block[]): Block => ({ kind: 'details', summary, blocks });
export const table = (caption: string, columns: readonly string[], rows: Table['rows']): Table => ({
  kind: 'table',
  caption,
  columns,
  rows,
});

export const code = (text: string): Inline => ({ code: text });
export const strong = (text: Text): Inline => ({ strong: text });
export const link = (page: PageId, text: Text, fragment?: string): Link => ({
  page,
  text,
  ...(fragment !== undefined && { fragment }),
});

/** Texts with a separator between them: `code(a), code(b)`. */
export function joined(texts: readonly Inline[], separator = ', '): Inline[] {
  return texts.flatMap((text, index) => (index === 0 ? [text] : [separator, text]));
}

function idOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
