import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formQuery, useForms } from '@/api/forms';
import type { RoleDocument, Scope } from '@/api/roles';
import type { Words } from '@/components/definition/words';
import { buildModel } from '@/lib/form-model';
import { currentLanguage, formPlural } from '@/lib/text';
import { roleChanges, type RoleChange } from './role-changes';
import { choiceOf, others } from './role-model';

/** Differences between two versions of a role as sentences. The labels of all forms' fields are read once somebody wants to read them. */
export function useRoleWords(isWanted = true): Words<RoleDocument> {
  const { t } = useTranslation();
  const language = currentLanguage();
  const forms = useForms();
  const documents = useQueries({ queries: forms.map((form) => ({ ...formQuery(form.key), enabled: isWanted })) });
  const nameOf = (key: string) => {
    const form = forms.find((item) => item.key === key);
    return key === others ? t('roles.otherForms') : form ? formPlural(form, language) : key;
  };
  const labelOf = (form: string, field: string) => {
    const document = documents[forms.findIndex((item) => item.key === form)]?.data;
    return (document && buildModel(document, undefined, language).fields.get(field)?.label) ?? field;
  };
  const scopeWords = (scope: Scope | undefined) => {
    const choice = choiceOf(scope);
    const names = choice === 'other' ? [scope].flat().map(String) : [choice];
    return names.map((name) => t(`roles.scope.${name}`)).join(t('filter.orValue'));
  };
  const say = (change: RoleChange): string => {
    const key = `roleChange.${change.kind}`;
    switch (change.kind) {
      case 'can':
      case 'cannot':
        return t(key, { ability: t(`roles.can.${change.ability}`) });
      case 'scope': {
        const scope = scopeWords(change.grant[change.action]);
        return t(key, { form: nameOf(change.form), action: t(`roles.action.${change.action}`), scope });
      }
      case 'on':
      case 'off':
      case 'condition':
        return t(key, { form: nameOf(change.form), action: t(`roles.action.${change.action}`) });
      case 'limit': {
        const limit = t(`roles.limit.${change.limit}`);
        return t(key, { form: nameOf(change.form), field: labelOf(change.form, change.field), limit });
      }
      case 'free':
        return t(key, { form: nameOf(change.form), field: labelOf(change.form, change.field) });
      case 'named':
      case 'unnamed':
        return t(key, { form: nameOf(change.form) });
      default:
        return t(key);
    }
  };
  return (before, after) => roleChanges(before, after).map(say);
}
