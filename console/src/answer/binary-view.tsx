/** Bytes of an answer as text, in hex or in Base64, and as a file. A secret is masked until it is asked for. */
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useText } from '../texts/use-text';
import { ArtifactFrame } from './artifact-frame';
import { type Notation, notationsOf, shownPart, written } from './bytes';
import { MASK } from './mask-answer';

interface BinaryViewProps {
  readonly path: string;
  /** Of the member that holds it: what the file is called. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly secret: boolean;
}

export function BinaryView({ path, name, bytes, secret }: BinaryViewProps) {
  const t = useText();
  const notations = notationsOf(bytes);
  const [notation, setNotation] = useState<Notation>(notations[0] ?? 'base64');
  const [shown, setShown] = useState(!secret);
  const { text, isWhole } = shownPart(bytes, notation);
  return (
    <ArtifactFrame
      path={path}
      text={written(bytes, notation)}
      file={`${name}.bin`}
      type="application/octet-stream"
      content={bytes}
    >
      <div className="answer__tools">
        <span className="quiet">{t('binary.bytes', { count: bytes.length })}</span>
        <Segmented
          size="small"
          aria-label={t('binary.notation', { name: path })}
          options={notations.map(value => ({ value, label: t(`binary.${value}`) }))}
          value={notation}
          onChange={setNotation}
        />
        {secret && (
          <Button size="small" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? t('secret.hide') : t('secret.show')}
          </Button>
        )}
      </div>
      <pre className="code-block">{shown ? text : MASK}</pre>
      {shown && !isWhole && <p className="quiet">{t('binary.cut')}</p>}
    </ArtifactFrame>
  );
}
