import type { ComponentType } from 'react';
import { late } from '@/components/late';
import type { InputProps } from './types';

/** An input that is fetched when a form first needs it: lists and boards show values without paying for pickers. */
export const lazyInput = (load: () => Promise<ComponentType<InputProps>>) => late(load, <span className="input-pending" />);
