const startedIn = process.env['TZ'];

/** Sets the time zone of the process; undefined: that in which it was started. The runner has no call of another zone run meanwhile. */
export function setTimeZone(zone: string | undefined): void {
  const wanted = zone ?? startedIn;
  if (wanted === process.env['TZ']) return;
  // Node takes a change of this variable for one of the zone.
  if (wanted === undefined) delete process.env['TZ'];
  else process.env['TZ'] = wanted;
}
