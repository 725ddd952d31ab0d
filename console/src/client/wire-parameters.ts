/** A filled form as query and form body. */
import type { Field } from '../description/model';
import { type Draft, type DraftObject, entriesOf, isGiven, itemOf, membersOf, textOf } from '../form/draft';
import { plainOf } from '../form/plain';
import { holdsSecret } from '../form/redact';
import type { Parameters } from '../signing/percent-encoding';

export interface WireParameters {
  readonly query: Parameters;
  readonly body: Parameters;
}

/**
 * Parameters go where official clients put them, but for secrets: those go into the body, since proxies write addresses into
 * their logs. The server reads both places.
 */
export function wireParameters(fields: readonly Field[], drafts: DraftObject): WireParameters {
  const given = fields.filter(field => isGiven(drafts[field.name]));
  const inBody = (field: Field) => field.place === 'body' || holdsSecret(field);
  const pairs = (chosen: readonly Field[]) => chosen.flatMap(field => written(field, field.name, drafts[field.name]));
  return { query: pairs(given.filter(field => !inBody(field))), body: pairs(given.filter(inBody)) };
}

function written(field: Field, name: string, draft: Draft): Parameters {
  if (field.sentAs === 'json' && (field.kind === 'list' || field.kind === 'object' || field.kind === 'map')) {
    return [[name, JSON.stringify(plainOf(field, draft))]];
  }
  switch (field.kind) {
    case 'list':
      return entriesOf(draft).flatMap((entry, index) => written(itemOf(field), `${name}.${index + 1}`, entry));
    case 'map':
      return entriesOf(draft).flatMap(entry => {
        const { key, value } = membersOf(entry);
        return written(itemOf(field), `${name}.${textOf(key) ?? ''}`, value);
      });
    case 'object':
      return (field.fields ?? []).flatMap(member => {
        const value = membersOf(draft)[member.name];
        return value === undefined ? [] : written(member, `${name}.${member.name}`, value);
      });
    default:
      return [[name, textOf(draft) ?? '']];
  }
}
