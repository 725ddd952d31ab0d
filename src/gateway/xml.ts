/**
 * XML answers, output only. Characters that no XML 1.0 parser may accept are left out rather than written: an unreadable
 * document would be worse (XML 1.0, section 2.2).
 */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** A document with an XML declaration. A list becomes one element an entry, all of the list's name. */
export function xmlDocument(root: string, value: object): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${element(root, value)}`;
}

function element(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(entry => element(name, entry)).join('');
  const tag = elementName(name);
  if (typeof value !== 'object') return `<${tag}>${escapeText(String(value))}</${tag}>`;
  return `<${tag}>${Object.entries(value)
    .map(([key, member]) => element(key, member))
    .join('')}</${tag}>`;
}

/** Names come from declarations, except a map's keys, which are the caller's. */
function elementName(name: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(name) ? name : `_${name.replace(/[^\w.-]/g, '_')}`;
}

function escapeText(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"\r]/g, character => ESCAPES[character] ?? '');
}
