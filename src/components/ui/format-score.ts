const WHOLE = 100;
/** A score of 0.7 may be stored as 0.6999999999999998. */
const NOISE = 1e-9;

function hundredths(score: number): number {
  return Math.floor(score * WHOLE + NOISE);
}

/**
 * A score (0–1) with two decimals, cut rather than rounded: 0.699 is Medium and must not read
 * "0.70" beside deals that are High from 0.70 on.
 */
export function formatScore(score: number): string {
  return (hundredths(score) / WHOLE).toFixed(2);
}

/**
 * Shares of a score with two decimals that add up to the score as it is shown: each is cut, and
 * what is missing goes to those that lost most by it (largest remainder).
 */
export function formatShares(shares: readonly number[], score: number): string[] {
  const cut = shares.map(hundredths);
  let missing = hundredths(score) - cut.reduce((sum, share) => sum + share, 0);
  const byLoss = shares
    .map((share, index) => ({ index, lost: share * WHOLE - (cut[index] ?? 0) }))
    .sort((a, b) => b.lost - a.lost);
  for (const { index } of byLoss) {
    if (missing <= 0) break;
    cut[index] = (cut[index] ?? 0) + 1;
    missing -= 1;
  }
  return cut.map((share) => (share / WHOLE).toFixed(2));
}
