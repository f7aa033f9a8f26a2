import type { Filter } from '@/api/types';

/** What a list shows, as it stands in its address. `view` is the saved view that it came from, `all` for none; `columns` are keys with commas between. */
export type ListSearch = { view?: string; filter?: Filter; sort?: string; search?: string; columns?: string };
