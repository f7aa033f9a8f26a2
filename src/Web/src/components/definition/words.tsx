/** What differs between two documents of a kind, as sentences in the language of the reader; `before` null: there was none. */
export type Words<D> = (before: D | null, after: D) => string[];

export function ChangeWords({ sentences, empty }: { sentences: readonly string[]; empty: string }) {
  if (sentences.length === 0) return <p className="second">{empty}</p>;
  return (
    <ul className="change-list">
      {sentences.map((sentence, index) => (
        <li key={index}>{sentence}</li>
      ))}
    </ul>
  );
}
