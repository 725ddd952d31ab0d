/**
 * The one place in which requests are read leniently. Makers of CSRs get small things wrong that change no meaning, and openssl, keytool
 * and Go read them all the same; so each is written anew here as DER has it, and the strict decoders read that. They know nothing of
 * this file, and neither do the lint and whatever reads certificates.
 *
 * What is rewritten: a DEFAULT value that is written out, zero bits at the end of a list of named bits, a PrintableString with ASCII that
 * it does not have, a NumericString, and a relative name with a type twice. Lengths, indefinite forms, keys,
 * signatures, points and extensions that occur twice are no small things.
 */
import { bitString, seq, seqOf, setOf, tlv, utf8String } from '../crypto/der.js';
import { InvalidInput } from '../crypto/invalid-input.js';
import { childrenOf } from './der-values.js';
import { type ExtensionValue, readExtensions } from './extension-list.js';
import { basicConstraintsOid } from './extensions/basic-constraints.js';
import { keyUsageOid } from './extensions/key-usage.js';
import { subjectAlternativeNameOid } from './extensions/subject-alternative-name.js';
import { NAME_CONSTRAINTS } from './lint/known-extensions.js';
import { foreignToPrintable } from './name.js';
import { type DerElement, readDer, tags } from './strict-der.js';

/** The attributes of a request. Some leave out the empty list, which RFC 2986 section 4.1 does not allow. */
export const attributesOf = (list: DerElement | undefined): readonly DerElement[] =>
  list === undefined ? [] : childrenOf(list, 0xa0, 'attributes of the CSR');

/** A Name whose strings are of types that hold their characters. What is no Name comes back as it is. */
export const strictName = (name: DerElement): DerElement => rewritten(name, nameOf);

/** The list of extensions, strictly encoded. Throws as `readExtensions` does. */
export function lenientExtensions(list: DerElement | undefined): ReadonlyMap<string, ExtensionValue> {
  const extensions = readExtensions(list && rewritten(list, extensionsOf));
  return new Map(
    [...extensions].map(([oid, { critical, value }]) => {
      const rewrite = values.get(oid);
      return [oid, { critical, value: rewrite ? rewrittenInside(value, rewrite) : value }];
    }),
  );
}

type Rewrite = (element: DerElement) => Buffer;

const rewritten = (element: DerElement, rewrite: Rewrite): DerElement => readDer(rewrite(element));

/** What cannot be read at all is left for its decoder to refuse. */
function rewrittenInside(value: Buffer, rewrite: Rewrite): Buffer {
  try {
    return rewrite(readDer(value));
  } catch (cause) {
    if (cause instanceof InvalidInput) return value;
    throw cause;
  }
}

/** Replaces the content of a constructed element that has the tag; others stay. */
const within = ({ tag, bytes, children }: DerElement, expected: number, content: (of: typeof children) => Buffer[]) =>
  tag === expected ? tlv(tag, Buffer.concat(content(children))) : bytes;

/** Critical is FALSE where nothing is said (RFC 5280 section 4.1). */
const extensionsOf: Rewrite = list =>
  within(list, tags.sequence, extensions =>
    extensions.map(extension => within(extension, tags.sequence, withoutFalse(1))),
  );

const withoutFalse =
  (place: number) =>
  (members: readonly DerElement[]): Buffer[] =>
    members
      .filter(({ tag, content }, index) => !(index === place && tag === tags.boolean && content[0] === 0))
      .map(({ bytes }) => bytes);

const nameOf: Rewrite = name =>
  name.tag === tags.sequence && name.children.every(({ tag }) => tag === tags.set)
    ? seqOf(name.children.flatMap(relativeNamesOf))
    : name.bytes;

/**
 * A relative name has each type once (X.501 section 9.3). Go's `pkix.Name` writes all its departments into one, so what repeats a type
 * gets a relative name of its own.
 */
function relativeNamesOf({ children }: DerElement): Buffer[] {
  const types = children.map(({ children: [type] }) => type?.bytes.toString('hex'));
  const isFirst = (_: DerElement, index: number): boolean => types.indexOf(types[index]) === index;
  const [together, repeated] = [children.filter(isFirst), children.filter((each, index) => !isFirst(each, index))];
  return [together, ...repeated.map(each => [each])].map(attributes => setOf(attributes.map(attributeOf)));
}

function attributeOf(attribute: DerElement): Buffer {
  const [type, value, ...more] = attribute.children;
  if (attribute.tag !== tags.sequence || !type || !value || more.length > 0) return attribute.bytes;
  const text = textOf(value);
  return text === undefined ? attribute.bytes : seq(type.bytes, utf8String(text));
}

const ASCII = /^[\x00-\x7f]*$/;

/** The text of a string that the strict decoder does not take; undefined where it takes it, or where nobody could say what is meant. */
function textOf({ tag, content }: DerElement): string | undefined {
  const text = content.toString('latin1');
  if (!ASCII.test(text)) return undefined;
  if (tag === tags.printableString) return foreignToPrintable(text) === undefined ? undefined : text;
  return tag === tags.numericString ? text : undefined;
}

/** X.690 section 11.2.2: zero bits at the end of a list of named bits are left out. */
const namedBitsOf: Rewrite = ({ tag, content, bytes }) => {
  if (tag !== tags.bitString) return bytes;
  let octets = content.subarray(1);
  while (octets.at(-1) === 0) octets = octets.subarray(0, -1);
  return bitString(
    octets,
    octets.length === 0 ? 0 : 31 - Math.clz32((octets.at(-1) as number) & -(octets.at(-1) as number)),
  );
};

/** cA is FALSE where nothing is said (RFC 5280 section 4.2.1.9). */
const constraintsOf: Rewrite = constraints => within(constraints, tags.sequence, withoutFalse(0));

/** minimum is 0 where nothing is said (RFC 5280 section 4.2.1.10). */
const subtreesOf: Rewrite = constraints =>
  within(constraints, tags.sequence, kinds =>
    kinds.map(kind =>
      within(kind, kind.tag, subtrees =>
        subtrees.map(subtree =>
          within(subtree, tags.sequence, members =>
            members
              .filter(({ tag, content }, index) => !(index > 0 && tag === 0x80 && content.equals(Buffer.of(0))))
              .map(({ bytes }) => bytes),
          ),
        ),
      ),
    ),
  );

const DIRECTORY_NAME = 0xa4;

const alternativeNamesOf: Rewrite = names =>
  within(names, tags.sequence, each => each.map(name => within(name, DIRECTORY_NAME, inner => inner.map(nameOf))));

const values: ReadonlyMap<string, Rewrite> = new Map([
  [keyUsageOid, namedBitsOf],
  [basicConstraintsOid, constraintsOf],
  [NAME_CONSTRAINTS, subtreesOf],
  [subjectAlternativeNameOid, alternativeNamesOf],
]);
