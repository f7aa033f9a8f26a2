import type { AppContents } from '@/api/templates';
import { keyFault } from '@/lib/keys';

/** What an export is asked for, as it stands on the screen. */
export type ExportDraft = {
  what: 'template' | 'all' | 'chosen';
  template: string | null;
  /** `kind:key` of each. */
  chosen: string[];
  key: string;
  english: string;
  chinese: string;
  version: string;
  data: 'none' | 'records' | 'sample';
};

/** Begins with what an installed template says of itself. */
export function startOf(contents: AppContents, key: string | null): ExportDraft {
  const template = contents.templates.find((item) => item.key === key);
  return {
    what: template ? 'template' : 'all',
    template: template?.key ?? null,
    chosen: [],
    // A key of the program would be refused elsewhere, since the program brings it there too.
    key: template ? (template.shipped ? `our_${template.key}` : template.key) : '',
    english: template?.title.en ?? '',
    chinese: template?.title['zh-CN'] ?? '',
    version: template?.version ?? '1.0.0',
    data: 'none',
  };
}

/** The request, or null while something is missing. What is as the template has it is left to the template. */
export function exportQuery(draft: ExportDraft, contents: AppContents): Record<string, string | undefined> | null {
  const template = contents.templates.find((item) => item.key === draft.template);
  const isNamed = draft.english.trim() !== '' || draft.chinese.trim() !== '';
  if (keyFault(draft.key) || !isNamed || (draft.what === 'chosen' && draft.chosen.length === 0)) return null;
  const isTitleKept = template?.title.en === draft.english && template.title['zh-CN'] === draft.chinese;
  const title = {
    ...(draft.english.trim() && { en: draft.english.trim() }),
    ...(draft.chinese.trim() && { 'zh-CN': draft.chinese.trim() }),
  };
  return {
    template: template?.key,
    key: draft.key,
    title: isTitleKept ? undefined : JSON.stringify(title),
    version: template && template.version === draft.version ? undefined : draft.version.trim() || undefined,
    documents: draft.what === 'chosen' ? draft.chosen.join(',') : undefined,
    data: draft.data,
  };
}
