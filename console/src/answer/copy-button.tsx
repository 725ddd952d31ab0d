/** Copies a text and says that it did. */
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../texts/use-text';

export interface CopyButtonProps {
  /** What to copy; asked for when it is needed. */
  readonly text: string | (() => string);
  readonly label?: string;
  readonly title?: string;
}

/** How long the button says what happened. */
const SAID_MS = 2000;

export function CopyButton({ text, label, title }: CopyButtonProps) {
  const t = useText();
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), SAID_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  }

  return (
    <Button size="small" title={title} onClick={() => void copy()}>
      <span aria-live="polite">{outcome ? t(`copy.${outcome}`) : (label ?? t('copy.copy'))}</span>
    </Button>
  );
}
