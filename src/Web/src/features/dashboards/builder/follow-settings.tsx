import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Dashboard } from '@/api/reports';
import type { Field } from '@/lib/form-model';
import { useText } from '@/lib/text';
import { byItself, choiceOf, insteadOf, notAtAll, withChoice, type Follows } from './follow';
import { LookRow } from './look-row';

type Props = {
  dashboard: Pick<Dashboard, 'source' | 'filters'>;
  /** The form that the widget is about. */
  source: string;
  members: ReadonlyMap<string, Field>;
  nameOf: (member: string) => string;
  follows: Follows;
  onChange: (follows: Follows) => void;
};

/** What each filter of the page does to this figure. */
export function FollowSettings({ dashboard, source, members, nameOf, follows, onChange }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const filters = dashboard.filters ?? [];
  const isOfPage = source === dashboard.source;
  if (filters.length === 0) return null;
  return (
    <section className="look" aria-label={t('builder.follows')}>
      <h3>{t('builder.follows')}</h3>
      {filters.map((filter) => (
        <LookRow key={filter.id} label={text(filter.title, filter.id)}>
          {(id) => (
            <Select
              id={id}
              value={choiceOf(follows, filter.id, isOfPage)}
              options={[
                ...(isOfPage ? [{ value: byItself, label: t('builder.followsPage') }] : []),
                ...insteadOf(filter, members, isOfPage).map((member) => ({
                  value: member,
                  label: t('builder.followsBy', { field: nameOf(member) }),
                })),
                { value: notAtAll, label: t('builder.followsNot') },
              ]}
              onChange={(choice: string) => onChange(withChoice(follows, filter.id, choice))}
            />
          )}
        </LookRow>
      ))}
    </section>
  );
}
