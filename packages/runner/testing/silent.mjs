// Opens no session, and stays through SIGTERM.
process.on('SIGTERM', () => console.error('no'));
console.error('here I am');
setInterval(() => {}, 1000);
