/** One field of an order, as in `-amount,name`. */
export type SortTerm = { member: string; isDescending: boolean };

export const maxSortTerms = 5;

export const sortTerms = (sort: string | undefined): SortTerm[] =>
  (sort ?? '')
    .split(',')
    .map((term) => term.trim())
    .filter((term) => term !== '')
    .map((term) =>
      term.startsWith('-') ? { member: term.slice(1), isDescending: true } : { member: term, isDescending: false },
    );

export const sortText = (terms: readonly SortTerm[]): string =>
  terms.map((term) => (term.isDescending ? '-' : '') + term.member).join(',');
