import { useTranslation } from 'react-i18next';
import type { RoleDocument } from '@/api/roles';
import { TextPair } from '@/components/settings/text-pair';

type Props = { role: RoleDocument; onChange: (role: RoleDocument, tag: string) => void };

/** What a role is called, in both languages. */
export function RoleName({ role, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="roles-called">
      <TextPair label={t('pipelineDesign.name')} value={role.title} onChange={(title) => onChange({ ...role, title }, 'title')} />
    </div>
  );
}
