import type { Browser, LaunchOptions } from 'puppeteer-core';

export interface FoundBrowser {
  readonly executablePath: string;
  readonly env: Record<string, string>;
  readonly source: string;
  /** False for a full Chrome, which gives animation frames to one page at a time. */
  readonly everyPageAnimates: boolean;
  readonly args: string[];
}
export function findBrowser(): Promise<FoundBrowser>;
export function launchBrowser(options?: LaunchOptions): Promise<Browser>;
