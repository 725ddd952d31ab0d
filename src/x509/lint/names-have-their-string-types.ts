import { attributeTypeOf, isTextAttribute } from '../attribute-types.js';
import { tags } from '../strict-der.js';
import type { Rule } from './rule.js';

const allowed = {
  printable: [tags.printableString],
  ia5: [tags.ia5String],
  utf8: [tags.utf8String, tags.printableString],
} as const;

/** "These types MAY be used in certificates where the name was previously established" (RFC 5280 section 4.1.2.4). */
const allowedInEstablishedNames = {
  ...allowed,
  utf8: [...allowed.utf8, tags.teletexString, tags.universalString, tags.bmpString],
} as const;

export const namesHaveTheirStringTypes: Rule = {
  id: 'names-have-their-string-types',
  citation: 'RFC 5280 section 4.1.2.4 and appendix A.1',
  level: 'error',
  check({ attributes, subjectEstablished }) {
    const wrong = attributes.find(({ oid, value }) => {
      const choices = subjectEstablished ? allowedInEstablishedNames : allowed;
      const types: readonly number[] = choices[attributeTypeOf(oid).stringType];
      return isTextAttribute(oid) && !types.includes(value.tag);
    });
    return wrong && `The ${attributeTypeOf(wrong.oid).shortName} of a name has a string type that it must not have.`;
  },
};
