import { useQuery } from '@tanstack/react-query';
import { Checkbox, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dashboardQuery, dashboardsQuery, type Widget } from '@/api/reports';
import { SettingRow } from '@/components/settings/setting-inputs';
import { Empty, Failed, Loading } from '@/components/states';
import { useText } from '@/lib/text';
import { inOrder } from '@/widgets/arrange';

type Props = { onClose: () => void; onPick: (widgets: Widget[]) => void };

/** Chooses widgets of a dashboard; what is chosen is copied. */
export default function WidgetPicker({ onClose, onPick }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const dashboards = useQuery(dashboardsQuery);
  const [wanted, setWanted] = useState<string>();
  const key = wanted ?? dashboards.data?.[0]?.key;
  const page = useQuery({ ...dashboardQuery(key ?? ''), enabled: key !== undefined });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  // A filter means nothing on a page that has none.
  const widgets = inOrder(page.data?.widgets ?? []).filter((widget) => widget.type !== 'filter');
  return (
    <Modal
      open
      title={t('homes.addWidgets')}
      okText={t('homes.copyWidgets', { count: chosen.size })}
      okButtonProps={{ disabled: chosen.size === 0 }}
      cancelText={t('common.cancel')}
      onCancel={onClose}
      onOk={() => onPick(widgets.filter((widget) => chosen.has(widget.id)))}
    >
      <div className="settings-body">
        <p className="second">{t('homes.widgetsCopied')}</p>
        {dashboards.isError && <Failed error={dashboards.error} onRetry={() => void dashboards.refetch()} />}
        {dashboards.data?.length === 0 && <Empty text={t('build.noDashboards')} />}
        {key !== undefined && (
          <SettingRow label={t('homes.dashboard')}>
            {(id) => (
              <Select
                id={id}
                className="fill"
                value={key}
                showSearch={{ optionFilterProp: 'label' }}
                options={dashboards.data?.map((item) => ({ value: item.key, label: text(item.title, item.key) }))}
                onChange={(next: string) => {
                  setWanted(next);
                  setChosen(new Set());
                }}
              />
            )}
          </SettingRow>
        )}
        {page.isError && <Failed error={page.error} onRetry={() => void page.refetch()} />}
        {(page.isLoading || dashboards.isLoading) && <Loading rows={4} />}
        <ul className="home-widget-list">
          {widgets.map((widget) => (
            <li key={widget.id}>
              <Checkbox
                checked={chosen.has(widget.id)}
                onChange={(event) =>
                  setChosen((before) => {
                    const next = new Set(before);
                    if (event.target.checked) next.add(widget.id);
                    else next.delete(widget.id);
                    return next;
                  })
                }
              >
                {text(widget.title, widget.id)} <span className="second">{t(`dashboards.kind.${widget.type}`)}</span>
              </Checkbox>
            </li>
          ))}
        </ul>
      </div>
    </Modal>
  );
}
