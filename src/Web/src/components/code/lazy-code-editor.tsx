import { lazy, Suspense } from 'react';
import type { CodeProps } from './code-editor';

const CodeEditor = lazy(() => import('./code-editor'));

/** The editor, fetched when it is first needed; until then the text can be read. */
export function LazyCodeEditor(props: CodeProps) {
  return (
    <Suspense fallback={<pre className={`code-pending ${props.language}`}>{props.value}</pre>}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
