/** Type and limits of a parameter in a few words. */
import type { Field } from '../description/model';
import type { TextKey, Translate } from '../texts/use-text';
import { holdsJson } from './json-parameter';
import { momentUnit } from './moment';

export function limitsText(t: Translate, field: Field): string {
  return [t(typeKey(field)), ...limits(t, field), ...preset(t, field)].join(' · ');
}

function typeKey(field: Field): TextKey {
  if (momentUnit(field)) return 'type.moment';
  if (field.secret) return 'type.secret';
  return holdsJson(field) ? 'type.json-text' : `type.${field.kind}`;
}

function limits(t: Translate, field: Field): string[] {
  const { kind, unit, minLength, maxLength, maxBytes, minItems, maxItems } = field;
  if (kind === 'integer') return [...(unit ? [unit] : []), ...(momentUnit(field) ? [] : range(field))];
  if (kind === 'list' || kind === 'map') return bounds(t, 'limit.entries', minItems, maxItems);
  if (maxBytes !== undefined) return [t('limit.bytes', { limit: maxBytes })];
  // A least length of one only says that an empty text is none.
  return bounds(t, 'limit.characters', minLength === 1 ? undefined : minLength, maxLength);
}

function range({ minimum, maximum }: Field): string[] {
  if (minimum !== undefined && maximum !== undefined) return [`${minimum}…${maximum}`];
  if (minimum !== undefined) return [`≥ ${minimum}`];
  return maximum === undefined ? [] : [`≤ ${maximum}`];
}

function bounds(t: Translate, key: TextKey, least: number | undefined, most: number | undefined): string[] {
  if (least === undefined && most === undefined) return [];
  const limit =
    least !== undefined && most !== undefined ? `${least}–${most}` : most !== undefined ? `≤ ${most}` : `≥ ${least}`;
  return [t(key, { limit })];
}

function preset(t: Translate, field: Field): string[] {
  return field.preset === undefined ? [] : [t('field.preset', { value: field.preset })];
}
