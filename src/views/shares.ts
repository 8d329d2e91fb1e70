/** Shares of a profile's time, one decimal, so that columns line up. */

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Empty for nothing. */
export function percentOrBlank(share: number | null): string {
  return share === null || share < 0.0005 ? "" : percent(share);
}
