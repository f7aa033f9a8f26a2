import { useQuery } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FileInfo } from '@/api/types';
import { Failed, Loading } from '@/components/states';
import { useFormat } from '@/lib/use-format';

const textLimit = 200_000;

const shownAddress = (file: FileInfo) => `/api/files/${file.id}?show=true`;

/** A file as it looks, without leaving the record. */
export function FilePreview({ file, onClose }: { file: FileInfo; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Modal
      open
      width="min(960px, 96vw)"
      title={file.name}
      onCancel={onClose}
      footer={
        <div className="file-preview-foot">
          <span className="second">
            {format.fileSize(file.size)} · {format.instant(file.at)}
          </span>
          <a className="ant-btn ant-btn-default" href={`/api/files/${file.id}`} download>
            {t('file.download')}
          </a>
        </div>
      }
    >
      <Content file={file} />
    </Modal>
  );
}

function Content({ file }: { file: FileInfo }) {
  if (file.contentType.startsWith('image/'))
    return <img className="file-preview-image" src={shownAddress(file)} alt={file.name} />;
  if (file.contentType === 'application/pdf')
    return <iframe className="file-preview-page" src={shownAddress(file)} title={file.name} />;
  return <TextContent file={file} />;
}

function TextContent({ file }: { file: FileInfo }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['file', file.id],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const answer = await fetch(shownAddress(file), { signal });
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.text();
    },
  });
  if (query.isPending) return <Loading />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      {/* A region that scrolls is reached by keyboard. */}
      <pre className="file-preview-text" tabIndex={0} role="region" aria-label={file.name}>
        {query.data.slice(0, textLimit)}
      </pre>
      {query.data.length > textLimit && <p className="second">{t('file.cut')}</p>}
    </>
  );
}
