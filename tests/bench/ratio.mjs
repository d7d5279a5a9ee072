// Ratios of paired rounds, as the table of rows wants them.

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

// A row out of the figures of paired rounds (more is better); `floor` and `aim` are ratios.
export function ratioRow({ row, what, unit, ours, peer, floor, aim, more = {} }) {
  const ratios = ours.map((value, i) => value / peer[i]);
  const ratio = median(ratios);
  return {
    row, what, ratio, low: Math.min(...ratios), high: Math.max(...ratios), ours: median(ours), peer: median(peer),
    unit, rounds: ours.length, floor, aim, met: ratio >= aim ? 'aim' : ratio >= floor ? 'floor' : 'no', ...more,
  };
}
