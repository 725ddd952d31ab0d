/** Parameters that hold several values, separated by commas: wire/cas.md section 2.1. */
import { InvalidInput } from '../../../crypto/invalid-input.js';
import { string } from '../../../spec/field.js';
import { parseSerialNumber, serialNumberText } from '../../../x509/serial-number.js';

/** More would make one call the work of hundreds. */
const MAX_LISTED = 100;

const listText = { required: true, minLength: 1, maxLength: 8192, names: 'cas.certificate' } as const;

/** Printable ASCII; what is no identifier is just not found. */
export const identifierList = (about: string) =>
  string({
    ...listText,
    pattern: /[\x20-\x7e]+/,
    about: `${about} Separated by commas, at most ${MAX_LISTED}.`,
    example: '1ed4068c-6f1b-6deb-8e32-3f8439a851cb',
  });

export const serialNumberList = string({
  ...listText,
  about: `Serial numbers in hexadecimal, separated by commas, at most ${MAX_LISTED}. Upper case and colons are read too.`,
  example: '084bde9cd233f0ddae33adc438cfbbbd',
});

const tooMany = `it holds no value, or more than ${MAX_LISTED}.`;

const splitCall = `Give 1 to ${MAX_LISTED} values, separated by commas. Ask for more in several calls.`;

export const identifierListErrors = {
  'InvalidParameter.Identifier': {
    status: 400,
    message: `The specified parameter "Identifier" is not valid: ${tooMany}`,
    advice: splitCall,
  },
} as const;

export const serialNumberListErrors = {
  'InvalidParameter.SerialNumber': {
    status: 400,
    message: `The specified parameter "SerialNumber" is not valid: ${tooMany.slice(0, -1)}, or one that is not a serial number in hexadecimal.`,
    advice: splitCall,
  },
} as const;

export const idListErrors = {
  'InvalidParameter.Ids': {
    status: 400,
    message: `The specified parameter "Ids" is not valid: ${tooMany}`,
    advice: splitCall,
  },
} as const;

/** The values, each once, in their order; undefined when there is none or there are too many. */
export function commaList(text: string): readonly string[] | undefined {
  const parts = text.split(',').map(value => value.trim());
  const values = [...new Set(parts.filter(value => value !== ''))];
  return values.length >= 1 && values.length <= MAX_LISTED ? values : undefined;
}

/** Serial numbers as they are kept; undefined likewise, and when one of the values is none. */
export function serialNumbers(text: string): readonly string[] | undefined {
  try {
    const numbers = commaList(text)?.map(value => serialNumberText(parseSerialNumber(value)));
    return numbers && [...new Set(numbers)];
  } catch (fault) {
    if (fault instanceof InvalidInput) return undefined;
    throw fault;
  }
}
