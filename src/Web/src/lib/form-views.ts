import type { FormInfo, FormView } from '@/api/types';

const addresses = { list: '/f/$form', board: '/f/$form/board' } as const;

export const viewAddress = (view: FormView) => addresses[view];

/** Where a form opens. */
export const formAddress = (form: Pick<FormInfo, 'views'>) => viewAddress(form.views[0] ?? 'list');

/** The same views, or none named when they are what a form has anyway. */
export const viewsNamed = (views: FormView[]): FormView[] | undefined =>
  views.length === 2 && views[0] === 'list' ? undefined : views;
