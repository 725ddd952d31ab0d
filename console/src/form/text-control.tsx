/** A field for text, of one line or several, that offers what earlier calls named. */
import { Input } from 'antd';
import type { Field } from '../description/model';
import { useStore } from '../session/store';
import type { Draft } from './draft';
import { seen, suggestionsFor } from './suggestions';

export interface ScalarControlProps {
  readonly field: Field;
  readonly id: string;
  readonly text: string | undefined;
  readonly onChange: (draft: Draft) => void;
  readonly invalid: boolean;
  readonly describedBy: string;
}

/** Texts that may be longer, or have an example of several lines, get a field of several lines. */
const LONG = 1000;

export const isLong = ({ maxLength, maxBytes }: Field): boolean => (maxLength ?? maxBytes ?? 0) > LONG;

export interface TextControlProps extends ScalarControlProps {
  readonly set: (text: string) => void;
}

export function Plain({ field, id, text, set, invalid, describedBy }: TextControlProps) {
  const offered = suggestionsFor(useStore(seen), field);
  const shared = {
    id,
    value: text ?? '',
    spellCheck: false,
    autoComplete: 'off',
    status: invalid ? ('error' as const) : undefined,
    'aria-invalid': invalid || undefined,
    'aria-required': field.required || undefined,
    'aria-describedby': describedBy,
  };
  if (isLong(field) || field.example?.includes('\n') || text?.includes('\n')) {
    return (
      <Input.TextArea
        {...shared}
        className="mono"
        autoSize={{ minRows: 2, maxRows: 14 }}
        onChange={event => set(event.target.value)}
      />
    );
  }
  return (
    <>
      <Input
        {...shared}
        list={offered.length > 0 ? `${id}-seen` : undefined}
        inputMode={field.kind === 'integer' ? 'numeric' : undefined}
        onChange={event => set(event.target.value)}
      />
      {offered.length > 0 && (
        <datalist id={`${id}-seen`}>
          {offered.map(({ value, action }) => (
            <option key={value} value={value}>
              {action}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}
