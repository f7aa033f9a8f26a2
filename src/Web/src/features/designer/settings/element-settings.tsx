import { Button } from 'antd';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LayoutElement, Text } from '@/api/types';
import { RuleEditor } from '@/components/condition/rule-editor';
import { removeSelected } from '../actions';
import { useDesigner, useStore } from '../designer-store';
import { detailOf, updateElement } from '../document';
import { dropUndefined } from '@/lib/changed';
import { elementAt, pathKey, type Path } from '../layout-tree';
import { useFields } from '../use-fields';
import { TextPair } from '@/components/settings/text-pair';

const kinds: Partial<Record<LayoutElement['type'], string>> = {
  Group: 'section',
  HorizontalLayout: 'columns',
  VerticalLayout: 'column',
  Categorization: 'tabs',
  Category: 'tab',
  Label: 'label',
};

/** A section, columns, tabs or a line of text: its title, when it is shown, and how to take it away. */
export function ElementSettings({ path }: { path: Path }) {
  const { t } = useTranslation();
  const store = useStore();
  const fields = useFields();
  const element = useDesigner((state) => elementAt(detailOf(state.doc()), path));
  if (!element) return null;
  const change = (next: (element: LayoutElement) => LayoutElement, tag?: string) =>
    store.edit((doc) => updateElement(doc, path, next), tag);
  const isText = element.type === 'Label';
  const hasTitle = ['Group', 'Category', 'Label'].includes(element.type);
  const title: Text = element.options?.title ?? {};
  const plain = typeof element.label === 'string' ? element.label : element.text;
  const retitle = (next: Text) => {
    const main = next.en || next['zh-CN'] || '';
    change(
      (it) => ({ ...it, ...(isText ? { text: main } : { label: main }), options: { ...it.options, title: next } }),
      `title:${pathKey(path)}`,
    );
  };
  return (
    <>
      <h2>{t(`layoutKind.${kinds[element.type] ?? 'section'}`)}</h2>
      <div className="settings-body">
        {hasTitle && (
          <TextPair
            isName
            long={isText}
            label={t(isText ? 'setting.text' : 'setting.title')}
            value={Object.keys(title).length > 0 ? title : { en: plain }}
            onChange={retitle}
          />
        )}
        {element.type !== 'VerticalLayout' && element.type !== 'Category' && (
          <section>
            <h3>{t('rule.shown')}</h3>
            <RuleEditor
              key={pathKey(path)}
              fields={fields}
              rule={element.rule}
              onChange={(rule) => change((it) => dropUndefined({ ...it, rule }), `rule:${pathKey(path)}`)}
            />
          </section>
        )}
        <div className="setting-actions">
          <Button danger icon={<Trash2 size={14} />} onClick={() => removeSelected(store)}>
            {t(isText ? 'designer.deleteText' : 'designer.deleteSection')}
          </Button>
        </div>
        {!isText && <p className="second">{t('designer.deleteSectionHelp')}</p>}
      </div>
    </>
  );
}
