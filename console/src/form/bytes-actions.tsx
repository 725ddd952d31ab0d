/** For parameters that hold bytes: what was typed as Base64, and a file. */
import { type ChangeEvent, useRef, useState } from 'react';
import { toBase64 } from '../answer/bytes';
import type { Field } from '../description/model';
import { canSign } from '../signing/digest';
import { useText } from '../texts/use-text';
import { isLong } from './text-control';

interface BytesActionsProps {
  readonly field: Field;
  readonly text: string | undefined;
  readonly onChange: (text: string) => void;
}

/** More than any parameter takes. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Base64 by its declaration, or what encryption takes: any text, but clients of all languages send Base64. */
const isBase64Field = ({ format, name }: Field): boolean => format === 'base64' || name === 'Plaintext';

/** Of anything else only a long secret comes from a file: a key in PEM, a configuration. */
export const takesBytes = (field: Field): boolean => isBase64Field(field) || (field.secret && isLong(field));

export function BytesActions({ field, text, onChange }: BytesActionsProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const { name } = field;

  const encode = async (typed: string) => onChange(await valueFrom(field, new TextEncoder().encode(typed)));

  async function take({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? [];
    // So that the same file can be chosen again.
    target.value = '';
    if (!file) return;
    setTooLarge(file.size > MOST_BYTES);
    if (file.size > MOST_BYTES) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    onChange(await valueFrom(field, bytes));
  }

  return (
    <>
      {text !== undefined && text !== '' && isBase64Field(field) && (
        <button type="button" className="link-button" onClick={() => void encode(text)}>
          {t(isDigest(field) ? 'field.hash' : 'field.encode')}
          <span className="hidden"> {t('field.of', { name })}</span>
        </button>
      )}
      <input ref={input} type="file" hidden tabIndex={-1} aria-hidden="true" onChange={event => void take(event)} />
      <button type="button" className="link-button" onClick={() => input.current?.click()}>
        {t(isDigest(field) ? 'field.hash-file' : 'field.file')}
        <span className="hidden"> {t('field.of', { name })}</span>
      </button>
      {isTooLarge && <span className="field__sent-empty">{t('field.file-too-large')}</span>}
    </>
  );
}

/** What is signed is a digest, mostly of SHA-256. */
const isDigest = ({ name }: Field): boolean => name === 'Digest';

async function valueFrom(field: Field, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (isDigest(field) && canSign()) return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  return isBase64Field(field) ? toBase64(bytes) : (utf8(bytes) ?? toBase64(bytes));
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
