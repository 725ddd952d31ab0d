/**
 * Checks what the server would check of each parameter by its declaration, and finds every problem where the server names the
 * first. What one parameter means for another only the server knows.
 */
import type { Field } from '../description/model';
import { checkJsonText } from './check-json';
import { checkScalar } from './check-scalar';
import { type Draft, type DraftObject, entriesOf, isGiven, itemOf, membersOf, textOf } from './draft';
import { holdsJson, isJson } from './json-parameter';
import type { Problem } from './problem';

/** All problems, in the order of the fields. Paths are wire names: `Tags.2.Key`; the entries of a map are counted. */
export function checkDrafts(fields: readonly Field[], drafts: DraftObject): Problem[] {
  return fields.flatMap(field => checkDraft(field, drafts[field.name], field.name));
}

function checkDraft(field: Field, draft: Draft, path: string): Problem[] {
  if (isAbsent(field, draft)) return field.required && field.preset === undefined ? [{ path, rule: 'missing' }] : [];
  switch (field.kind) {
    case 'list':
      return [...checkCount(field, draft, path), ...checkEntries(field, draft, path)];
    case 'map':
      return [...checkCount(field, draft, path), ...checkMapEntries(field, draft, path)];
    case 'object':
      return (field.fields ?? []).flatMap(member =>
        checkDraft(member, membersOf(draft)[member.name], `${path}.${member.name}`),
      );
    case 'json-text':
      return checkJsonText(field, textOf(draft) ?? '', path);
    default:
      return checkPlainText(field, textOf(draft) ?? '').map(problem => ({ ...problem, path }));
  }
}

function checkPlainText(field: Field, text: string): Omit<Problem, 'path'>[] {
  const broken = checkScalar(field, text);
  // Declared as text, since it is kept byte by byte; what it holds is refused all the same if it is no JSON.
  return broken.length === 0 && holdsJson(field) && !isJson(text) ? [{ rule: 'json' }] : broken;
}

/** An empty value stands for none, except where the empty text is a value of its own. */
function isAbsent(field: Field, draft: Draft): boolean {
  if (!isGiven(draft)) return true;
  return draft === '' && !mayBeEmpty(field);
}

/** Whether an empty text is a value of its own, which can be sent. */
export function mayBeEmpty(field: Field): boolean {
  return field.kind === 'text' && !field.required && !field.minLength && field.format === undefined;
}

function checkCount(field: Field, draft: Draft, path: string): Problem[] {
  const count = entriesOf(draft).length;
  if (field.minItems !== undefined && count < field.minItems) {
    return [{ path, rule: 'too-few', limit: field.minItems, actual: count }];
  }
  if (field.maxItems !== undefined && count > field.maxItems) {
    return [{ path, rule: 'too-many', limit: field.maxItems, actual: count }];
  }
  return [];
}

function checkEntries(field: Field, draft: Draft, path: string): Problem[] {
  const item = itemOf(field);
  return entriesOf(draft).flatMap((entry, index) => {
    const place = `${path}.${index + 1}`;
    return isGiven(entry) ? checkDraft(item, entry, place) : [{ path: place, rule: 'empty-entry' as const }];
  });
}

function checkMapEntries(field: Field, draft: Draft, path: string): Problem[] {
  const keys = entriesOf(draft).map(entry => textOf(membersOf(entry).key) ?? '');
  return entriesOf(draft).flatMap((entry, index) => {
    const place = `${path}.${index + 1}`;
    const key = keys[index] ?? '';
    if (key === '') return [{ path: place, rule: 'empty-key' as const }];
    if (keys.indexOf(key) !== index) return [{ path: place, rule: 'repeated-key' as const }];
    return checkDraft({ ...itemOf(field), required: false }, membersOf(entry).value, place);
  });
}
