import { lazy, Suspense, useId, type ReactNode } from 'react';
import type { HomeSection } from '@/api/home';
import { useText } from '@/lib/text';
import { useFormat } from '@/lib/use-format';
import { Attention } from './attention';
import { Changes } from './changes';
import { Checklist } from './checklist';
import { HomeWidgets } from './home-widgets';
import './home.css';
import { Todo } from './todo';

const Mentions = lazy(() => import('./mentions'));

/** The sections of a home page, top to bottom. */
export const HomeSections = ({ sections }: { sections: HomeSection[] }) =>
  sections.map((section, index) => <Section key={index} section={section} />);

function Section({ section }: { section: HomeSection }) {
  switch (section.kind) {
    case 'todo':
      return <Part section={section}>{<Todo items={section.items} total={section.total} />}</Part>;
    case 'attention':
      return (
        <Part section={section} count={section.total}>
          <Attention section={section} />
        </Part>
      );
    case 'changes':
      return (
        <Part section={section}>
          <Changes section={section} />
        </Part>
      );
    case 'widgets':
      return (
        <Part section={section}>
          <HomeWidgets widgets={section.widgets} data={section.data} />
        </Part>
      );
    case 'mentions':
      return (
        <Suspense fallback={null}>
          <Mentions title={section.title} />
        </Suspense>
      );
    case 'checklist':
      return section.steps.every((step) => step.done) ? null : (
        <Part section={section}>
          <Checklist steps={section.steps} />
        </Part>
      );
  }
}

function Part({ section, count, children }: { section: HomeSection; count?: number; children: ReactNode }) {
  const text = useText();
  const format = useFormat();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <header className="home-head">
        <h2 id={id}>{text(section.title, '')}</h2>
        {count !== undefined && count > 0 && <span className="second figure">{format.number(count)}</span>}
      </header>
      {children}
    </section>
  );
}
