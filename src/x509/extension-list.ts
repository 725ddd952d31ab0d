/** The list of extensions in a certificate or a request (RFC 5280 section 4.2), read without interpreting the values. */
import { childrenOf, contentOf, malformed, oidOf } from './der-values.js';
import { extensionText } from './extension-names.js';
import { type DerElement, tags } from './strict-der.js';

export interface ExtensionValue {
  readonly critical: boolean;
  /** What stands in the OCTET STRING; the decoders in `extensions/` take it. */
  readonly value: Buffer;
}

/** By identifier in dotted form. Throws `InvalidDer`, also when one occurs twice: which of the two would count? */
export function readExtensions(list: DerElement | undefined): ReadonlyMap<string, ExtensionValue> {
  const extensions = new Map<string, ExtensionValue>();
  for (const element of childrenOf(list, tags.sequence, 'list of extensions')) {
    const [id, second, third] = childrenOf(element, tags.sequence, 'extension', 2, 3);
    // FALSE is the default, which DER leaves out, so a flag that is there is TRUE.
    const critical = third !== undefined;
    if (critical && contentOf(second, tags.boolean, 'extension')[0] !== 0xff) throw malformed('extension');
    const oid = oidOf(id, 'extension');
    if (extensions.has(oid)) throw malformed(`list of extensions (${extensionText(oid)} occurs twice)`);
    extensions.set(oid, { critical, value: contentOf(third ?? second, tags.octetString, 'extension') });
  }
  return extensions;
}
