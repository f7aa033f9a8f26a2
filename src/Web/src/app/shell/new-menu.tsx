import { useNavigate } from '@tanstack/react-router';
import { Dropdown } from 'antd';
import { useState, type ReactElement } from 'react';
import { useForms } from '@/api/forms';
import { FormIcon } from '@/components/form-icon';
import { currentLanguage, formTitle } from '@/lib/text';

/** Forms in which this person may create, as a menu; open from the start. */
export default function NewMenu({ placement, children }: { placement?: 'top'; children: ReactElement }) {
  const navigate = useNavigate();
  const [open, setOpen] = useState(true);
  const forms = useForms().filter((form) => form.can.create && !form.system);
  const menu = {
    items: forms.map((form) => ({
      key: form.key,
      icon: (
        <span className="menu-icon">
          <FormIcon name={form.icon} color={form.color} size={16} />
        </span>
      ),
      label: formTitle(form, currentLanguage()),
    })),
    onClick: ({ key }: { key: string }) => void navigate({ to: '.', search: (before) => ({ ...before, new: key }) }),
  };
  return (
    <Dropdown menu={menu} trigger={['click']} autoFocus placement={placement} open={open} onOpenChange={setOpen}>
      {children}
    </Dropdown>
  );
}
