import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { bracketMatching, defaultHighlightStyle, foldGutter, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { forceLinting, linter, lintGutter, type Diagnostic } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import './code.css';

export type CodeProps = {
  value: string;
  onChange: (value: string) => void;
  language: 'json' | 'expression';
  label: string;
  /** What may stand at a place of the text. */
  complete?: (text: string, at: number) => CompletionResult | null | Promise<CompletionResult | null>;
  /** Problems of a text with their places; asked a moment after the last key. */
  lint?: (text: string) => Diagnostic[] | Promise<Diagnostic[]>;
  /** A change of it asks for the problems anew, though the text is the same. */
  lintKey?: string;
};

/** A text editor for documents and expressions. Tab leaves it, as it leaves any input. */
export default function CodeEditor(props: CodeProps) {
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const now = useRef(props);
  useEffect(() => {
    now.current = props;
  });

  useEffect(() => {
    if (!box.current) return;
    const { language, label, value } = now.current;
    const isJson = language === 'json';
    const made = new EditorView({
      parent: box.current,
      state: EditorState.create({
        doc: value,
        extensions: [
          history(),
          bracketMatching(),
          closeBrackets(),
          indentOnInput(),
          syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
          isJson ? [json(), lineNumbers(), foldGutter(), lintGutter()] : [javascript(), EditorView.lineWrapping],
          autocompletion({ override: [complete], icons: false }),
          linter((state) => now.current.lint?.(state.state.doc.toString()) ?? [], { delay: 350 }),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) now.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    async function complete(context: CompletionContext) {
      const isAsked = context.explicit || context.matchBefore(/[\w.'"$(-]$/) !== null;
      return isAsked ? ((await now.current.complete?.(context.state.doc.toString(), context.pos)) ?? null) : null;
    }
    view.current = made;
    return () => made.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    const text = editor?.state.doc.toString();
    if (editor && text !== props.value)
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: props.value } });
  }, [props.value]);

  useEffect(() => {
    if (view.current) forceLinting(view.current);
  }, [props.lintKey]);

  return <div ref={box} className={`code-editor ${props.language}`} />;
}
