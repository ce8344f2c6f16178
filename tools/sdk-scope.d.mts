export function sdkScope(): {
  name: string;
  transform(code: string, id: string): { code: string; map: { mappings: '' } } | null;
};
