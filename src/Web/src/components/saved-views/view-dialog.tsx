import { useMutation, useQuery } from '@tanstack/react-query';
import { Checkbox, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/api/session';
import { loadView, saveView, type ViewContent, type ViewDocument, type ViewEntry, type Views } from '@/api/views';
import { TextPair } from '@/components/settings/text-pair';
import { Failed, Loading } from '@/components/states';
import { useReport } from '@/components/use-report';
import { pickText, currentLanguage, useText } from '@/lib/text';
import { audienceOf, opensFirst, shareWith, type Audience } from './sharing';
import { newKey } from './view-state';

type Props = {
  form: string;
  /** The one whose name and sharing change; none: a new one. */
  view: ViewEntry | undefined;
  content: ViewContent;
  roles: Views['roles'];
  onClose: () => void;
  onSaved: (view: ViewDocument) => void;
};

/** Name of a view, for whom it is, and whose list opens with it. */
export function ViewDialog({ form, view, content, roles, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const report = useReport();
  const { user } = useSession();
  const loaded = useQuery({
    queryKey: ['views', '$document', view?.key ?? ''],
    queryFn: () => loadView(view?.key ?? ''),
    enabled: view !== undefined,
    gcTime: 0,
  });
  const [edited, setEdited] = useState<ViewDocument>();
  const [fresh] = useState<ViewDocument>(() => ({ key: newKey(), title: {}, form, access: { owner: user.id }, ...content }));
  const shown = edited ?? (view ? loaded.data?.body : fresh);
  const save = useMutation({
    mutationFn: async (document: ViewDocument) => (await saveView(document, view && loaded.data?.version)).body,
    onSuccess: onSaved,
    onError: report,
  });
  const isNamed = Boolean(pickText(shown?.title, currentLanguage()).trim());
  return (
    <Modal
      open
      title={t(view ? 'views.editTitle' : 'views.newTitle')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !isNamed, loading: save.isPending }}
      onOk={() => shown && save.mutate(shown)}
      onCancel={onClose}
    >
      {shown ? (
        <form
          className="view-dialog"
          onSubmit={(event) => {
            event.preventDefault();
            if (isNamed) save.mutate(shown);
          }}
        >
          <TextPair label={t('views.name')} value={shown.title} onChange={(title) => setEdited({ ...shown, title })} />
          <Sharing view={shown} roles={roles} onChange={setEdited} />
          <button type="submit" hidden />
        </form>
      ) : loaded.isError ? (
        <Failed error={loaded.error} onRetry={() => void loaded.refetch()} />
      ) : (
        <Loading rows={3} />
      )}
    </Modal>
  );
}

type SharingProps = { view: ViewDocument; roles: Views['roles']; onChange: (view: ViewDocument) => void };

function Sharing({ view, roles, onChange }: SharingProps) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const { user } = useSession();
  const audience = audienceOf(view);
  const options = (roles ?? []).map((role) => ({ value: role.key, label: text(role.title, role.key) }));
  const first = opensFirst(view);
  const forRoles = audience === 'everyone' ? options : options.filter((role) => view.access?.roles?.includes(role.value));
  const everyone = { value: '*', label: t(audience === 'everyone' ? 'views.for.everyone' : 'views.firstForAll') };
  return (
    <>
      {roles && (
        <div className="setting" role="group" aria-labelledby={id}>
          <span className="setting-label" id={id}>
            {t('views.for')}
          </span>
          <Radio.Group
            aria-labelledby={id}
            value={audience}
            options={[
              { value: 'me', label: t('views.for.me') },
              { value: 'roles', label: t('views.for.roles'), disabled: roles.length === 0 },
              { value: 'everyone', label: t('views.for.everyone') },
            ]}
            onChange={(event) =>
              onChange(
                shareWith(
                  view,
                  event.target.value as Audience,
                  user.id,
                  roles.slice(0, 1).map((role) => role.key),
                ),
              )
            }
          />
          {audience === 'roles' && (
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={t('views.for.which')}
              value={view.access?.roles ?? []}
              options={options}
              onChange={(chosen: string[]) => chosen.length > 0 && onChange(shareWith(view, 'roles', user.id, chosen))}
            />
          )}
        </div>
      )}
      {audience === 'me' ? (
        <Checkbox
          checked={first.length > 0}
          onChange={(event) => onChange({ ...view, default: event.target.checked ? ['*'] : undefined })}
        >
          {t('views.firstForMe')}
        </Checkbox>
      ) : (
        roles && (
          <div className="setting">
            <span className="setting-label">{t('views.firstFor')}</span>
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              allowClear
              aria-label={t('views.firstFor')}
              placeholder={t('views.firstForNobody')}
              value={first}
              options={[everyone, ...forRoles]}
              onChange={(chosen: string[]) => onChange({ ...view, default: chosen.length > 0 ? chosen : undefined })}
            />
          </div>
        )
      )}
    </>
  );
}
