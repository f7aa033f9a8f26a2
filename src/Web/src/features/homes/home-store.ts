import type { HomeDocument } from '@/api/homes';
import { DocumentStore } from '@/components/definition/document-store';
import { closeHome, openHome, type HomeDraft } from './home-document';

/** A home page being designed; the ids of its sections are the editor's own and never leave it. */
export class HomeStore extends DocumentStore<HomeDraft, HomeDocument> {
  override document() {
    return closeHome(this.doc());
  }
  protected override opened(document: HomeDocument) {
    return openHome(document);
  }
}
