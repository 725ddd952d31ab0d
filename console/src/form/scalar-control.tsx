/** The control for one value, by what the declaration says of it. */
import { Select } from 'antd';
import { lazy, Suspense } from 'react';
import { SecretInput } from '../session/secret-input';
import { useText } from '../texts/use-text';
import { mayBeEmpty } from './check';
import { holdsJson } from './json-parameter';
import { momentUnit } from './moment';
import { MomentControl } from './moment-control';
import { isLong, Plain, type ScalarControlProps } from './text-control';

const JsonEditor = lazy(() => import('./json-editor'));

export function ScalarControl(props: ScalarControlProps) {
  const { field, id, text, onChange, invalid, describedBy } = props;
  const unit = momentUnit(field);
  // Clearing a field takes the parameter away; sending an empty one is asked for beside it.
  const set = (value: string) => onChange(value === '' && !(text === '' && mayBeEmpty(field)) ? undefined : value);
  if (field.secret) {
    return (
      <SecretInput
        id={id}
        value={text ?? ''}
        onChange={set}
        invalid={invalid}
        describedBy={describedBy}
        multiline={isLong(field)}
      />
    );
  }
  if (unit) {
    return <MomentControl {...props} unit={unit} set={set} />;
  }
  if (holdsJson(field)) {
    return (
      <Suspense fallback={<Plain {...props} set={set} />}>
        <JsonEditor
          id={id}
          labelledBy={`${id}-label`}
          describedBy={describedBy}
          text={text ?? ''}
          onChange={set}
          invalid={invalid}
        />
      </Suspense>
    );
  }
  const choices = field.kind === 'boolean' ? ['true', 'false'] : field.choices;
  return choices ? <Choice {...props} choices={choices} /> : <Plain {...props} set={set} />;
}

interface ChoiceProps extends ScalarControlProps {
  readonly choices: readonly string[];
}

/** A value that is none of the choices, as a link may bring it, stays one of them until another is taken. */
function Choice({ id, text, onChange, invalid, describedBy, field, choices }: ChoiceProps) {
  const t = useText();
  const all = text === undefined || choices.includes(text) ? choices : [...choices, text];
  return (
    <Select
      id={id}
      className="field__choice"
      value={text}
      allowClear
      showSearch={all.length > 8}
      placeholder={t('field.not-sent')}
      status={invalid ? 'error' : undefined}
      aria-invalid={invalid || undefined}
      aria-required={field.required || undefined}
      aria-describedby={describedBy}
      options={all.map(value => ({ value, label: value }))}
      onChange={(value: string | undefined) => onChange(value)}
    />
  );
}
