// Loaded first (`node --import`): prints the CPU time of the process when it ends, as a line of JSON.
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  process.stdout.write(`\n${JSON.stringify({ cpuMs: (user + system) / 1000 })}\n`);
});
