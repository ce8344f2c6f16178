export function readChoice(search: string): Map<string, string>;
export function writeChoice(choice: Map<string, string>, search?: string): string;
export function toCss(choice: Map<string, string>): string;
export function toHtml(choice: Map<string, string>): string;
