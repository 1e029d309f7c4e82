// Draws why a query ran as SVG: what was written on top, the query at the bottom. Pure text in the editor's own colours;
// a click on a box is a link that the caller makes.
import type { LastEdit } from "../requests";
import type { Path } from "./model";
import { duration } from "./model";

const boxWidth = 230;
const boxHeight = 46;
const columnGap = 16;
const rowGap = 38;
const margin = 12;

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}\u2026`;
}

/** The picture. `link` gives the address behind a box, or undefined for none. */
export function drawPath(edit: LastEdit, path: Path, target: number, link: (index: number) => string | undefined): string {
  const columns = Math.max(1, ...path.layers.map((layer) => layer.length));
  const width = margin * 2 + columns * boxWidth + (columns - 1) * columnGap;
  const height = margin * 2 + path.layers.length * boxHeight + Math.max(0, path.layers.length - 1) * rowGap;
  const places = new Map<number, { x: number; y: number }>();
  path.layers.forEach((layer, row) => {
    const used = layer.length * boxWidth + (layer.length - 1) * columnGap;
    layer.forEach((index, column) => {
      places.set(index, { x: (width - used) / 2 + column * (boxWidth + columnGap), y: margin + row * (boxHeight + rowGap) });
    });
  });

  const lines = path.edges.map(([from, to]) => {
    const a = places.get(from);
    const b = places.get(to);
    if (a === undefined || b === undefined) return "";
    const [x1, y1, x2, y2] = [a.x + boxWidth / 2, a.y + boxHeight, b.x + boxWidth / 2, b.y];
    const bend = Math.max(rowGap / 2, (y2 - y1) / 3);
    // An arrow over several layers goes round what stands between.
    const aside = y2 - y1 > boxHeight + rowGap && x1 === x2 ? boxWidth / 2 + columnGap : 0;
    return `<path class="edge" marker-end="url(#arrow)" d="M${x1} ${y1} C${x1 + aside} ${y1 + bend} ${x2 + aside} ${y2 - bend} ${x2} ${y2 - 3}"/>`;
  });

  const boxes = [...places].map(([index, { x, y }]) => {
    const query = edit.queries[index];
    if (query === undefined) return "";
    const words = `${query.name} ${query.key}: ${query.outcome}, ${duration(query.milliseconds)} of its own, ${duration(query.totalMilliseconds)} with what it ran`;
    const time = query.outcome === "input" ? "written" : `${query.outcome === "ran" ? "" : `${query.outcome} `}${duration(query.milliseconds)}`;
    const box =
      `<g class="query ${query.outcome}${index === target ? " target" : ""}" transform="translate(${x} ${y})"><title>${escape(words)}</title>` +
      `<rect width="${boxWidth}" height="${boxHeight}" rx="5"/>` +
      `<text class="name" x="10" y="19">${escape(shorten(query.name, 20))}</text>` +
      `<text class="time" x="${boxWidth - 10}" y="19">${escape(time)}</text>` +
      `<text class="key" x="10" y="36">${escape(shorten(query.key, 33))}</text></g>`;
    const address = link(index);
    return address === undefined ? box : `<a href="${escape(address)}">${box}</a>`;
  });

  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Why the query ran">` +
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0 L8 4 L0 8 z"/></marker></defs>` +
    `${lines.join("")}${boxes.join("")}</svg>`
  );
}

/** A whole page around the picture. It runs no script; its one style sheet bears the nonce. */
export function page(heading: string, note: string, svg: string, nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<style nonce="${nonce}">
body { color: var(--vscode-foreground); font-family: var(--vscode-font-family); padding: 8px 16px; }
h1 { font-size: 1.1em; font-weight: 600; }
p { color: var(--vscode-descriptionForeground); }
a { text-decoration: none; }
svg text { font-family: var(--vscode-editor-font-family); font-size: 12px; fill: var(--vscode-foreground); }
svg .key, svg .time { font-size: 11px; fill: var(--vscode-descriptionForeground); }
svg .name { font-weight: 600; }
svg .time { text-anchor: end; }
svg rect { fill: var(--vscode-editorWidget-background); stroke: var(--vscode-editorWidget-border, var(--vscode-contrastBorder, #888)); }
svg .input rect { stroke: var(--vscode-charts-blue); }
svg .ran rect { stroke: var(--vscode-charts-orange); }
svg .offered rect, svg .loaded rect { stroke: var(--vscode-charts-purple); }
svg .backdated rect { stroke: var(--vscode-charts-green); stroke-dasharray: 4 2; }
svg .target rect { stroke-width: 2.5; }
svg a:hover rect { fill: var(--vscode-list-hoverBackground); }
svg .edge { fill: none; stroke: var(--vscode-descriptionForeground); }
svg .head { fill: var(--vscode-descriptionForeground); }
</style>
<title>${escape(heading)}</title>
</head>
<body>
<h1>${escape(heading)}</h1>
<p>${escape(note)}</p>
${svg}
</body>
</html>
`;
}
