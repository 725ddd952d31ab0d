/** The programs in docs/clients.md that are marked as run by the suite. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(import.meta.dirname, '../../docs/clients.md'), 'utf8');

const programs = page.split(/^## /m).flatMap(section =>
  [...section.matchAll(/\*Run by the suite:\*\n\n```(\w+)\n(.*?)```/gs)].map(([, language, text = '']) => ({
    section: section.slice(0, section.indexOf('\n')),
    language,
    text,
  })),
);

/** Those in a language, in their order, from the sections whose heading is wanted. */
export function documentedPrograms(language: string, isWanted: (section: string) => boolean): string[] {
  return programs.filter(one => one.language === language && isWanted(one.section)).map(({ text }) => text);
}
