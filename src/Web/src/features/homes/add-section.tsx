import { Button, Dropdown } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SectionKind } from '@/api/homes';

const kinds: SectionKind[] = ['todo', 'attention', 'widgets', 'changes', 'mentions', 'checklist'];
/** A second one of these would say the same again. */
const single = new Set<SectionKind>(['mentions', 'checklist']);
const most = 20;

type Props = { present: SectionKind[]; onAdd: (kind: SectionKind) => void };

/** The kinds of section there are, each with what it is for. */
export function AddSection({ present, onAdd }: Props) {
  const { t } = useTranslation();
  return (
    <div className="home-add">
      <Dropdown
        trigger={['click']}
        disabled={present.length >= most}
        menu={{
          items: kinds.map((kind) => ({
            key: kind,
            disabled: single.has(kind) && present.includes(kind),
            label: (
              <span className="home-kind-choice">
                {t(`homes.kind.${kind}`)}
                <span className="second">{t(`homes.kindHelp.${kind}`)}</span>
              </span>
            ),
          })),
          onClick: ({ key }) => onAdd(key as SectionKind),
        }}
      >
        <Button icon={<Plus size={16} />}>{t('homes.addSection')}</Button>
      </Dropdown>
    </div>
  );
}
