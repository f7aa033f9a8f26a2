import { Button, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DashboardFilter, Widget } from '@/api/reports';
import type { Text } from '@/api/types';
import { ownFirst } from '@/lib/i18n';
import { useText } from '@/lib/text';

type Props = { widget: Widget; filters: DashboardFilter[]; onDone: (widget: Widget) => void; onCancel: () => void };

/** A text or a filter: what it says, in both languages, or which filter it is. */
export function StillEditor({ widget, filters, onDone, onCancel }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const text = useText();
  const [title, setTitle] = useState<Text>(typeof widget.title === 'string' ? { en: widget.title } : widget.title);
  const [words, setWords] = useState<Text>(widget.options?.text ?? {});
  const [filter, setFilter] = useState(widget.options?.filter ?? filters[0]?.id);
  const isText = widget.type === 'text';
  const ready = isText ? Boolean(words.en || words['zh-CN']) : filter !== undefined;
  return (
    <Modal
      open
      title={t(`dashboards.kind.${widget.type}`)}
      onCancel={onCancel}
      footer={[
        <Button key="cancel" onClick={onCancel}>
          {t('common.cancel')}
        </Button>,
        <Button
          key="done"
          type="primary"
          disabled={!ready}
          onClick={() => onDone({ ...widget, title, options: isText ? { text: words } : { filter } })}
        >
          {t('builder.done')}
        </Button>,
      ]}
    >
      <div className="pill-settings wide">
        {isText && <p className="second">{t('builder.textHint')}</p>}
        {isText ? (
          ownFirst().map(({ key, name }) => (
            <div key={key}>
              <label htmlFor={`${id}t${key}`}>{t('builder.titleIn', { language: name })}</label>
              <Input
                id={`${id}t${key}`}
                lang={key}
                maxLength={200}
                value={title[key] ?? ''}
                onChange={(event) => setTitle({ ...title, [key]: event.target.value || undefined })}
              />
              <label htmlFor={id + key}>{t('builder.textIn', { language: name })}</label>
              <Input.TextArea
                id={id + key}
                lang={key}
                maxLength={1000}
                autoSize={{ minRows: 3, maxRows: 10 }}
                value={words[key] ?? ''}
                onChange={(event) => setWords({ ...words, [key]: event.target.value || undefined })}
              />
            </div>
          ))
        ) : filters.length === 0 ? (
          <p>{t('builder.noPageFilters')}</p>
        ) : (
          <div>
            <label htmlFor={`${id}f`}>{t('builder.whichFilter')}</label>
            <Select
              id={`${id}f`}
              value={filter}
              options={filters.map((item) => ({ value: item.id, label: text(item.title, item.id) }))}
              onChange={setFilter}
            />
          </div>
        )}
      </div>
    </Modal>
  );
}
