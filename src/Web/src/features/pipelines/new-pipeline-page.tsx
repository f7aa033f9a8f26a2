import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { publish, readDefinition, useDrafts } from '@/api/definitions';
import { formsQuery, useForms, usePipelines } from '@/api/forms';
import { useSession } from '@/api/session';
import type { FieldSchema, FormDocument, Text } from '@/api/types';
import { PageHeader } from '@/components/page-header';
import { SettingRow } from '@/components/settings/setting-inputs';
import { TextPair } from '@/components/settings/text-pair';
import { Empty } from '@/components/states';
import { useReport } from '@/components/use-report';
import { freeKey, keyFault, keyFromLabel } from '@/lib/keys';
import { currentLanguage, formTitle } from '@/lib/text';
import { newPipeline, stageKeysBeside } from './pipeline-document';
import '@/components/definition/definition.css';
import '@/components/settings/settings.css';
import './pipelines.css';

const stageTitle: Text = { en: 'Stage', 'zh-CN': '阶段' };

/** The field that holds the stage; a second one of a form is called as its pipeline, to tell them apart. */
function stageField(form: FormDocument, pipeline: string, title: Text): FieldSchema {
  const isFirst = Object.values(form.properties).every((other) => other['x-field'].type !== 'stage');
  const named = isFirst ? stageTitle : title;
  return { type: 'string', title: named.en || named['zh-CN'], 'x-field': { type: 'stage', pipeline, title: named } };
}

/** What the board sums until somebody chooses otherwise: the first sum of money that is typed. */
const amountOf = (form: FormDocument) =>
  Object.entries(form.properties).find(([, { 'x-field': x }]) => x.type === 'money' && x.formula === undefined)?.[0];

/** A pipeline begins with a form, a name and stages to go on from; its form gets a field for the stage. */
export function NewPipelinePage() {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <div className="page new-pipeline">
      <PageHeader title={t('pipelineDesign.new')} />
      {can['design'] ? <NewPipeline /> : <Empty text={t('state.notAllowed')} />}
    </div>
  );
}

function NewPipeline() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const report = useReport();
  const forms = useForms().filter((form) => !form.system);
  const pipelines = usePipelines();
  const drafts = useDrafts('pipelines');
  const [form, setForm] = useState<string>();
  const [title, setTitle] = useState<Text>({});
  const [typed, setTyped] = useState<string | null>(null);
  const [suggested, setSuggested] = useState('');
  const [isCreating, setCreating] = useState(false);
  const label = title.en || title['zh-CN'] || '';
  const taken = new Set([...pipelines.map((item) => item.key), ...drafts.map((draft) => draft.key), 'new']);
  const key = typed ?? (suggested && freeKey(suggested, taken, 'pipeline'));
  const fault = typed === null ? null : keyFault(typed, taken);
  useEffect(() => {
    let isCurrent = true;
    void keyFromLabel(label).then((wanted) => isCurrent && setSuggested(wanted));
    return () => {
      isCurrent = false;
    };
  }, [label]);

  const create = async (of: string) => {
    setCreating(true);
    try {
      const published = await readDefinition<FormDocument>('forms', of);
      if (!published) return;
      const { document, version } = published;
      const field = freeKey('stage', new Set(Object.keys(document.properties)), 'stage');
      await publish(
        'forms',
        of,
        { ...document, properties: { ...document.properties, [field]: stageField(document, key, title) } },
        version,
        t('pipelineDesign.fieldNote', { pipeline: label }),
      );
      await publish(
        'pipelines',
        key,
        { ...newPipeline(key, of, field, title, stageKeysBeside(pipelines, of, key)), amountField: amountOf(document) },
        null,
      );
      await Promise.all([
        client.invalidateQueries({ queryKey: formsQuery.queryKey }),
        client.invalidateQueries({ queryKey: ['pipelines'] }),
        client.invalidateQueries({ queryKey: ['form', of] }),
      ]);
      await navigate({ to: '/build/pipelines/$key', params: { key } });
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
        if (form && label && key && !fault) void create(form);
      }}
    >
      <SettingRow label={t('pipelineDesign.form')} help={t('pipelineDesign.formHelp')}>
        {(id) => (
          <Select
            id={id}
            className="fill"
            value={form}
            showSearch={{ optionFilterProp: 'label' }}
            options={forms.map((item) => ({ value: item.key, label: formTitle(item, currentLanguage()) }))}
            onChange={setForm}
          />
        )}
      </SettingRow>
      <TextPair isName label={t('pipelineDesign.name')} value={title} onChange={setTitle} />
      <SettingRow label={t('setting.key')} help={fault ? t(`keyFault.${fault}`, { key: typed ?? '' }) : t('setting.keyHelp')}>
        {(id) => (
          <Input id={id} value={key} status={fault ? 'error' : undefined} onChange={(event) => setTyped(event.target.value)} />
        )}
      </SettingRow>
      <div className="setting-actions">
        <Button type="primary" htmlType="submit" loading={isCreating} disabled={!form || !label || !key || fault !== null}>
          {t('build.create')}
        </Button>
        <Link to="/build">
          <Button tabIndex={-1}>{t('common.cancel')}</Button>
        </Link>
      </div>
    </form>
  );
}
