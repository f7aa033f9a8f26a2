import { useTranslation } from 'react-i18next';
import { FieldSetting } from '@/components/settings/field-setting';
import { FieldsSetting } from './fields-setting';
import { useFormFields } from './form-fields';
import { usePart } from './use-part';

/** What the records take from those they point to: who sees them, and on whose timeline they stand. */
export function LinksSection() {
  const { t } = useTranslation();
  const { links, days, all } = useFormFields();
  const [follows, setFollows] = usePart('access.follows');
  const [by, setBy] = usePart('timeline.by');
  const [at, setAt] = usePart('timeline.at');
  const [summary, setSummary] = usePart('timeline.summary');
  if (links.length === 0 && !follows && !by) return <p className="control-help">{t('setting.linksNone')}</p>;
  return (
    <>
      <FieldSetting
        label={t('setting.follows')}
        help={t('setting.followsHelp')}
        placeholder={t('setting.followsNone')}
        fields={links}
        value={follows}
        onChange={setFollows}
      />
      <FieldSetting
        label={t('setting.timelineBy')}
        help={t('setting.timelineByHelp')}
        placeholder={t('setting.timelineNone')}
        fields={links}
        value={by}
        onChange={setBy}
      />
      {by && (
        <div className="setting-inner">
          <FieldSetting
            label={t('setting.timelineAt')}
            placeholder={t('setting.timelineCreated')}
            fields={days}
            value={at}
            onChange={setAt}
          />
          <FieldsSetting
            label={t('setting.timelineSummary')}
            help={t('setting.timelineSummaryHelp')}
            fields={all}
            value={summary}
            onChange={setSummary}
          />
        </div>
      )}
    </>
  );
}
