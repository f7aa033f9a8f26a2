import { Button } from 'antd';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDeleteTemplate, useRemoveTemplate, type Template } from '@/api/templates';
import { App } from '@/components/feedback';
import { useReport } from '@/components/use-report';
import { useText } from '@/lib/text';

/** A template with what can be done with it. */
export function TemplateLine({ template, onOpen }: { template: Template; onOpen: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { modal, message } = App.useApp();
  const report = useReport();
  const remove = useRemoveTemplate();
  const discard = useDeleteTemplate();
  const title = text(template.title, template.key);
  const ask = (act: typeof remove | typeof discard, words: { title: string; content: string; ok: string; done: string }) =>
    modal.confirm({
      title: words.title,
      content: words.content,
      okText: words.ok,
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () =>
        act.mutateAsync(template.key).then(
          () => void message.success(words.done),
          (error: Error) => report(error),
        ),
    });
  const isNewer = template.installed && template.installedVersion !== null && template.installedVersion !== template.version;
  return (
    <li>
      <div className="grow">
        <h2>
          {title} {template.version && <span className="template-version">{template.version}</span>}
          {template.installed && (
            <span className="template-state">
              {isNewer ? t('templates.installedVersion', { version: template.installedVersion }) : t('templates.installed')}
            </span>
          )}
          {template.uploaded && <span className="template-version">{t('templates.uploaded')}</span>}
        </h2>
        <p className="second">{text(template.description, '')}</p>
      </div>
      {template.uploaded && (
        <Button
          icon={<Trash2 size={16} />}
          aria-label={t('templates.discardTitle', { title })}
          title={t('templates.discard')}
          onClick={() =>
            ask(discard, {
              title: t('templates.discardTitle', { title }),
              content: t('templates.discardHint'),
              ok: t('templates.discard'),
              done: t('templates.discarded', { title }),
            })
          }
        />
      )}
      {template.installed && (
        <Button
          aria-label={t('templates.removeTitle', { title })}
          onClick={() =>
            ask(remove, {
              title: t('templates.removeTitle', { title }),
              content: t('templates.removeHint'),
              ok: t('templates.remove'),
              done: t('templates.removed', { title }),
            })
          }
        >
          {t('templates.remove')}
        </Button>
      )}
      <Button onClick={onOpen} aria-label={t(template.installed ? 'templates.checkTitle' : 'templates.previewTitle', { title })}>
        {template.installed ? t('templates.check') : t('templates.preview')}
      </Button>
    </li>
  );
}
