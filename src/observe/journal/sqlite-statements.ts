/** The statements of the SQLite journal. Those that add many short rows take them as one JSON array. */

/** Types, vantages and outcomes as numbers: they are few, and who reads knows their texts. */
const FACT = `
  SELECT subject.text, fact.type, fact.vantage, fact.outcome, fact.conclusive, fact.value, fact.detail,
    fact.first_seen, fact.last_seen, fact.sightings
  FROM fact JOIN subject ON subject.id = fact.subject`;

const ONE_KEY = `
  fact.subject = (SELECT id FROM subject WHERE text = ?)
  AND fact.type = (SELECT id FROM word WHERE text = ?)
  AND fact.vantage = (SELECT id FROM word WHERE text = ?)`;

/** The conclusive fact of a key that was seen last. */
const LAST_CONCLUSIVE = `
  SELECT id FROM fact last
  WHERE last.subject = fact.subject AND last.type = fact.type AND last.vantage = fact.vantage AND last.conclusive
  ORDER BY last.last_seen DESC, last.id DESC LIMIT 1`;

export const SQL = {
  addSubjects: 'INSERT INTO subject (text) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
  addWords: 'INSERT INTO word (text) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
  subjectIds: 'SELECT subject.text, subject.id FROM json_each(?) JOIN subject ON subject.text = value',
  wordIds: 'SELECT word.text, word.id FROM json_each(?) JOIN word ON word.text = value',
  addNamesAt: `
    INSERT INTO name_at (address, subject, first_seen, last_seen)
    SELECT value->>0, value->>1, value->>2, value->>2 FROM json_each(?) WHERE true
    ON CONFLICT DO UPDATE SET
      first_seen = min(first_seen, excluded.first_seen),
      last_seen = max(last_seen, excluded.last_seen)`,
  words: 'SELECT text, id FROM word',
  /** Those of one key in the order in which they came; between keys the texts of the words decide. */
  history: `${FACT} WHERE subject.text = ? ORDER BY fact.id`,
  seenSince: `
    SELECT subject.text, fact.type, fact.vantage
    FROM json_each(?) name JOIN subject ON subject.text = name.value JOIN fact ON fact.subject = subject.id
    WHERE fact.conclusive AND fact.last_seen > ?`,
  /** The last parameter: 1 for conclusive ones only, 0 for all. */
  latest: `${FACT} WHERE ${ONE_KEY} AND fact.conclusive >= ? ORDER BY fact.last_seen DESC, fact.id DESC LIMIT 1`,
  fresh: `SELECT 1 FROM fact WHERE ${ONE_KEY} AND fact.conclusive AND fact.last_seen > ? LIMIT 1`,
  namesAt: `
    SELECT subject.text, name_at.first_seen, name_at.last_seen
    FROM name_at JOIN subject ON subject.id = name_at.subject
    WHERE name_at.address = ? AND name_at.last_seen >= ? ORDER BY subject.text`,
  subjectsAfter: 'SELECT text FROM subject WHERE text > ? ORDER BY text LIMIT ?',
  factsBetween: `${FACT}
    JOIN word type ON type.id = fact.type
    JOIN word vantage ON vantage.id = fact.vantage
    WHERE subject.text > ? AND subject.text <= ? AND fact.last_seen >= ?
      AND (? IS NULL OR type.text IN (SELECT value FROM json_each(?)))
    ORDER BY subject.text, type.text, vantage.text, fact.first_seen, fact.id`,
  /** As the index has them: a sort would copy each page with all its text. */
  factsOfOrigin: `${FACT}
    WHERE subject.text > ? AND subject.text <= ? AND fact.type = (SELECT id FROM word WHERE text = ?)
    ORDER BY subject.text`,
  highestSubject: 'SELECT max(id) FROM subject',
  /** Parameters: subject ids above, up to; the time twice. */
  pruneFacts: `
    DELETE FROM fact WHERE id IN (
      SELECT id FROM fact
      WHERE subject > ? AND subject <= ? AND last_seen < ?
        AND NOT (id = (${LAST_CONCLUSIVE}) AND EXISTS (
          SELECT 1 FROM fact later
          WHERE later.subject = fact.subject AND later.type = fact.type AND later.vantage = fact.vantage
            AND later.last_seen >= ?)))`,
  /** After pruneNamesAt: a name without facts has no younger addresses either, because those come from facts. */
  pruneSubjects:
    'DELETE FROM subject WHERE id > ? AND id <= ? AND NOT EXISTS (SELECT 1 FROM fact WHERE fact.subject = subject.id)',
  addressesAfter: 'SELECT DISTINCT address FROM name_at WHERE address > ? ORDER BY address LIMIT ?',
  /** Parameters: addresses after, up to; the time. */
  pruneNamesAt: 'DELETE FROM name_at WHERE address > ? AND address <= ? AND last_seen < ?',
} as const;

/** Parameters of one row of {@link addFacts}. */
export const FACT_PARAMETERS = 10;

/**
 * Adds that many facts, `FACT_PARAMETERS` parameters each: subject, type, vantage, digest, outcome, conclusive, first
 * seen, last seen, value, detail. An older sighting that comes late widens the time and leaves the latest detail.
 */
export function addFacts(rows: number): string {
  return `
    INSERT INTO fact
      (subject, type, vantage, digest, outcome, conclusive, first_seen, last_seen, value, detail, sightings)
    VALUES ${new Array<string>(rows).fill('(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)').join(', ')}
    ON CONFLICT DO UPDATE SET
      sightings = sightings + (excluded.last_seen <> last_seen),
      detail = CASE WHEN excluded.last_seen >= last_seen THEN excluded.detail ELSE detail END,
      first_seen = min(first_seen, excluded.first_seen),
      last_seen = max(last_seen, excluded.last_seen)`;
}
