/** The comments of a source file, of whatever language is in this repository, for tests about what stands in them. */

/** Each comment as one line of text, without the marks that make it one. Comments of whole lines that follow each other are one. */
export function commentsOf(source: string): string[] {
  const blocks = source.matchAll(/^[ \t]*\{?\/\*+([\s\S]*?)\*\//gm);
  const lines = source.matchAll(/(?:^[ \t]*(?:\/\/|#(?!!)).*\n?)+/gm);
  const atLineEnds = source.matchAll(/\S[ \t]+\/\/ (.*)$/gm);
  const documentation = source.matchAll(/"""([\s\S]*?)"""/g);
  return [
    ...[...blocks].map(([, text = '']) => text.replaceAll(/^[ \t]*\*/gm, ' ')),
    ...[...lines].map(([text]) => text.replaceAll(/^[ \t]*(?:\/\/|#)/gm, ' ')),
    ...[...atLineEnds].map(([, text = '']) => text),
    ...[...documentation].map(([, text = '']) => text),
  ].map(text => text.replaceAll(/\s+/g, ' ').trim());
}
