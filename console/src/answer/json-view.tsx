/** JSON in lines and colours. Long texts are cut until they are asked for. */
import { useState } from 'react';
import { inPlace } from '../explorer/prose';
import { useText } from '../texts/use-text';

/** Two lines or so; what is longer is an encoding of something, which has a copy button elsewhere. */
const LONG = 160;

export function JsonView({ value }: { readonly value: unknown }) {
  return (
    <pre className="code-block json">
      <Value value={value} indent="" />
    </pre>
  );
}

function Value({ value, indent }: { readonly value: unknown; readonly indent: string }) {
  if (typeof value === 'string') return <Text value={value} />;
  if (typeof value === 'number') return <span className="json__number">{value}</span>;
  if (typeof value !== 'object' || value === null) return <span className="json__word">{String(value)}</span>;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const members = Array.isArray(value)
    ? value.map((member: unknown): Member => ({ member }))
    : Object.entries(value).map(([name, member]): Member => ({ name, member }));
  if (members.length === 0) return open + close;
  const last = members.length - 1;
  return (
    <>
      {open}
      {inPlace(members.map((member, index) => memberLine(member, `${indent}  `, index < last)))}
      {`\n${indent}`}
      {close}
    </>
  );
}

interface Member {
  /** Absent in an array. */
  readonly name?: string;
  readonly member: unknown;
}

function memberLine({ name, member }: Member, indent: string, comma: boolean) {
  return (
    <>
      {`\n${indent}`}
      {name !== undefined && (
        <>
          <span className="json__name">{JSON.stringify(name)}</span>
          {': '}
        </>
      )}
      <Value value={member} indent={indent} />
      {comma && ','}
    </>
  );
}

function Text({ value }: { readonly value: string }) {
  const t = useText();
  const [whole, setWhole] = useState(false);
  const written = JSON.stringify(value);
  if (whole || written.length <= LONG) return <span className="json__text">{written}</span>;
  return (
    <>
      <span className="json__text">{[...written.slice(0, LONG)].slice(0, LONG / 2).join('')}…</span>{' '}
      <button type="button" className="link-button" onClick={() => setWhole(true)}>
        {t('answer.show-all', { count: value.length })}
      </button>
    </>
  );
}
