// Types of what the peers' files import and that have none.
declare module '*.css';

declare module 'react-dom/client' {
  export function createRoot(container: Element): { render(element: unknown): void };
}
