// A plain node:http server, in a process of its own: answers every request alike, and ends with its parent.
import { createServer } from 'node:http';

const body = JSON.stringify({ session_id: '840966c2-0000-4000-8000-000000000000', status: 'active' });
const server = createServer((request, response) => {
  request.resume().once('end', () => response.writeHead(200, { 'Content-Type': 'application/json' }).end(body));
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.once('disconnect', () => {
  server.close();
  server.closeAllConnections();
});
