import { useDesigner } from '../designer-store';

/** What the server refused about this part of the form. */
export function Faults({ path }: { path: string }) {
  const faults = useDesigner((store) => store.faults());
  const own = faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}/`));
  if (own.length === 0) return null;
  return (
    <ul className="settings-faults" role="alert">
      {own.map((fault, index) => (
        <li key={index}>{fault.message}</li>
      ))}
    </ul>
  );
}
