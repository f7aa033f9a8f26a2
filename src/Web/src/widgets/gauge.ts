const radius = 52;
const centre = { x: 60, y: 60 };

/** The path of a half circle from the left, as far as the share of it says (0–1). */
export function arc(share: number): string {
  const angle = Math.PI * (1 - Math.max(0, Math.min(1, share)));
  const round = (value: number) => Math.round(value * 100) / 100;
  const [x, y] = [round(centre.x + radius * Math.cos(angle)), round(centre.y - radius * Math.sin(angle))];
  return `M${centre.x - radius} ${centre.y} A${radius} ${radius} 0 0 1 ${x} ${y}`;
}
