// eslint-disable-next-line no-restricted-imports -- the one place that draws
import { App, Button } from 'antd';
import { useEffect } from 'react';
import type { Surface } from '.';

/** Long enough to read what was done and to think better of it; in seconds. */
const offerTime = 8;

type Props = { onReady: (surface: Surface) => void };

export default function FeedbackSurface({ onReady }: Props) {
  return (
    <App component={false}>
      <Report onReady={onReady} />
    </App>
  );
}

function Report({ onReady }: Props) {
  const { message, modal } = App.useApp();
  useEffect(() => {
    let count = 0;
    const offer: Surface['offer'] = (text, { label, act }) => {
      const key = `offer ${(count += 1)}`;
      const take = () => {
        message.destroy(key);
        act();
      };
      const content = (
        <>
          {text}{' '}
          <Button type="link" size="small" onClick={take}>
            {label}
          </Button>
        </>
      );
      void message.success({ key, content, duration: offerTime });
    };
    onReady({ message, modal, offer });
  }, [message, modal, onReady]);
  return null;
}
