import { Button, Dropdown } from 'antd';
import { ClipboardPaste, Copy, CopyPlus, Ellipsis, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { App } from '@/components/feedback';
import { copySelected, duplicate, paste, removeSelected } from '../actions';
import { useDesigner, useStore } from '../designer-store';
import { detailOf } from '../document';
import { elementAt } from '../layout-tree';

/** What the canvas does by key with what is selected, for mouse and finger, with those keys. */
export function SelectionMenu() {
  const { t } = useTranslation();
  const store = useStore();
  const { message } = App.useApp();
  const isForm = useDesigner((it) => it.selection().kind === 'form');
  const canPaste = useDesigner((it) => it.copied() !== undefined);
  const removal = useDesigner((it) => {
    const selection = it.selection();
    const element = selection.kind === 'element' ? elementAt(detailOf(it.doc()), selection.path) : undefined;
    return element ? (element.type === 'Label' ? 'designer.deleteText' : 'designer.deleteSection') : 'designer.deleteField';
  });
  const act: Record<string, () => unknown> = {
    copy: () => copySelected(store) && message.success(t('designer.copied')),
    paste: () => paste(store),
    duplicate: () => duplicate(store),
    remove: () => removeSelected(store),
  };
  const items = [
    { key: 'copy', icon: <Copy size={14} />, label: t('designer.copy'), extra: 'Ctrl+C', disabled: isForm },
    { key: 'paste', icon: <ClipboardPaste size={14} />, label: t('designer.paste'), extra: 'Ctrl+V', disabled: !canPaste },
    { key: 'duplicate', icon: <CopyPlus size={14} />, label: t('designer.duplicate'), extra: 'Ctrl+D', disabled: isForm },
    { key: 'remove', icon: <Trash2 size={14} />, label: t(removal), extra: 'Delete', disabled: isForm, danger: true },
  ];
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items, onClick: ({ key }) => void act[key]?.() }}>
      <Button type="text" className="selection-menu" aria-label={t('designer.selectionMenu')} icon={<Ellipsis size={16} />} />
    </Dropdown>
  );
}
