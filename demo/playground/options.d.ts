/** Types of the parts of options.js that the tests read. */
export const TOKENS: { title: string; tokens: { name: string; kind: string }[] }[];
export const ATTRIBUTES: {
  title: string;
  element: string;
  attributes: { name: string; kind: string; options?: string[] }[];
}[];
export const PRESETS: Record<string, Record<string, string>>;
export const PAGE: Record<string, string[]>;
