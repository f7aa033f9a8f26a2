import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { definitionHereQuery, type TemplateConflict } from '@/api/templates';
import { useText } from '@/lib/text';
import { placeWords } from './conflict-place';
import { valueText } from './conflict-words';

export type Choices = Record<string, 'mine' | 'theirs'>;
export const placeOf = (conflict: TemplateConflict) => `${conflict.kind} ${conflict.key} ${conflict.path}`;

type Props = { conflicts: TemplateConflict[]; choices: Choices; onChoose: (choices: Choices) => void };

/** What was changed here and, differently, in the template: one beside the other, mine unless it is said otherwise. */
export function Conflicts({ conflicts, choices, onChoose }: Props) {
  const { t } = useTranslation();
  const all = (use: 'mine' | 'theirs') => onChoose(Object.fromEntries(conflicts.map((c) => [placeOf(c), use])));
  return (
    <section className="conflicts" aria-labelledby="conflicts-title">
      <h3 id="conflicts-title">{t('templates.conflicts', { count: conflicts.length })}</h3>
      <p className="second">{t('templates.conflictsHint')}</p>
      {conflicts.length > 1 && (
        <div className="conflict-all">
          <Button size="small" onClick={() => all('mine')}>
            {t('templates.allMine')}
          </Button>
          <Button size="small" onClick={() => all('theirs')}>
            {t('templates.allTheirs')}
          </Button>
        </div>
      )}
      {conflicts.map((conflict) => {
        const place = placeOf(conflict);
        return (
          <Conflict
            key={place}
            conflict={conflict}
            use={choices[place] ?? 'mine'}
            onUse={(use) => onChoose({ ...choices, [place]: use })}
          />
        );
      })}
    </section>
  );
}

type ConflictProps = { conflict: TemplateConflict; use: 'mine' | 'theirs'; onUse: (use: 'mine' | 'theirs') => void };

function Conflict({ conflict, use, onUse }: ConflictProps) {
  const { t } = useTranslation();
  const text = useText();
  const name = useId();
  const here = useQuery(definitionHereQuery(conflict.kind, conflict.key)).data;
  const place = () =>
    placeWords(conflict.path, here, {
      text,
      part: (part) => t(`templates.part.${part}`),
      language: (language) => t(`language.${language}`),
    });
  const was = 'base' in conflict ? valueText(conflict.base) : null;
  return (
    <fieldset className="conflict">
      <legend>
        <span className="second">{t(`templates.kind.${conflict.kind}`)}</span>{' '}
        <strong>{text(conflict.title, conflict.key)}</strong>{' '}
        <span className="conflict-path">{conflict.path === '' ? t('templates.wholeDocument') : place()}</span>
      </legend>
      <div className="conflict-sides">
        {(['mine', 'theirs'] as const).map((side) => (
          <label key={side} className={use === side ? 'conflict-side chosen' : 'conflict-side'}>
            <span>
              <input type="radio" name={name} checked={use === side} onChange={() => onUse(side)} /> {t(`templates.${side}`)}
            </span>
            <pre tabIndex={0}>{side in conflict ? valueText(conflict[side]) : t('templates.notThere')}</pre>
          </label>
        ))}
      </div>
      {was !== null && conflict.path !== '' && (
        <p className="second conflict-was">
          {t('templates.was')} <code>{was.length > 200 ? `${was.slice(0, 200)}…` : was}</code>
        </p>
      )}
    </fieldset>
  );
}
