/** Broken rules in words. */
import type { TextKey, Translate, Values } from '../texts/use-text';
import type { Problem } from './problem';

export function problemText(t: Translate, { rule, limit, actual, within, expected }: Problem): string {
  const values: Values = {
    ...(limit !== undefined && { limit }),
    ...(actual !== undefined && { actual }),
    ...(expected !== undefined && { expected }),
  };
  const text = t(`problem.${rule}` satisfies TextKey, values);
  return within === undefined ? text : t('problem.within', { place: within.replace(/^\./, ''), text });
}
