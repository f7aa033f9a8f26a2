import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useNavigate, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deleteDefinition, readDefinition, type DefinitionKind } from '@/api/definitions';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';

type Deletion = {
  /** Of what is deleted: its draft goes as well. */
  work: { kind: DefinitionKind; key: string; discard: () => Promise<void> };
  title: string;
  hint: string;
  /** Where one stands afterwards. */
  to: NonNullable<LinkProps['to']>;
  /** What is read anew. */
  changes: readonly QueryKey[];
  onDeleted?: () => void;
};

/** Asks, then deletes a definition in the version that is published now. */
export function useDelete({ work, title, hint, to, changes, onDeleted }: Deletion) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const report = useReport();
  const { modal } = App.useApp();
  const { kind, key } = work;
  const go = async () => {
    try {
      const now = await readDefinition(kind, key);
      if (now) await deleteDefinition(kind, key, now.version);
      await work.discard();
      onDeleted?.();
      await navigate({ to });
      await Promise.all(changes.map((queryKey) => client.invalidateQueries({ queryKey })));
    } catch (error) {
      report(error);
    }
  };
  return () =>
    void modal.confirm({
      title,
      content: hint,
      icon: null,
      okText: t('common.delete'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: go,
    });
}
