import { Link, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Pipeline } from '@/api/types';
import type { ListSearch } from '@/lib/list-search';
import { usePhone } from '@/lib/media';
import { useText } from '@/lib/text';

type Props = { form: string; pipelines: Pipeline[]; shown: string | undefined; address: ListSearch };

/** More than these are a list to choose from. */
const mostLinks = 3;

/** Which of a form's pipelines the board shows; the address names all but the first. */
export function PipelineSwitch({ form, pipelines, shown, address }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const phone = usePhone();
  const searchOf = (key: string) => ({ ...address, pipeline: key === pipelines[0]?.key ? undefined : key });
  if (phone || pipelines.length > mostLinks)
    return (
      <Select
        className="pipeline-select"
        aria-label={t('board.pipeline')}
        popupMatchSelectWidth={false}
        value={shown}
        options={pipelines.map(({ key, title }) => ({ value: key, label: text(title, key) }))}
        onChange={(key: string) => void navigate({ to: '/f/$form/board', params: { form }, search: searchOf(key) })}
      />
    );
  return (
    <nav className="view-switch" aria-label={t('board.pipeline')}>
      {pipelines.map(({ key, title }) => (
        <Link
          key={key}
          to="/f/$form/board"
          params={{ form }}
          search={searchOf(key)}
          activeProps={{ className: '', 'aria-current': undefined }}
          className={key === shown ? 'active' : undefined}
          aria-current={key === shown ? 'page' : undefined}
        >
          <span>{text(title, key)}</span>
        </Link>
      ))}
    </nav>
  );
}
