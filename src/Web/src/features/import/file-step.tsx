import { Select } from 'antd';
import { FileUp } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '@/api/imports';
import { Loading } from '@/components/states';
import { useReason } from '@/components/use-report';
import { useFormat } from '@/lib/use-format';
import { StepActions, type StepProps } from './step-list';
import { usePreview } from './use-readings';

export function FileStep(props: StepProps) {
  const { wizard, dispatch } = props;
  const { t } = useTranslation();
  const reason = useReason();
  const { isFetching, isError, error } = usePreview(props.model, wizard, dispatch);
  const preview = wizard.preview;
  return (
    <>
      <DropZone file={wizard.file} onFile={(file) => dispatch({ type: 'file', file })} />
      {isError && (
        <p className="import-problem" role="alert">
          {reason(error)}
        </p>
      )}
      {isFetching && !preview && <Loading rows={6} />}
      {preview && !isError && (
        <>
          <Reading preview={preview} wizard={wizard} dispatch={dispatch} />
          {preview.problems.map((problem, index) => (
            <p key={index} className="import-problem">
              {problem.message ?? problem.code}
            </p>
          ))}
          <FirstRows preview={preview} />
          <StepActions
            nextLabel={t('import.toColumns')}
            disabled={isFetching || preview.columns.length === 0}
            onNext={() => dispatch({ type: 'go', step: 'columns' })}
            note={t('import.firstRows', { count: preview.rows.length })}
          />
        </>
      )}
    </>
  );
}

function DropZone({ file, onFile }: { file: File | null; onFile: (file: File) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [over, setOver] = useState(false);
  return (
    <label
      className={over ? 'drop-zone over' : 'drop-zone'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const dropped = event.dataTransfer.files[0];
        if (dropped) onFile(dropped);
      }}
    >
      <input
        type="file"
        className="visually-hidden"
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) onFile(chosen);
          event.target.value = '';
        }}
      />
      <FileUp size={24} aria-hidden />
      {file ? (
        <span>
          <strong>{file.name}</strong> <span className="second">{format.fileSize(file.size)}</span>
          <span className="drop-more">{t('import.another')}</span>
        </span>
      ) : (
        <span>
          <strong>{t('import.drop')}</strong>
          <span className="drop-more second">{t('import.dropHint')}</span>
        </span>
      )}
    </label>
  );
}

const delimiters = [',', ';', '\t', '|'];
const names: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar', '\\t': 'tab' };

function Reading({ preview, dispatch }: Omit<StepProps, 'model'> & { preview: ImportPreview }) {
  const { t } = useTranslation();
  const id = useId();
  const known = delimiters.includes(preview.delimiter) ? delimiters : [preview.delimiter, ...delimiters];
  const encodings = preview.encodings.includes(preview.encoding) ? preview.encodings : [preview.encoding, ...preview.encodings];
  return (
    <div className="import-reading">
      <label htmlFor={`${id}encoding`}>{t('import.encoding')}</label>
      <Select
        id={`${id}encoding`}
        value={preview.encoding}
        popupMatchSelectWidth={false}
        options={encodings.map((value) => ({ value, label: value.toUpperCase() }))}
        onChange={(encoding: string) => dispatch({ type: 'reading', encoding })}
      />
      <label htmlFor={`${id}delimiter`}>{t('import.delimiter')}</label>
      <Select
        id={`${id}delimiter`}
        value={preview.delimiter}
        popupMatchSelectWidth={false}
        options={known.map((value) => ({ value, label: names[value] ? t(`import.delimiter.${names[value]}`) : value }))}
        onChange={(delimiter: string) => dispatch({ type: 'reading', delimiter })}
      />
    </div>
  );
}

function FirstRows({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation();
  return (
    <div className="import-rows" tabIndex={0} role="group" aria-label={t('import.rows')}>
      <table>
        <thead>
          <tr>
            {preview.columns.map((column, index) => (
              <th key={index} scope="col">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map((row, index) => (
            <tr key={index}>
              {preview.columns.map((_, at) => (
                <td key={at}>{row[at]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
