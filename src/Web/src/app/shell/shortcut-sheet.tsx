import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';

const keys = [
  ['search', ['Ctrl', 'K']],
  ['new', ['N']],
  ['home', ['G', 'H']],
  ['list', ['G', 'L']],
  ['board', ['G', 'B']],
  ['dashboards', ['G', 'D']],
  ['settings', ['G', 'S']],
  ['sheet', ['?']],
] as const;

/** Which keys do what. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open footer={null} width={420} title={t('shortcuts.title')} onCancel={onClose}>
      <dl className="shortcuts">
        {keys.map(([name, combination]) => (
          <div key={name}>
            <dt>{t(`shortcuts.${name}`)}</dt>
            <dd>
              {combination.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
