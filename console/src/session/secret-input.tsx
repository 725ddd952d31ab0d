/** A field for a secret: masked, not remembered by the browser, and shown on demand by a button that the keyboard reaches. */
import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { useText } from '../texts/use-text';

export interface SecretInputProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly invalid?: boolean;
  readonly describedBy?: string;
  /** For what may have several lines, such as a key in PEM: a field of one line joins them without a word. */
  readonly multiline?: boolean;
}

export function SecretInput({ id, value, onChange, invalid, describedBy, multiline }: SecretInputProps) {
  const t = useText();
  const [shown, setShown] = useState(false);
  const shared = {
    id,
    spellCheck: false,
    value,
    status: invalid ? ('error' as const) : undefined,
    'aria-invalid': invalid || undefined,
    'aria-describedby': describedBy,
  };
  return (
    <Space.Compact block>
      {multiline && canMaskLines() ? (
        <Input.TextArea
          {...shared}
          className={shown ? 'mono' : 'mono masked-lines'}
          autoComplete="off"
          autoSize={{ minRows: 1, maxRows: 14 }}
          onChange={event => onChange(event.target.value)}
        />
      ) : (
        <Input
          {...shared}
          type={shown ? 'text' : 'password'}
          // Browsers offer to keep what a field named "password" or "off" holds; a new password they only offer to invent.
          autoComplete="new-password"
          onChange={event => onChange(event.target.value)}
        />
      )}
      <Button aria-pressed={shown} aria-controls={id} onClick={() => setShown(!shown)}>
        {shown ? t('secret.hide') : t('secret.show')}
      </Button>
    </Space.Compact>
  );
}

/** Only a field of one line is masked by every browser. */
function canMaskLines(): boolean {
  return CSS.supports('-webkit-text-security', 'disc');
}
