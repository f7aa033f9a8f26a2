/** The drawing of a widget with its title as a PNG; false when there is none to save. */
export function savePicture(widget: string, title: string): boolean {
  const card = document.querySelector<HTMLElement>(`[data-widget="${CSS.escape(widget)}"]`);
  const canvas = card?.querySelector('canvas');
  if (!card || !canvas) return false;
  const scale = canvas.width / Math.max(1, canvas.clientWidth);
  const [margin, head] = [16 * scale, 44 * scale];
  const picture = document.createElement('canvas');
  picture.width = canvas.width + 2 * margin;
  picture.height = canvas.height + head + margin;
  const draw = picture.getContext('2d');
  if (!draw) return false;
  const style = getComputedStyle(card);
  draw.fillStyle = style.backgroundColor;
  draw.fillRect(0, 0, picture.width, picture.height);
  draw.fillStyle = style.color;
  draw.font = `600 ${14 * scale}px ${style.fontFamily}`;
  draw.fillText(title, margin, 28 * scale, picture.width - 2 * margin);
  draw.drawImage(canvas, margin, head);
  picture.toBlob((blob) => {
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    const link = document.createElement('a');
    link.href = url;
    link.download = `${title || widget}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  });
  return true;
}
