import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '@/components/settings/setting-inputs';
import { keyFault } from '@/lib/keys';
import { usePipelineDesign } from './pipeline-context';
import { renameStage, type StageDocument } from './pipeline-document';

/** What records and expressions call the stage; fixed once published. */
export function StageKey({ stage, onRenamed }: { stage: StageDocument; onRenamed: (key: string) => void }) {
  const { t } = useTranslation();
  const { store } = usePipelineDesign();
  const [typed, setTyped] = useState(stage.key);
  const isFixed = store.published?.stages.some((item) => item.key === stage.key) ?? false;
  const taken = store
    .doc()
    .stages.map((item) => item.key)
    .filter((key) => key !== stage.key);
  const fault = typed === stage.key ? null : keyFault(typed, taken);
  const take = () => {
    if (typed === stage.key || fault) {
      setTyped(stage.key);
      return;
    }
    store.edit((doc) => renameStage(doc, stage.key, typed));
    onRenamed(typed);
  };
  return (
    <SettingRow
      label={t('setting.key')}
      help={fault ? t(`keyFault.${fault}`, { key: typed }) : t(isFixed ? 'setting.keyFixed' : 'pipelineDesign.keyHelp')}
    >
      {(id) => (
        <Input
          id={id}
          value={typed}
          disabled={isFixed}
          status={fault ? 'error' : undefined}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={take}
          onPressEnter={take}
        />
      )}
    </SettingRow>
  );
}
