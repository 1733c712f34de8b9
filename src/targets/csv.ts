/** Comma-separated values (RFC 4180): CRLF after every record, a header line, quotes where they are needed. */

/** What makes a spreadsheet take a cell for a formula, in ASCII and full width; and the mark itself. */
const FORMULA = /^[=+\-@\t\r\n'＝＋－＠]/;

/**
 * A cell that a spreadsheet shows and never runs: one apostrophe before what would begin a formula. Taking one leading
 * apostrophe off gives the value back, because a value that begins with one gets another.
 */
export function inert(value: string): string {
  return FORMULA.test(value) ? `'${value}` : value;
}

/** RFC 4180 §2.5 to §2.7; outer spaces too, which some readers trim. */
function quoted(value: string): string {
  return /[",\r\n]|^ | $/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

export function csvRecord(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(inert(cell))).join(',')}\r\n`;
}
