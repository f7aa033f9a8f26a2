/** The drawing of a widget with its title as a PNG; false when there is none to save. */
export function savePicture(widget: string, title: string): boolean {
  const card = document.querySelector<HTMLElement>(`[data-widget="${CSS.escape(widget)}"]`);
  const canvas = card?.querySelector('canvas');
  const picture = card && (canvas ? chartOf(card, canvas, title) : figureOf(card));
  if (!picture) return false;
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

/** A chart has its own canvas; the title stands above it. */
function chartOf(card: HTMLElement, canvas: HTMLCanvasElement, title: string): HTMLCanvasElement | null {
  const scale = canvas.width / Math.max(1, canvas.clientWidth);
  const [margin, head] = [16 * scale, 44 * scale];
  const sheet = sheetOf(card, canvas.width + 2 * margin, canvas.height + head + margin);
  if (!sheet) return null;
  const { draw, picture } = sheet;
  const style = getComputedStyle(card);
  draw.fillStyle = style.color;
  draw.font = `600 ${14 * scale}px ${style.fontFamily}`;
  draw.fillText(title, margin, 28 * scale, picture.width - 2 * margin);
  draw.drawImage(canvas, margin, head);
  return picture;
}

/** A number or a gauge is lines and texts: each is drawn where it stands on the screen. */
function figureOf(card: HTMLElement): HTMLCanvasElement | null {
  const scale = Math.max(2, window.devicePixelRatio);
  const frame = card.getBoundingClientRect();
  const sheet = sheetOf(card, Math.ceil(frame.width * scale), Math.ceil(frame.height * scale));
  if (!sheet) return null;
  const { draw, picture } = sheet;
  for (const path of card.querySelectorAll<SVGPathElement>('svg path')) {
    const [matrix, d] = [path.getScreenCTM(), path.getAttribute('d')];
    if (!matrix || !d || path.closest('.icon-button')) continue;
    const style = getComputedStyle(path);
    draw.setTransform(scale, 0, 0, scale, -frame.left * scale, -frame.top * scale);
    draw.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
    draw.lineWidth = Number.parseFloat(style.strokeWidth);
    draw.lineCap = style.strokeLinecap as CanvasLineCap;
    draw.strokeStyle = style.stroke;
    if (style.stroke !== 'none') draw.stroke(new Path2D(d));
  }
  draw.setTransform(scale, 0, 0, scale, -frame.left * scale, -frame.top * scale);
  const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) drawText(draw, node as Text);
  return picture;
}

// Letter by letter, since a text may go on in the next line.
function drawText(draw: CanvasRenderingContext2D, node: Text) {
  const parent = node.parentElement;
  if (!parent?.checkVisibility()) return;
  const style = getComputedStyle(parent);
  draw.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  draw.fillStyle = style.color;
  const letter = document.createRange();
  let at = 0;
  for (const char of node.data) {
    letter.setStart(node, at);
    letter.setEnd(node, (at += char.length));
    const box = letter.getBoundingClientRect();
    // What is there for readers of the screen only has no room of its own.
    if (box.width <= 1 || char.trim() === '') continue;
    const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = draw.measureText(char);
    draw.fillText(char, box.left, box.top + (box.height - above - below) / 2 + above);
  }
}

function sheetOf(card: HTMLElement, width: number, height: number) {
  const picture = document.createElement('canvas');
  picture.width = width;
  picture.height = height;
  const draw = picture.getContext('2d');
  if (!draw) return null;
  draw.fillStyle = getComputedStyle(card).backgroundColor;
  draw.fillRect(0, 0, width, height);
  return { picture, draw };
}
