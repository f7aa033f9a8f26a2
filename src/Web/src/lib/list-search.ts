import type { Filter } from '@/api/types';

/** What a list shows, as it stands in its address. `view` is the saved view that it came from, `all` for none; `columns` are keys with commas between, `pipeline` is the one whose board was looked at, the form's first without. */
export type ListSearch = { view?: string; filter?: Filter; sort?: string; search?: string; columns?: string; pipeline?: string };
