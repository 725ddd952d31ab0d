/** A parameter with members of its own. */

import { Words } from '../explorer/prose';
import { membersOf, withMember } from './draft';
import { FieldView, type FieldViewProps, Required } from './field-view';

export function ObjectField({ field, path, draft, problems, onChange, label }: FieldViewProps) {
  const members = membersOf(draft);
  return (
    <fieldset className="field field--group">
      <legend className="field__head">
        <span className="field__name">{label ?? field.name}</span>
        <Required field={field} />
      </legend>
      {field.about && (
        <div className="field__about">
          <Words text={field.about} />
        </div>
      )}
      {(field.fields ?? []).map(member => (
        <FieldView
          key={member.name}
          field={member}
          path={`${path}.${member.name}`}
          draft={members[member.name]}
          problems={problems}
          onChange={value => onChange(withMember(members, member.name, value))}
        />
      ))}
    </fieldset>
  );
}
