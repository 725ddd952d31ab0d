/** Drafts without their secrets, for history and links: what is declared secret is left out, at any depth. */
import type { Field } from '../description/model';
import { type Draft, type DraftObject, entriesOf, isGiven, isRecord, itemOf, membersOf } from './draft';

export function withoutSecrets(fields: readonly Field[], drafts: DraftObject): DraftObject {
  return Object.fromEntries(
    fields.flatMap(field => {
      const kept = redact(field, drafts[field.name]);
      return kept === undefined ? [] : [[field.name, kept]];
    }),
  );
}

/** The names of given parameters that `withoutSecrets` leaves out or changes. */
export function secretNames(fields: readonly Field[], drafts: DraftObject): string[] {
  return fields.filter(field => holdsSecret(field) && isGiven(drafts[field.name])).map(field => field.name);
}

export function holdsSecret(field: Field): boolean {
  if (field.secret) return true;
  if (field.item && holdsSecret(field.item)) return true;
  return field.fields?.some(holdsSecret) ?? false;
}

function redact(field: Field, draft: Draft): Draft {
  if (field.secret || draft === undefined) return undefined;
  if (!holdsSecret(field)) return draft;
  switch (field.kind) {
    case 'list':
      return entriesOf(draft).map(entry => redact(itemOf(field), entry));
    case 'map':
      return entriesOf(draft).map(entry => ({
        key: membersOf(entry).key,
        value: redact(itemOf(field), membersOf(entry).value),
      }));
    case 'object':
      return withoutSecrets(field.fields ?? [], membersOf(draft));
    case 'json-text':
      return typeof draft === 'string' ? redactJsonText(itemOf(field), draft) : undefined;
    default:
      return draft;
  }
}

/** A text that is not JSON cannot be told apart from a secret, so it goes as a whole. */
function redactJsonText(item: Field, text: string): string | undefined {
  try {
    return JSON.stringify(redactJson(item, JSON.parse(text)));
  } catch {
    return undefined;
  }
}

function redactJson(field: Field, value: unknown): unknown {
  if (field.secret) return undefined;
  if (!holdsSecret(field)) return value;
  if (field.kind === 'list' && Array.isArray(value)) return value.map(entry => redactJson(itemOf(field), entry));
  if (!isRecord(value)) return undefined;
  const members = Object.entries(value).map(([name, member]): [string, unknown] => {
    const declared = field.kind === 'map' ? field.item : field.fields?.find(candidate => candidate.name === name);
    return [name, declared ? redactJson(declared, member) : undefined];
  });
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}
