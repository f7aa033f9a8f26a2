import type { ComponentType } from 'react';
import { AppearanceSection } from './appearance-section';
import { EntrySection } from './entry-section';
import type { SectionKey } from './form-section';
import { LinksSection } from './links-section';
import { ListSection } from './list-section';
import { SimilarSection } from './similar-section';

/** The settings of a form by what they are about, in the order in which they stand. */
export const sections: readonly { of: SectionKey; Section: ComponentType }[] = [
  { of: 'appearance', Section: AppearanceSection },
  { of: 'list', Section: ListSection },
  { of: 'entry', Section: EntrySection },
  { of: 'links', Section: LinksSection },
  { of: 'similar', Section: SimilarSection },
];
