// eslint-disable-next-line no-restricted-imports -- the one place that draws
import { App } from 'antd';
import { useEffect } from 'react';
import type { Surface } from '.';

type Props = { onReady: (surface: Surface) => void };

export default function FeedbackSurface({ onReady }: Props) {
  return (
    <App component={false}>
      <Report onReady={onReady} />
    </App>
  );
}

function Report({ onReady }: Props) {
  const app = App.useApp();
  useEffect(() => onReady(app), [app, onReady]);
  return null;
}
