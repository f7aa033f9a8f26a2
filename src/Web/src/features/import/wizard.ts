import type { ImportPreview } from '@/api/imports';
import type { Job } from '@/api/jobs';
import { carryOver, type Choices } from './choices';

export type Step = 'file' | 'columns' | 'values' | 'check' | 'result';
export const steps: Step[] = ['file', 'columns', 'values', 'check', 'result'];

/** Everything that a person decided. It outlives going back and forth; only another file starts anew. */
export type Wizard = {
  step: Step;
  file: File | null;
  fileNumber: number;
  encoding?: string;
  delimiter?: string;
  /** The reading that the choices were made for. */
  preview: ImportPreview | null;
  choices: Choices | null;
  /** The dry run, with the choices it was made of: others need another one. */
  check: { job: Job['id']; choices: Choices } | null;
  job: Job['id'] | null;
};

export type Action =
  | { type: 'file'; file: File }
  | { type: 'reading'; encoding?: string; delimiter?: string }
  | { type: 'read'; preview: ImportPreview; choices: Choices }
  | { type: 'choose'; choices: Choices }
  | { type: 'go'; step: Step }
  | { type: 'checking'; job: Job['id'] }
  | { type: 'importing'; job: Job['id'] }
  | { type: 'again' };

export const start: Wizard = { step: 'file', file: null, fileNumber: 0, preview: null, choices: null, check: null, job: null };

export function reduce(wizard: Wizard, action: Action): Wizard {
  switch (action.type) {
    case 'file':
      return { ...start, file: action.file, fileNumber: wizard.fileNumber + 1 };
    case 'reading':
      return { ...wizard, encoding: action.encoding ?? wizard.encoding, delimiter: action.delimiter ?? wizard.delimiter };
    case 'read':
      return {
        ...wizard,
        preview: action.preview,
        choices: wizard.choices ? carryOver(wizard.choices, action.choices) : action.choices,
      };
    case 'choose':
      return { ...wizard, choices: action.choices };
    case 'go':
      return mayGo(wizard, action.step) ? { ...wizard, step: action.step } : wizard;
    case 'checking':
      return wizard.choices ? { ...wizard, check: { job: action.job, choices: wizard.choices } } : wizard;
    case 'importing':
      return { ...wizard, job: action.job, step: 'result' };
    case 'again':
      return { ...start, fileNumber: wizard.fileNumber };
  }
}

/** Back to any step while nothing was imported; forward only with a file that was read. */
export function mayGo(wizard: Wizard, step: Step): boolean {
  if (wizard.job !== null) return step === 'result';
  if (step === 'file') return true;
  return wizard.preview !== null && wizard.choices !== null && step !== 'result';
}
/** Whether the dry run still tells what would be imported. */
export const isChecked = (wizard: Wizard) => wizard.check !== null && wizard.check.choices === wizard.choices;
