import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page-header';
import { Empty, Failed, Loading } from '@/components/states';

type Props = {
  /** Null: there is none of that key. */
  opened: null | undefined;
  isError: boolean;
  error: unknown;
  reload: () => void;
  notThere: string;
};

/** In the place of a designer until its definition is open: that it is read, could not be read, or is not there. */
export function Opening({ opened, isError, error, reload, notThere }: Props) {
  const { t } = useTranslation();
  return (
    <div className="page">
      <PageHeader title={t('nav.build')} />
      {isError ? (
        <Failed error={error} onRetry={reload} />
      ) : opened === undefined ? (
        <Loading rows={8} />
      ) : (
        <Empty text={notThere}>
          <Link to="/build">{t('designer.back')}</Link>
        </Empty>
      )}
    </div>
  );
}
