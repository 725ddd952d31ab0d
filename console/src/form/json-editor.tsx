/** An editor for JSON, CodeMirror 6. Tab leaves it, as in every other field. */
import { json } from '@codemirror/lang-json';
import { syntaxHighlighting } from '@codemirror/language';
import { classHighlighter } from '@lezer/highlight';
import { Button } from 'antd';
import { EditorView, minimalSetup } from 'codemirror';
import { useEffect, useRef } from 'react';
import { useText } from '../texts/use-text';
import { inLines } from './json-parameter';

export interface JsonEditorProps {
  /** Of the element that is typed in. */
  readonly id: string;
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly invalid: boolean;
}

const THEME = EditorView.theme({
  '&': { backgroundColor: 'var(--ground)', color: 'var(--text)', maxHeight: '360px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { caretColor: 'var(--text)', minHeight: '60px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'var(--accent-ground) !important',
  },
});

export default function JsonEditor(props: JsonEditorProps) {
  const { text, invalid, onChange } = props;
  const t = useText();
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  // The editor is made once; what it calls is the newest there is.
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!place.current) return;
    editor.current = makeEditor(place.current, latest);
    return () => editor.current?.destroy();
  }, []);

  useEffect(() => {
    const { current } = editor;
    if (!current || current.state.doc.toString() === text) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text } });
  }, [text]);

  const formatted = inLines(text);
  return (
    <div className={invalid ? 'json-editor json-editor--invalid' : 'json-editor'}>
      <div ref={place} />
      {formatted !== text && (
        <Button size="small" type="text" onClick={() => onChange(formatted)}>
          {t('field.format')}
        </Button>
      )}
    </div>
  );
}

function makeEditor(parent: HTMLElement, latest: { readonly current: JsonEditorProps }): EditorView {
  const { id, labelledBy, describedBy, text } = latest.current;
  return new EditorView({
    parent,
    doc: text,
    extensions: [
      minimalSetup,
      json(),
      syntaxHighlighting(classHighlighter),
      EditorView.lineWrapping,
      THEME,
      EditorView.contentAttributes.of({ id, 'aria-labelledby': labelledBy, 'aria-describedby': describedBy }),
      EditorView.updateListener.of(({ docChanged, state }) => {
        if (docChanged) latest.current.onChange(state.doc.toString());
      }),
    ],
  });
}
