import { useTranslation } from 'react-i18next';
import { ColumnLine } from './column-line';
import { gapsOf } from './choices';
import { ImportSettings } from './import-settings';
import { StepActions, type StepProps } from './step-list';
import { TemplateLines } from './template-lines';

/** Left what the file holds, right where it goes. */
export function ColumnsStep(props: StepProps) {
  const { model, wizard, dispatch } = props;
  const { t } = useTranslation();
  const { choices, preview } = wizard;
  if (!choices || !preview) return null;
  const gaps = gapsOf(choices, model.fields);
  const used = choices.columns.filter((choice) => choice.field !== null).length;
  return (
    <>
      <div className="column-lines">
        <div className="column-line column-heads" aria-hidden>
          <span>{t('import.inFile')}</span>
          <span>{t('import.becomes')}</span>
        </div>
        {choices.columns.map((choice, index) => (
          <ColumnLine
            key={choice.column}
            model={model}
            choice={choice}
            samples={preview.columns[index]?.samples ?? []}
            choices={choices}
            onChange={(next) => dispatch({ type: 'choose', choices: next })}
          />
        ))}
      </div>
      <TemplateLines
        model={model}
        choices={choices}
        preview={preview}
        onChange={(next) => dispatch({ type: 'choose', choices: next })}
      />
      <ImportSettings model={model} choices={choices} onChange={(next) => dispatch({ type: 'choose', choices: next })} />
      {gaps.map((gap) => (
        <p key={gap} className="import-problem">
          {t(`import.gap.${gap}`)}
        </p>
      ))}
      <StepActions
        onBack={() => dispatch({ type: 'go', step: 'file' })}
        nextLabel={t('import.toValues')}
        disabled={gaps.length > 0}
        onNext={() => dispatch({ type: 'go', step: 'values' })}
        note={t('import.columnsUsed', { count: used, all: choices.columns.length })}
      />
    </>
  );
}
