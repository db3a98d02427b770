
# Calls by the client above: retried after a 503 that asks for 10 ms, raised on a 404.
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import foilengine_error_map

answers = [(503, b""), (200, b'{"personas": []}'), (404, b'{"error": {"message": "no such persona"}}')]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        status, body = answers.pop(0)
        self.send_response(status)
        self.send_header("Retry-After", "0.01")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}/"
assert call("listPersonas", Request(url)) == {"personas": []}
try:
    call("listPersonas", Request(url))
except foilengine_error_map.NotFoundError as error:
    assert (error.message, error.status_code) == ("no such persona", 404)
else:
    raise AssertionError("no error was raised")
assert answers == []
print("ok")
