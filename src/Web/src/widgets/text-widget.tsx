import { useText } from '@/lib/text';
import { blocksOf, type Inline } from './rich-text';
import type { StillProps } from './types';

/** Words between the figures. */
export function TextWidget({ widget }: StillProps) {
  const text = useText();
  return (
    <div className="text-widget">
      {blocksOf(text(widget.options?.text)).map((block, index) => {
        const parts = block.parts.map((part, at) => <Part key={at} part={part} />);
        if (block.kind === 'heading') return <h3 key={index}>{parts}</h3>;
        if (block.kind === 'item')
          return (
            <p key={index} className="text-item">
              {parts}
            </p>
          );
        return <p key={index}>{parts}</p>;
      })}
    </div>
  );
}

function Part({ part }: { part: Inline }) {
  if (part.kind !== 'link') return part.kind === 'strong' ? <strong>{part.text}</strong> : part.text;
  const outside = !part.href.startsWith('/');
  return (
    <a href={part.href} {...(outside ? { target: '_blank', rel: 'noreferrer' } : {})}>
      {part.text}
    </a>
  );
}
