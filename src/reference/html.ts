/**
 * HTML that is safe by construction: `html` escapes every value that is put in, and there is no other way to make `Markup`. So
 * a text, also one that a visitor chose (`?q=`, `?code=`), can become neither an element nor an attribute.
 *
 * Attribute values must stand in double quotes. What goes into `href` has to be a URL of our own making (`links.ts`).
 */

class SafeMarkup {
  constructor(readonly text: string) {}
}

export type Markup = SafeMarkup;

/** What may stand in a template: text is escaped, markup stays, lists are joined, `undefined` and `false` are nothing. */
export type Content = Markup | string | number | false | undefined | readonly Content[];

/** Template tag: `html\`<p>${anything}</p>\``. */
export function html(literals: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = literals[0] ?? '';
  values.forEach((value, index) => {
    text += asText(value) + (literals[index + 1] ?? '');
  });
  return new SafeMarkup(text);
}

function asText(value: Content): string {
  if (value instanceof SafeMarkup) return value.text;
  if (value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return value.map(asText).join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** NUL has no place in HTML, not even escaped: parsers replace it, and so does this. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ESCAPES[character] ?? '').replaceAll('\0', '\ufffd');
}
