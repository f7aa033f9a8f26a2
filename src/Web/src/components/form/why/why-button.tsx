import { Info } from 'lucide-react';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './why.css';

const Pop = lazy(() => import('./why-pop').then((part) => ({ default: part.WhyPop })));

type Props = { describedBy?: string; asText?: boolean; children: () => ReactNode };

/** A quiet question mark beside what cannot be typed or seen; nothing of the answer is there before it is asked for. */
export function WhyButton({ describedBy, asText, children }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span className="why">
      <button
        ref={button}
        type="button"
        className={asText ? 'link' : 'why-button'}
        aria-label={t('why.ask')}
        aria-describedby={describedBy}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen(!open)}
      >
        {asText ? t('why.ask') : <Info size={14} strokeWidth={1.5} aria-hidden />}
      </button>
      {open && (
        <Suspense>
          <Pop onClose={close} onLeave={() => setOpen(false)}>
            {children}
          </Pop>
        </Suspense>
      )}
    </span>
  );
}
