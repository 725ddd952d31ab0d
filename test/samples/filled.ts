/** Forms filled in every field, for every operation alike. */
import type { Field } from '../../console/src/description/model';
import type { Draft, DraftObject } from '../../console/src/form/draft';

export interface Filling {
  /** What stands in a field that takes any text. */
  readonly text: (field: Field) => string;
  /** A secret, each another. */
  readonly secret: () => string;
}

export function filledForm(fields: readonly Field[], filling: Filling): DraftObject {
  return Object.fromEntries(fields.map(field => [field.name, filled(field, filling)]));
}

function filled(field: Field, filling: Filling): Draft {
  const entry = () => (field.item ? filled(field.item, filling) : filling.text(field));
  switch (field.kind) {
    case 'list':
      return [entry(), entry()];
    case 'map':
      return [{ key: 'a key', value: entry() }];
    case 'object':
      return filledForm(field.fields ?? [], filling);
    case 'json-text':
      return JSON.stringify(field.item ? plain(field.item, filling) : [filling.text(field)]);
    case 'integer':
      return field.example ?? String(field.minimum ?? 1);
    case 'boolean':
      return 'true';
    case 'choice':
      return field.choices?.[0];
    default:
      return field.secret ? filling.secret() : filling.text(field);
  }
}

function plain(field: Field, filling: Filling): unknown {
  if (field.secret) return filling.secret();
  switch (field.kind) {
    case 'list':
      return [field.item ? plain(field.item, filling) : filling.text(field)];
    case 'map':
      return { 'a key': field.item ? plain(field.item, filling) : filling.text(field) };
    case 'object':
      return Object.fromEntries((field.fields ?? []).map(member => [member.name, plain(member, filling)]));
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    default:
      return field.choices?.[0] ?? filling.text(field);
  }
}
