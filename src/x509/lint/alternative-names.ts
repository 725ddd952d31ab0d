/** The alternative names of a certificate, read once for the rules that look at them. */
import { InvalidInput } from '../../crypto/invalid-input.js';
import { decodeSubjectAlternativeName } from '../extensions/subject-alternative-name.js';
import type { GeneralName } from '../general-name.js';

/** No names where the list is not well formed: what is wrong with it is said instead. */
export interface AlternativeNames {
  readonly names: readonly GeneralName[];
  readonly fault?: string;
}

const NONE: AlternativeNames = Object.freeze({ names: Object.freeze([]) });

/** `value` is that of the extension, subject's or issuer's; undefined where there is none. */
export function readAlternativeNames(value: Buffer | undefined): AlternativeNames {
  if (!value) return NONE;
  try {
    return { names: decodeSubjectAlternativeName(value) };
  } catch (cause) {
    if (cause instanceof InvalidInput) return { names: [], fault: cause.message };
    throw cause;
  }
}
