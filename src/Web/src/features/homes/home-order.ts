import type { HomeDocument, PublishedHome } from '@/api/homes';

/** The lowest place in the order that comes before every page for everyone, so that a new page is seen by its roles. */
export function freeOrder(homes: PublishedHome[]): number {
  const open = homes.filter((home) => !home.roles?.length).map((home) => home.order ?? 100);
  const below = Math.min(100, ...open);
  const used = homes.map((home) => home.order ?? 100).filter((order) => order < below);
  const next = Math.max(0, ...used) + 10;
  return next < below ? next : Math.max(0, below - 1);
}

/** The page that everybody sees in the place of this one, as things stand; null when it is somebody's. */
export function overtakenBy(document: HomeDocument, homes: PublishedHome[]): PublishedHome | null {
  const order = document.order ?? 100;
  const earlier = homes.filter(
    (home) =>
      home.key !== document.key && ((home.order ?? 100) < order || ((home.order ?? 100) === order && home.key < document.key)),
  );
  const covers = (home: PublishedHome) =>
    !home.roles?.length || (document.roles?.length && document.roles.every((role) => home.roles?.includes(role)));
  return earlier.find(covers) ?? null;
}

/** The pages that nobody would see any more because of this one. */
export const hiddenBy = (document: HomeDocument, homes: PublishedHome[]): PublishedHome[] => {
  const others = homes.filter((home) => home.key !== document.key);
  return others.filter((home) => overtakenBy(home, others) === null && overtakenBy(home, [{ ...document, version: 0 }]) !== null);
};
