/** Names and descriptions, as all operations of KMS take them. Limits that the vendor does not document are those of wire/kms.md section 3. */
import { type Names, string } from '../../spec/field.js';
import { FREE_TEXT } from '../../spec/text-rules.js';

/** What a name consists of; for names inside of lists and JSON texts. */
export const NAME = { maxLength: 192, pattern: /[A-Za-z0-9_.@/+=-]+/ } as const;

/** The name that a new thing gets. */
export const newName = (about: string, example: string) => string({ required: true, ...NAME, about, example });

/** The name of a thing that is there. */
export const nameOf = (names: Names, about: string, example: string) =>
  string({ required: true, names, ...NAME, about, example });

/** Likewise, where it may be left out. */
export const optionalNameOf = (names: Names, about: string, example: string) =>
  string({ minLength: 1, names, ...NAME, about, example });

/** A text for people. */
export const description = (about: string, example: string) =>
  string({ maxLength: 1024, pattern: FREE_TEXT, about, example });
