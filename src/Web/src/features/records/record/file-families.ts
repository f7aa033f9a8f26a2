import type { FileInfo, Pipeline } from '@/api/types';

/** A file with those it has replaced, newest first. */
export type FileFamily = { newest: FileInfo; earlier: FileInfo[] };
/** The files of one deliverable; slot null: files that no stage asked for. */
export type FileGroup = { slot: string | null; families: FileFamily[] };

/** Files by deliverable, in the order of the stages, other files last. */
export function groupFiles(files: FileInfo[], pipelines: Pipeline[]): FileGroup[] {
  const slots = pipelines.flatMap(({ stages }) =>
    stages.flatMap((stage) => (stage.deliverables ?? []).map((item) => `${stage.key}.${item.key}`)),
  );
  const slotOf = (file: FileInfo) => (file.slot && slots.includes(file.slot) ? file.slot : null);
  return [...slots, null]
    .map((slot) => ({ slot, families: familiesOf(files.filter((file) => slotOf(file) === slot)) }))
    .filter((group) => group.families.length > 0);
}

export function familiesOf(files: FileInfo[]): FileFamily[] {
  const families = new Map<number, FileInfo[]>();
  for (const file of [...files].sort((a, b) => b.id - a.id))
    families.set(file.family, [...(families.get(file.family) ?? []), file]);
  return [...families.values()].flatMap(([newest, ...earlier]) => (newest ? [{ newest, earlier }] : []));
}
