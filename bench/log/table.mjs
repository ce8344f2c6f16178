/** The median. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0
    ? NaN
    : (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

/** Prints a table with aligned columns. */
export function printTable(title, head, rows) {
  const widths = head.map((words, column) =>
    Math.max(words.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const line = (cells) =>
    cells
      .map((cell, column) =>
        column === 0 ? String(cell).padEnd(widths[column]) : String(cell ?? '').padStart(widths[column]),
      )
      .join('  ');
  console.log(
    `\n${title}\n${line(head)}\n${widths.map((width) => '-'.repeat(width)).join('  ')}\n${rows.map((row) => line(row)).join('\n')}`,
  );
}
