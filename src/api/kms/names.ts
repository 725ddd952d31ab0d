/** Names and descriptions, as all operations of KMS take them. Limits that the vendor does not document are those of wire/kms.md section 3. */
import { string } from '../../spec/field.js';
import { FREE_TEXT } from '../../spec/text-rules.js';

/** What a name consists of; for names inside of lists and JSON texts. */
export const NAME = { maxLength: 192, pattern: /[A-Za-z0-9_.@/+=-]+/ } as const;

/** The name of a thing, in a request that cannot do without. */
export const name = (about: string, example: string, madeBy?: readonly string[]) =>
  string({ required: true, ...NAME, about, example, ...(madeBy && { madeBy }) });

/** A name that may be left out. */
export const optionalName = (about: string, example: string) => string({ minLength: 1, ...NAME, about, example });

/** A text for people. */
export const description = (about: string, example: string) =>
  string({ maxLength: 1024, pattern: FREE_TEXT, about, example });
