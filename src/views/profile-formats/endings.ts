/** What files of each format are called at their end. */
export const ENDINGS = {
  cpuprofile: ".cpuprofile",
  heapprofile: ".heapprofile",
  speedscope: ".speedscope.json",
  collapsed: ".collapsed.txt",
  pprof: ".pb.gz",
} as const;
