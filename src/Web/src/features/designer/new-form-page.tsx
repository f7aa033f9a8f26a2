import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftsQuery, useDrafts, writeDraft } from '@/api/definitions';
import { useForms } from '@/api/forms';
import { useSession } from '@/api/session';
import type { Text } from '@/api/types';
import { PageHeader } from '@/components/page-header';
import { Empty } from '@/components/states';
import { useReport } from '@/components/use-report';
import { freeKey, keyFault, keyFromLabel } from '@/lib/keys';
import { newForm, setForm } from './document';
import { pluralOf } from './plural';
import { IconSelect } from './settings/icon-select';
import { SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import '@/components/definition/definition.css';
import '@/components/settings/settings.css';
import './designer.css';

/** A new form begins as a draft with a name; everything else is done in the designer. */
export function NewFormPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <div className="page new-form">
      <PageHeader title={t('build.newForm')} />
      {can['design'] ? <NewForm /> : <Empty text={t('state.notAllowed')} />}
    </div>
  );
}

function NewForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const report = useReport();
  const forms = useForms();
  const drafts = useDrafts('forms');
  const [title, setTitle] = useState<Text>({});
  const [typedPlural, setPlural] = useState<Text | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [suggested, setSuggested] = useState('');
  const [icon, setIcon] = useState<string>();
  const [color, setColor] = useState('#0B6B61');
  const [isCreating, setCreating] = useState(false);
  const plural = typedPlural ?? pluralOf(title);
  const label = title.en || title['zh-CN'] || '';
  const taken = new Set([...forms.map((form) => form.key), ...drafts.map((draft) => draft.key), 'new']);
  const key = typed ?? (suggested && freeKey(suggested, taken, 'form'));
  const fault = typed === null ? null : keyFault(typed, taken);

  useEffect(() => {
    let isCurrent = true;
    void keyFromLabel(label).then((wanted) => isCurrent && setSuggested(wanted));
    return () => {
      isCurrent = false;
    };
  }, [label]);

  const create = async () => {
    setCreating(true);
    const hasPlural = Object.keys(plural).length > 0;
    const doc = setForm(newForm(key, title), { icon: icon ?? 'list', color, ...(hasPlural && { plural }) });
    try {
      await writeDraft('forms', key, { document: doc, baseVersion: null }, null);
      await client.invalidateQueries({ queryKey: draftsQuery.queryKey });
      await navigate({ to: '/build/forms/$form', params: { form: key } });
    } catch (error) {
      report(error);
      setCreating(false);
    }
  };
  return (
    <form
      className="settings-body"
      onSubmit={(event) => {
        event.preventDefault();
        if (label && key && !fault) void create();
      }}
    >
      <TextPair isName label={t('setting.formTitle')} value={title} onChange={setTitle} />
      <TextPair label={t('setting.plural')} value={plural} onChange={setPlural} />
      <SettingRow label={t('setting.key')} help={fault ? undefined : t('setting.keyHelp')}>
        {(id) => (
          <Input id={id} value={key} status={fault ? 'error' : undefined} onChange={(event) => setTyped(event.target.value)} />
        )}
      </SettingRow>
      {fault && (
        <div className="control-error" role="alert">
          {t(`keyFault.${fault}`, { key: typed ?? '' })}
        </div>
      )}
      <SettingRow label={t('setting.icon')}>{(id) => <IconSelect id={id} value={icon} onChange={setIcon} />}</SettingRow>
      <SettingRow label={t('setting.color')}>
        {(id) => (
          <input id={id} type="color" className="color-input" value={color} onChange={(event) => setColor(event.target.value)} />
        )}
      </SettingRow>
      <div className="setting-actions">
        <Button type="primary" htmlType="submit" loading={isCreating} disabled={!label || !key || fault !== null}>
          {t('build.create')}
        </Button>
        <Link to="/build">
          <Button tabIndex={-1}>{t('common.cancel')}</Button>
        </Link>
      </div>
    </form>
  );
}
