import { Button, Input } from 'antd';
import { Check, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '@/components/settings/setting-inputs';
import { fits, generalise, partsOf, patternOf, type PatternPart } from './pattern-examples';
import { usePatternWords } from './pattern-words';

type Props = {
  value: string | undefined;
  /** Whether the examples go on from what it is; otherwise they take its place. */
  goesOn: boolean;
  onChange: (value: string | undefined) => void;
};

/** A pattern made of examples and told in words; other texts can be held against it. */
export function PatternByExamples({ value, goesOn, onChange }: Props) {
  const { t } = useTranslation();
  const words = usePatternWords();
  const read = (pattern: string | undefined): readonly PatternPart[] => (pattern && partsOf(pattern)) || [];
  const [base, setBase] = useState(() => (goesOn ? read(value) : []));
  const [examples, setExamples] = useState<string[]>([]);
  const [tried, setTried] = useState<string[]>([]);
  const written = useRef(value);
  useEffect(() => {
    // Undone, or changed elsewhere: the examples are no longer those of this pattern.
    if (value === written.current) return;
    written.current = value;
    setBase(read(value));
    setExamples([]);
  }, [value]);
  const make = (next: string[], from: readonly PatternPart[]) => {
    setExamples(next);
    setBase(from);
    written.current = patternOf(generalise(next, from)) || undefined;
    onChange(written.current);
  };
  const parts = read(value);
  return (
    <div className="pattern-examples">
      {parts.length > 0 && (
        <p className="pattern-words" aria-live="polite">
          {words(parts)}
          <Button type="link" size="small" onClick={() => make([], [])}>
            {t('pattern.startOver')}
          </Button>
        </p>
      )}
      <Texts
        label={t('pattern.exampleLabel')}
        help={t(parts.length > 0 ? 'pattern.moreHelp' : 'pattern.exampleHelp')}
        placeholder="AB-1234"
        texts={examples}
        isGood={(text) => fits(value ?? '', text)}
        onChange={(next) => make(next, base)}
      />
      {parts.length > 0 && (
        <Texts
          label={t('pattern.tryLabel')}
          help={t('pattern.tryHelp')}
          placeholder=""
          texts={tried}
          isGood={(text) => fits(value ?? '', text)}
          onChange={setTried}
        />
      )}
    </div>
  );
}

type TextsProps = {
  label: string;
  help: string;
  placeholder: string;
  texts: string[];
  isGood: (text: string) => boolean;
  onChange: (texts: string[]) => void;
};

/** Lines of text, each with whether it meets the pattern, and one more to go on in. */
function Texts({ label, help, placeholder, texts, isGood, onChange }: TextsProps) {
  const { t } = useTranslation();
  const lines = [...texts, ''];
  const set = (index: number, text: string) =>
    onChange(
      text === '' && index < texts.length ? texts.toSpliced(index, 1) : lines.with(index, text).filter((line) => line !== ''),
    );
  return (
    <SettingRow label={label} help={help}>
      {(id) => (
        <div className="pattern-lines">
          {lines.map((text, index) => (
            <Input
              key={index}
              id={index === 0 ? id : undefined}
              aria-label={index === 0 ? undefined : t('pattern.line', { label, number: index + 1 })}
              value={text}
              maxLength={60}
              placeholder={index === 0 ? placeholder : undefined}
              suffix={
                text === '' ? (
                  <span />
                ) : isGood(text) ? (
                  <Check size={14} className="met" aria-label={t('pattern.fits')} />
                ) : (
                  <X size={14} className="unmet" aria-label={t('pattern.fitsNot')} />
                )
              }
              onChange={(event) => set(index, event.target.value)}
            />
          ))}
        </div>
      )}
    </SettingRow>
  );
}
