/** The one error of the policy grammar, and the way it names a place in a document. */
import { shortened } from '../text/first-characters.js';

/**
 * A policy document that the grammar refuses. The message names the element and its position, e.g.
 * `Statement[1].Effect must be "Allow" or "Deny"`; it is the text of the API error `MalformedPolicyDocument`.
 */
export class MalformedPolicy extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedPolicy';
  }
}

const longestQuotedName = 64;

/**
 * The place of a member, e.g. `Statement[0].Condition.StringEquals["acs:ResourceTag/a b"]`. Names are the author's text:
 * quoted where they are not plain words, and cut where they would drown the message.
 */
export function memberOf(place: string, name: string): string {
  const short = shortened(name, longestQuotedName);
  if (!/^[A-Za-z0-9_:/.-]+$/.test(short)) return `${place}[${JSON.stringify(short)}]`;
  return place === '' ? short : `${place}.${short}`;
}

/** The place of an entry of a list. */
export function entryOf(place: string, index: number): string {
  return `${place}[${index}]`;
}
