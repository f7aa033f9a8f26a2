import { createRoot } from 'react-dom/client';
import { startI18n } from '@/lib/i18n';
import { leaveSelectsAlone } from './leave-select';
import { Providers } from './providers';
import './base.css';

leaveSelectsAlone();
await startI18n();
const root = document.getElementById('root');
if (root) createRoot(root).render(<Providers />);
