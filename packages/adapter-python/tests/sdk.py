"""Source of adapters for tests: an SDK of a few lines with its adapter, by its mode."""

SYNC = '''
from sdk_conformance import Adapter
import json, threading, time, urllib.error, urllib.request, warnings

class ApiError(Exception):
    def __init__(self, message, status=None):
        super().__init__(message)
        self.message, self.status = message, status
    def __reduce__(self):
        return ApiError, (self.message, self.status)

class NotFound(ApiError):
    def __reduce__(self):
        return NotFound, (self.message, self.status)

class Client:
    def __init__(self, base_url, retries=2):
        self.base_url, self.retries, self.closed = base_url, retries, False
    def get(self, path=""):
        for attempt in range(self.retries + 1):
            try:
                with urllib.request.urlopen(self.base_url + path, timeout=5) as response:
                    return json.loads(response.read())
            except urllib.error.HTTPError as error:
                error.read()
                if error.code == 404:
                    raise NotFound("no such thing", 404) from error
                if attempt == self.retries:
                    raise ApiError("gave up", error.code) from error
                error.close()
            time.sleep(2 ** attempt)
    def hang(self):
        threading.Event().wait()
    def events(self):
        yield {"event": "one", "data": {"n": 1}}
        yield {"event": "two", "data": [2]}
        raise ApiError("cut")
    def leak(self):
        warnings.warn("never awaited", RuntimeWarning)
        threading.Thread(target=lambda: 1 / 0).start()
        threading.Thread(target=threading.Event().wait, name="left", daemon=True).start()
    def close(self):
        self.closed = True

adapter = Adapter("tiny", "1.2.3", variant="sync", workers=WORKERS)

@adapter.client
def create(base_url, options):
    return Client(base_url, options.get("maxRetries", 2))

@adapter.operation("get")
def get(client):
    return client.get()

@adapter.operation("hang")
def hang(client):
    return client.hang()

@adapter.operation("slip")
def slip(client):
    return client.gett()

@adapter.operation("strange")
def strange(client):
    return object()

@adapter.operation("needs")
def needs(client, name):
    return name

@adapter.operation("events", stream=True)
def events(client):
    return client.events()

@adapter.operation("leak")
def leak(client):
    client.leak()

@adapter.operation("exit")
def exit(client):
    raise SystemExit(4)

adapter.run()
'''

ASYNC = '''
from sdk_conformance import Adapter
import asyncio, threading

class Client:
    def __init__(self, base_url):
        self.base_url = base_url
    async def get(self):
        for attempt in range(3):
            host, _, rest = self.base_url[7:].partition("/")
            name, _, port = host.partition(":")
            reader, writer = await asyncio.open_connection(name, int(port))
            writer.write(f"GET /{rest} HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n".encode())
            status = int((await reader.readuntil(b"\\r\\n\\r\\n")).split()[1])
            writer.close()
            if status == 200:
                return {"attempts": attempt + 1}
            await asyncio.sleep(2 ** attempt)
        raise RuntimeError("gave up")
    async def sleep(self):
        await asyncio.sleep(100)
    async def hang(self):
        await asyncio.Event().wait()
    async def block(self):
        threading.Event().wait()
    async def events(self):
        yield ("one", 1)
        yield ("two", 2)
    async def forget(self):
        async def fail():
            raise ValueError("forgotten")
        asyncio.ensure_future(fail())
        await asyncio.sleep(0)
    async def drop(self):
        async def numbers():
            try:
                yield 1
            finally:
                for _ in range(20):
                    await asyncio.sleep(0.001)
        async for number in numbers():
            return number
    async def aclose(self):
        pass

adapter = Adapter("tiny", "1.2.3", variant="async", mode="async", workers=WORKERS)
adapter.client(lambda base_url: Client(base_url))
adapter.operation("get")(lambda client: client.get())
adapter.operation("sleep")(lambda client: client.sleep())
adapter.operation("hang")(lambda client: client.hang())
adapter.operation("block")(lambda client: client.block())
adapter.operation("events", stream=True)(lambda client: client.events())
adapter.operation("drop")(lambda client: client.drop())
adapter.operation("forget")(lambda client: client.forget())
adapter.run()
'''
