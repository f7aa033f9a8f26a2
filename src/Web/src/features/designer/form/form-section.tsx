import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type SectionKey = 'appearance' | 'list' | 'entry' | 'links' | 'similar';

// Outlives the pane, which shows something else whenever a field is selected.
const left = new Map<SectionKey, boolean>([['appearance', true]]);

/** Settings of the form that belong together; stays as it was left. */
export function FormSection({ of, children }: { of: SectionKey; children: ReactNode }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(left.get(of) ?? false);
  return (
    <details
      className="form-section"
      open={isOpen}
      onToggle={(event) => {
        left.set(of, event.currentTarget.open);
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{t(`formSection.${of}`)}</summary>
      {isOpen && <div className="settings-body">{children}</div>}
    </details>
  );
}
