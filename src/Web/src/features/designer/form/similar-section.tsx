import { useTranslation } from 'react-i18next';
import { useMembersOf } from '@/components/filter/use-members';
import { MembersFilterSetting } from '@/components/filter/filter-setting';
import { NumberSetting } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { useDoc } from '../designer-store';
import { useDraftModel } from '../use-fields';
import { FieldsSetting } from './fields-setting';
import { useFormFields } from './form-fields';
import { comparableMembers, mostPoints, termsOf } from './similar';
import { SimilarTerms } from './similar-terms';
import { SortSetting } from './sort-setting';
import { usePart } from './use-part';
import { useReverseLists } from './use-reverse-lists';

/** Records like the one at hand, shown beside it: in what they must agree, which are looked through, what is told of each. */
export function SimilarSection() {
  const { t } = useTranslation();
  const { similar } = useDoc()['x-form'];
  const members = comparableMembers(useMembersOf(useDraftModel()));
  return (
    <>
      <p className="control-help">{t('setting.similarHelp')}</p>
      <SimilarTerms members={members} />
      {termsOf(similar).length > 0 && <SimilarDetails members={new Map(members.map((field) => [field.key, field]))} />}
    </>
  );
}

function SimilarDetails({ members }: { members: Parameters<typeof MembersFilterSetting>[0]['members'] }) {
  const { t } = useTranslation();
  const { similar } = useDoc()['x-form'];
  const { all, sortable } = useFormFields();
  const lists = useReverseLists();
  const [title, setTitle] = usePart('similar.title', true);
  const [shownOn, setShownOn] = usePart('similar.for');
  const [among, setAmong] = usePart('similar.among');
  const [least, setLeast] = usePart('similar.least', true);
  const [limit, setLimit] = usePart('similar.limit', true);
  const [sort, setSort] = usePart('similar.sort');
  const [show, setShow] = usePart('similar.show');
  const [related, setRelated] = usePart('similar.with');
  const most = mostPoints(similar);
  return (
    <>
      <NumberSetting
        label={t('setting.similarLeast')}
        help={t('setting.similarLeastHelp', { most })}
        isWhole
        min={1}
        max={1200}
        value={least}
        onChange={setLeast}
      />
      <MembersFilterSetting label={t('setting.similarFor')} members={members} filter={shownOn} onChange={setShownOn} />
      <MembersFilterSetting label={t('setting.similarAmong')} members={members} filter={among} onChange={setAmong} />
      <TextPair label={t('setting.similarTitle')} value={title} onChange={setTitle} />
      <FieldsSetting
        label={t('setting.similarShow')}
        help={t('setting.similarShowHelp')}
        fields={all}
        value={show}
        onChange={setShow}
      />
      {(lists.length > 0 || related) && (
        <FieldsSetting
          label={t('setting.similarWith')}
          help={t('setting.similarWithHelp')}
          fields={lists}
          value={related}
          onChange={setRelated}
        />
      )}
      <SortSetting
        label={t('setting.similarSort')}
        help={t('setting.similarSortHelp')}
        fields={sortable}
        value={sort}
        onChange={setSort}
      />
      <NumberSetting label={t('setting.similarLimit')} isWhole min={1} max={20} value={limit} onChange={setLimit} />
    </>
  );
}
