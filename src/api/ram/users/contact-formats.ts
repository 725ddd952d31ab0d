/** What an address and a telephone number look like (wire/ram-sts.md sections 10 and 11); none, an empty text, is right as well. */

export function isEmail(text: string): boolean {
  return text === '' || /^[^\s@\u0000-\u001f\u007f]+@[^\s@\u0000-\u001f\u007f]+$/.test(text);
}

/** `<country code>-<number>` */
export function isMobilePhone(text: string): boolean {
  return text === '' || /^\d{1,4}-\d{4,20}$/.test(text);
}
