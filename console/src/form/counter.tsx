/** How much of a limited text is used: in bytes where the limit is in bytes, else in characters. */
import type { Field } from '../description/model';
import { useText } from '../texts/use-text';
import { byteLength } from './check-scalar';

export function Counter({ field, text }: { readonly field: Field; readonly text: string }) {
  const t = useText();
  const { maxBytes, maxLength } = field;
  if (maxBytes !== undefined) {
    const used = byteLength(text);
    return <span className={counterClass(used > maxBytes)}>{t('counter.bytes', { used, limit: maxBytes })}</span>;
  }
  if (maxLength === undefined || text === '') return null;
  return (
    <span className={counterClass(text.length > maxLength)}>
      {t('counter.characters', { used: text.length, limit: maxLength })}
    </span>
  );
}

function counterClass(over: boolean): string {
  return over ? 'field__counter field__counter--over' : 'field__counter';
}
