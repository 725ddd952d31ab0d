/** The frame of a value that is a file: its name, copy and download, and below them what it is. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../texts/use-text';
import { CopyButton } from './copy-button';
import { download } from './download';

export interface ArtifactFrameProps {
  readonly path: string;
  /** What is copied. */
  readonly text: string;
  readonly file: string;
  readonly type: string;
  /** What is downloaded. */
  readonly content: string | Uint8Array<ArrayBuffer>;
  readonly children: ReactNode;
}

export function ArtifactFrame({ path, text, file, type, content, children }: ArtifactFrameProps) {
  const t = useText();
  return (
    <section className="artifact" aria-label={path}>
      <div className="artifact__head">
        <h3 className="mono">{path}</h3>
        <CopyButton text={text} />
        <Button size="small" onClick={() => download(file, type, content)} title={file}>
          {t('artifact.download')}
        </Button>
      </div>
      {children}
    </section>
  );
}
