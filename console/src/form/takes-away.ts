/** Whether a call with what stands in the form takes something away, so that the person is asked first. */
import type { Operation } from '../description/model';
import type { DraftObject } from './draft';
import { plainMembers } from './plain';

export function takesAway(
  { destructive, destructiveWhen = {}, request }: Pick<Operation, 'destructive' | 'destructiveWhen' | 'request'>,
  drafts: DraftObject,
): boolean {
  if (!destructive) return false;
  const given = plainMembers(request, drafts);
  return Object.entries(destructiveWhen).every(([name, value]) => String(given[name] ?? '') === value);
}
