/** Names and texts in statements that take no parameters (ALTER ROLE, ALTER USER, GRANT). Both databases read a doubled quote as one. */

/** For PostgreSQL. */
export const identifier = (name: string): string => `"${plain(name).replaceAll('"', '""')}"`;

/** For MySQL. */
export const backquoted = (name: string): string => `\`${plain(name).replaceAll('`', '``')}\``;

/** Backslashes mean something in MySQL, or do not, as its mode has it: they are refused. */
export function literal(text: string): string {
  if (text.includes('\\')) throw new Error('a text for a statement holds a backslash');
  return `'${plain(text).replaceAll("'", "''")}'`;
}

function plain(text: string): string {
  if (text.includes('\0')) throw new Error('a text for a statement holds U+0000');
  return text;
}
