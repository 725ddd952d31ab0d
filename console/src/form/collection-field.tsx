/** Lists and maps, which grow by an entry at a time. */
import { Button, Input } from 'antd';
import { useId } from 'react';
import type { Field } from '../description/model';
import { Words } from '../explorer/prose';
import { useText } from '../texts/use-text';
import { type Draft, entriesOf, itemOf, membersOf, newEntry, textOf, withMember } from './draft';
import { FieldView, type FieldViewProps, Required } from './field-view';
import { limitsText } from './limits-text';
import { problemText } from './problem-text';

export function CollectionField({ field, path, draft, problems, onChange, label }: FieldViewProps) {
  const t = useText();
  const id = useId();
  const entries = entriesOf(draft);
  const own = problems.filter(problem => problem.path === path);
  const set = (next: readonly Draft[]) => onChange(next.length === 0 ? undefined : next);
  const name = label ?? field.name;
  return (
    <fieldset className="field field--group" aria-describedby={`${id}-about ${id}-problems`}>
      <legend className="field__head">
        <span className="field__name">{name}</span>
        <Required field={field} />
        <span className="field__type">{limitsText(t, field)}</span>
      </legend>
      <div id={`${id}-about`} className="field__about">
        {field.about && <Words text={field.about} />}
      </div>
      {entries.map((entry, index) => {
        const place = `${path}.${index + 1}`;
        return (
          // Entries have no identity but their place; what is drawn depends on the draft alone.
          <div key={place} className="entry">
            <EntryView
              field={field}
              path={place}
              draft={entry}
              problems={problems}
              label={`${name} ${index + 1}`}
              onChange={value => set(entries.map((other, at) => (at === index ? value : other)))}
            />
            <Button
              size="small"
              aria-label={t('field.remove-entry', { name: `${name} ${index + 1}` })}
              onClick={() => set(entries.filter((_, at) => at !== index))}
            >
              {t('field.remove')}
            </Button>
          </div>
        );
      })}
      <div id={`${id}-problems`} className="field__problems">
        {own.map(problem => (
          <p key={problem.rule}>{problemText(t, problem)}</p>
        ))}
      </div>
      <Button
        size="small"
        aria-label={t('field.add-to', { name })}
        onClick={() => onChange([...entries, newEntry(field)])}
      >
        {t('field.add')}
      </Button>
    </fieldset>
  );
}

function EntryView(props: FieldViewProps & { readonly field: Field }) {
  if (props.field.kind === 'map') return <MapEntry {...props} />;
  const ofEntry = props.problems.filter(problem => problem.path === props.path && problem.rule === 'empty-entry');
  const item = itemOf(props.field);
  return (
    <div className="entry__value">
      <FieldView {...props} field={item} />
      {item.kind === 'object' && <Problems problems={ofEntry} />}
    </div>
  );
}

function MapEntry({ field, path, draft, problems, onChange, label }: FieldViewProps) {
  const t = useText();
  const id = useId();
  const entry = membersOf(draft);
  const ofKey = problems.filter(({ path: at, rule }) => at === path && /-key$/.test(rule));
  const ofValue = problems.filter(problem => !ofKey.includes(problem));
  return (
    <div className="entry__value entry__value--map">
      <div className="field">
        <label htmlFor={id} className="field__name">
          {t('field.key', { name: label ?? field.name })}
        </label>
        <Input
          id={id}
          spellCheck={false}
          autoComplete="off"
          status={ofKey.length > 0 ? 'error' : undefined}
          aria-invalid={ofKey.length > 0 || undefined}
          value={textOf(entry.key) ?? ''}
          onChange={event => onChange(withMember(entry, 'key', event.target.value || undefined))}
        />
        <Problems problems={ofKey} />
      </div>
      <FieldView
        field={itemOf(field)}
        path={path}
        draft={entry.value}
        problems={ofValue}
        label={t('field.value', { name: label ?? field.name })}
        onChange={value => onChange(withMember(entry, 'value', value))}
      />
    </div>
  );
}

function Problems({ problems }: Pick<FieldViewProps, 'problems'>) {
  const t = useText();
  return (
    <div className="field__problems">
      {problems.map(problem => (
        <p key={problem.rule}>{problemText(t, problem)}</p>
      ))}
    </div>
  );
}
