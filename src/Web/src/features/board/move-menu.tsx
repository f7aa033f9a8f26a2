import { Button, Drawer, Dropdown } from 'antd';
import { MoveRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pipeline, RecordData, Stage } from '@/api/types';
import { usePhone } from '@/lib/media';
import { stageColor } from '@/lib/stage';
import { useText } from '@/lib/text';

type Props = { pipeline: Pipeline; record: RecordData; title: string; onMove: (record: RecordData, to: Stage) => void };

/** The other stages: a menu, on the phone a sheet whose lines a thumb can hit. */
export function MoveMenu(props: Props) {
  const phone = usePhone();
  return phone ? <MoveSheet {...props} /> : <MoveDropdown {...props} />;
}

function useStages({ pipeline, record }: Props) {
  const text = useText();
  return pipeline.stages
    .filter((stage) => stage.key !== record[pipeline.field])
    .map((stage) => ({ stage, name: text(stage.title, stage.key) }));
}

function MoveDropdown(props: Props) {
  const { t } = useTranslation();
  const items = useStages(props).map(({ stage, name }) => ({
    key: stage.key,
    icon: (
      <span className="menu-icon">
        <i className="dot" style={{ background: stageColor(stage) }} />
      </span>
    ),
    label: name,
    onClick: () => props.onMove(props.record, stage),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']} autoFocus>
      <Button
        className="deal-move"
        type="text"
        size="small"
        aria-label={t('board.moveTitle', { title: props.title })}
        title={t('board.move')}
        icon={<MoveRight size={16} />}
      />
    </Dropdown>
  );
}

function MoveSheet(props: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const label = t('board.moveTitle', { title: props.title });
  const stages = useStages(props);
  return (
    <>
      <Button
        className="deal-move"
        type="text"
        size="small"
        aria-label={label}
        icon={<MoveRight size={16} />}
        onClick={() => setOpen(true)}
      />
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="bottom"
        size="auto"
        title={label}
        destroyOnHidden
        rootClassName="move-sheet"
      >
        <ul>
          {stages.map(({ stage, name }) => (
            <li key={stage.key}>
              <button
                type="button"
                onClick={() => {
                  setOpen(false);
                  props.onMove(props.record, stage);
                }}
              >
                <i className="dot" style={{ background: stageColor(stage) }} />
                {name}
              </button>
            </li>
          ))}
        </ul>
      </Drawer>
    </>
  );
}
