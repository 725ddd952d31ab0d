/** A parameter in the form: label, type and limits, the control for its kind, what it means, and what is wrong with it. */
import { useId } from 'react';
import type { Field } from '../description/model';
import { Words } from '../explorer/prose';
import { useText } from '../texts/use-text';
import { CollectionField } from './collection-field';
import { Counter } from './counter';
import type { Draft } from './draft';
import { FieldActions } from './field-actions';
import { limitsText } from './limits-text';
import { ObjectField } from './object-field';
import type { Problem } from './problem';
import { problemText } from './problem-text';
import { ScalarControl } from './scalar-control';

export interface FieldViewProps {
  readonly field: Field;
  /** Wire name. */
  readonly path: string;
  readonly draft: Draft;
  /** Of the whole form. */
  readonly problems: readonly Problem[];
  readonly onChange: (draft: Draft) => void;
  /** Of an entry of a list, which has no name of its own. */
  readonly label?: string;
}

export function FieldView(props: FieldViewProps) {
  const { kind } = props.field;
  if (kind === 'list' || kind === 'map') return <CollectionField {...props} />;
  return kind === 'object' ? <ObjectField {...props} /> : <ScalarField {...props} />;
}

function ScalarField({ field, path, draft, problems, onChange, label }: FieldViewProps) {
  const t = useText();
  const id = useId();
  const own = problems.filter(problem => problem.path === path);
  const text = typeof draft === 'string' ? draft : undefined;
  return (
    <div className="field">
      <div className="field__head">
        <label id={`${id}-label`} htmlFor={id} className="field__name">
          {label ?? field.name}
        </label>
        <Required field={field} />
        <span className="field__type">{limitsText(t, field)}</span>
        <Counter field={field} text={text ?? ''} />
      </div>
      <ScalarControl
        field={field}
        id={id}
        text={text}
        onChange={onChange}
        invalid={own.length > 0}
        describedBy={`${id}-about ${id}-problems`}
      />
      <div id={`${id}-problems`} className="field__problems">
        {own.map(problem => (
          <p key={`${problem.rule} ${problem.within ?? ''}`}>{problemText(t, problem)}</p>
        ))}
      </div>
      <div id={`${id}-about`} className="field__about">
        {field.about && <Words text={field.about} />} <FieldActions field={field} text={text} onChange={onChange} />
      </div>
    </div>
  );
}

export function Required({ field }: { readonly field: Field }) {
  const t = useText();
  if (!field.required || field.preset !== undefined) return null;
  return <span className="field__required">{t('field.required')}</span>;
}
