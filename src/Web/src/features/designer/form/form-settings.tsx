import { useTranslation } from 'react-i18next';
import { Faults } from '../settings/faults';
import { FormSection } from './form-section';
import { IdentitySettings } from './identity-settings';
import { sections } from './sections';

/** The form itself: how it is called, where it appears, what its list shows, what it has to do with others. */
export function FormSettings() {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('designer.formSettings')}</h2>
      <Faults path="/x-form" />
      <div className="settings-body">
        <IdentitySettings />
        {sections.map(({ of, Section }) => (
          <FormSection key={of} of={of}>
            <Section />
          </FormSection>
        ))}
      </div>
    </>
  );
}
