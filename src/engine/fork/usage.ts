/** What the process has used so far, and when it was asked: ns, bytes, and the clock in ms. */
export function readUsage() {
  const usage = process.resourceUsage();
  return {
    at: performance.now(),
    cpu: (usage.userCPUTime + usage.systemCPUTime) * 1000,
    peakMemory: usage.maxRSS * 1024,
    involuntary: usage.involuntaryContextSwitches,
    voluntary: usage.voluntaryContextSwitches,
  };
}
