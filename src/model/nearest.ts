/** Known words close to a misspelt one, nearest first, at most three. */
export function nearest(word: string, known: Iterable<string>): string[] {
  const limit = Math.max(2, Math.floor(word.length / 3));
  return [...known]
    .map((candidate) => ({
      candidate,
      distance: candidate.startsWith(word) && word !== '' ? 1 : editDistance(word, candidate),
    }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** `did you mean a, b?`, or the whole of a short list, or nothing. */
export function nearestHint(word: string, known: Iterable<string>): string | undefined {
  const all = [...known];
  const close = nearest(word, all);
  if (close.length > 0) return `did you mean ${close.join(', ')}?`;
  return all.length > 0 && all.length <= 12 ? `known: ${all.join(', ')}` : undefined;
}

/** Levenshtein distance, two rows at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, substitute));
    }
    previous = row;
  }
  return previous[b.length] as number;
}
