import { Tabs } from 'antd';
import { useContext, type ReactNode } from 'react';
import type { LayoutElement } from '@/api/types';
import { keyOfScope } from '@/lib/rules';
import { useText } from '@/lib/text';
import { Control } from './control';
import { DisabledContext, useFormContext, useRuleState } from './form-context';

type Props = { element: LayoutElement; stacked?: boolean };

/** Renders a JSON Forms UI schema; a hidden element is not there at all. */
export function Layout({ element, stacked }: Props) {
  const { store } = useFormContext();
  const state = useRuleState(store, element.rule);
  const above = useContext(DisabledContext);
  if (state === 'hidden') return null;
  const content = <Element element={element} stacked={stacked} />;
  return state === 'disabled' && element.rule && !above ? (
    <DisabledContext value={element.rule}>{content}</DisabledContext>
  ) : (
    content
  );
}

function Element({ element, stacked }: Props): ReactNode {
  const { model } = useFormContext();
  const text = useText();
  const label = text(element.options?.title, typeof element.label === 'string' ? element.label : '');
  switch (element.type) {
    case 'Control': {
      const field = model.fields.get(keyOfScope(element.scope));
      return field ? <Control field={field} span={element.options?.span} /> : null;
    }
    case 'Label':
      return <p className="layout-label wide">{text(element.options?.title, element.text ?? label)}</p>;
    case 'HorizontalLayout':
      return (
        <div className="layout-grid wide">
          {element.elements?.map((child, index) => (
            <Layout key={index} element={child} stacked />
          ))}
        </div>
      );
    case 'Categorization':
      return <Categories element={element} />;
    case 'Group':
      return (
        <fieldset className="layout-group wide">
          {label && <legend>{label}</legend>}
          <Children element={element} />
        </fieldset>
      );
    default:
      return <Children element={element} stacked={stacked} />;
  }
}

function Children({ element, stacked }: Props) {
  return (
    <div className={stacked ? 'layout-stack' : 'layout-grid wide'}>
      {element.elements?.map((child, index) => (
        <Layout key={index} element={child} />
      ))}
    </div>
  );
}

function Categories({ element }: { element: LayoutElement }) {
  const text = useText();
  const items = (element.elements ?? []).map((category, index) => ({
    key: String(index),
    label: text(category.options?.title, typeof category.label === 'string' ? category.label : String(index + 1)),
    forceRender: true,
    children: <Children element={category} />,
  }));
  return <Tabs className="wide" items={items} />;
}
