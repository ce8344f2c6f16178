const said = new Set<string>();

/** Tells the page's author about wrong markup, once per text. Wrong markup never throws. */
export function devWarning(text: string): void {
  if (said.has(text)) return;
  said.add(text);
  console.warn(`live-chat-elements: ${text}`);
}
