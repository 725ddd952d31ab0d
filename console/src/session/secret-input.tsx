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
}

export function SecretInput({ id, value, onChange, invalid, describedBy }: SecretInputProps) {
  const t = useText();
  const [shown, setShown] = useState(false);
  return (
    <Space.Compact block>
      <Input
        id={id}
        type={shown ? 'text' : 'password'}
        // Browsers offer to keep what a field named "password" or "off" holds; a new password they only offer to invent.
        autoComplete="new-password"
        spellCheck={false}
        value={value}
        status={invalid ? 'error' : undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onChange={event => onChange(event.target.value)}
      />
      <Button aria-pressed={shown} aria-controls={id} onClick={() => setShown(!shown)}>
        {shown ? t('secret.hide') : t('secret.show')}
      </Button>
    </Space.Compact>
  );
}
