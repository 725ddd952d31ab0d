/** Texts of declarations: paragraphs apart by blank lines, `code` between backquotes. Nothing in them is markup. */
import { createElement, Fragment, type ReactNode } from 'react';

export function Prose({ text, className }: { readonly text: string; readonly className?: string }) {
  const paragraph = (words: string) => (
    <p className={className}>
      <Words text={words} />
    </p>
  );
  return inPlace(
    text
      .trim()
      .split(/\n\s*\n/)
      .map(paragraph),
  );
}

/** A single run of text. */
export function Words({ text }: { readonly text: string }) {
  return inPlace(text.split('`').map((part, index) => (index % 2 === 1 ? code(part) : part)));
}

const code = (text: string) => <code>{text}</code>;

/** Children without keys, whose identity is their place, as that of written markup is. */
export function inPlace(children: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...children);
}
