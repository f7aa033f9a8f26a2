import { useTranslation } from 'react-i18next';
import { Faults } from '../settings/faults';
import { AppearanceSection } from './appearance-section';
import { EntrySection } from './entry-section';
import { FormSection } from './form-section';
import { IdentitySettings } from './identity-settings';
import { LinksSection } from './links-section';
import { ListSection } from './list-section';
import { SimilarSection } from './similar-section';

/** The form itself: how it is called, where it appears, what its list shows, what it has to do with others. */
export function FormSettings() {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('designer.formSettings')}</h2>
      <Faults path="/x-form" />
      <div className="settings-body">
        <IdentitySettings />
        <FormSection of="appearance">
          <AppearanceSection />
        </FormSection>
        <FormSection of="list">
          <ListSection />
        </FormSection>
        <FormSection of="entry">
          <EntrySection />
        </FormSection>
        <FormSection of="links">
          <LinksSection />
        </FormSection>
        <FormSection of="similar">
          <SimilarSection />
        </FormSection>
      </div>
    </>
  );
}
