// Opens a session, and no worker ever asks for a call.
process.on('message', () => {});
process.send({
  id: 1,
  path: '/v1/sessions',
  body: {
    protocol: 1,
    sdk: { name: 'idle', version: '1.0.0', language: 'typescript', runtime: 'node', variant: '' },
    operations: ['ping', 'act'],
    capabilities: [],
    workers: 4,
  },
});
