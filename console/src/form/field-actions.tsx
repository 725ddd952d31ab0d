/** What can be done with a parameter besides typing: take its example, or send an empty text where that is a value. */
import type { Field } from '../description/model';
import { useText } from '../texts/use-text';
import { BytesActions, takesBytes } from './bytes-actions';
import { mayBeEmpty } from './check';
import type { Draft } from './draft';

interface FieldActionsProps {
  readonly field: Field;
  readonly text: string | undefined;
  readonly onChange: (draft: Draft) => void;
}

/** Longer examples are taken unseen. */
const SHOWN_EXAMPLE = 48;

export function FieldActions({ field, text, onChange }: FieldActionsProps) {
  const t = useText();
  const { example, name } = field;
  return (
    <>
      {example !== undefined && example !== text && (
        <button type="button" className="link-button" onClick={() => onChange(example)}>
          {example.length > SHOWN_EXAMPLE || example.includes('\n')
            ? t('field.use-example')
            : t('field.example', { example })}
          <span className="hidden"> {t('field.of', { name })}</span>
        </button>
      )}
      {text === undefined && mayBeEmpty(field) && name !== '' && (
        <button type="button" className="link-button" onClick={() => onChange('')}>
          {t('field.send-empty')}
          <span className="hidden"> {t('field.of', { name })}</span>
        </button>
      )}
      {takesBytes(field) && <BytesActions field={field} text={text} onChange={onChange} />}
      {text === '' && (
        <span className="field__sent-empty">
          {t('field.sent-empty')}{' '}
          <button type="button" className="link-button" onClick={() => onChange(undefined)}>
            {t('field.leave-out')}
          </button>
        </span>
      )}
    </>
  );
}
