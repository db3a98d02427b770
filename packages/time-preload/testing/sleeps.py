"""Reads a way to wait and a server's origin from each line, sends up to four requests with waits between, and says how it ended."""
import asyncio, ctypes, datetime, http.client, os, queue, select, signal, subprocess, sys, threading, time, urllib.parse

def event(s): threading.Event().wait(s)

def lock(s):
    held = threading.Lock()
    held.acquire()
    held.acquire(timeout=s)

def condition(s):
    with (it := threading.Condition()): it.wait(s)

def queued(s):
    try: queue.Queue().get(timeout=s)
    except queue.Empty: pass

def polled(s):
    end = time.monotonic() + s
    while time.monotonic() < end: time.sleep(0.05)

def timer(s):
    done = threading.Event()
    threading.Timer(s, done.set).start()
    done.wait()

def semaphore(s):
    libc = ctypes.CDLL(None, use_errno=True)
    room = ctypes.create_string_buffer(64)
    libc.sem_init(room, 0, 0)
    end = time.clock_gettime_ns(time.CLOCK_REALTIME) + int(s * 1e9)
    libc.sem_timedwait(room, (ctypes.c_long * 2)(end // 10**9, end % 10**9))

def futex(s):
    libc = ctypes.CDLL(None)
    ns = round(s * 1e9)
    libc.syscall(202, (ctypes.c_int * 1)(0), 128, 0, (ctypes.c_long * 2)(ns // 10**9, ns % 10**9))

def spun(s):
    end = time.monotonic() + s
    while time.monotonic() < end: pass

def busy(s):
    """Works for so long, as one does that reads a large answer, while another thread waits; it reads clocks and gives way now and then."""
    threading.Thread(target=threading.Event().wait, args=(60,), daemon=True).start()
    end = time.process_time() + s
    while time.process_time() < end:
        time.monotonic()
        for _ in range(800): sum(range(2000))
        # On a busy machine each costs some turns of others.
        os.sched_yield()

def polls(s):
    """Looks for what another thread of its runtime does, with a short sleep between; the mock waits for the rest of the request meanwhile."""
    for _ in range(3): time.sleep(s)

def yielding(s):
    """Waits for another thread, without a rest and without a clock."""
    over = threading.Event()
    threading.Thread(target=lambda: (time.sleep(s), over.set())).start()
    while not over.is_set(): os.sched_yield()

waits = {
    'sleep': time.sleep,
    'event': event,
    'lock': lock,
    'condition': condition,
    'queue': queued,
    'timer': timer,
    'select': lambda s: select.select([], [], [], s),
    'poll': lambda s: select.poll().poll(s * 1000),
    'epoll': lambda s: select.epoll().poll(s),
    'asyncio': lambda s: asyncio.run(asyncio.sleep(s)),
    'semaphore': semaphore,
    'futex': futex,
    'polled': polled,
    'spun': spun,
    'busy': busy,
    'polls': polls,
    'yielding': yielding,
    'child': lambda s: subprocess.run(['sleep', str(s)]),
    # A system call that the preload does not stand before.
    'outside': lambda s: signal.sigtimedwait([signal.SIGUSR1], s),
    'never': lambda s: threading.Event().wait(),
}

def chain(wait, origin, backoff):
    for delay in (*backoff, None):
        connection = http.client.HTTPConnection(origin.netloc, timeout=60)
        try:
            connection.putrequest('POST', '/')
            connection.putheader('Content-Length', '2')
            connection.endheaders()
            if wait is polls: polls(0.001)
            connection.send(b'{}')
            answer = connection.getresponse()
            answer.read()
        except TimeoutError:
            answer = None
        finally:
            connection.close()
        if answer is not None and answer.status < 400 or delay is None: return answer and answer.status
        after = answer and answer.getheader('Retry-After')
        wait(delay if after is None else float(after))

print('ready', flush=True)
for line in sys.stdin:
    way, *backoff, origin = line.split()
    if way == 'date': print(datetime.datetime.now(datetime.timezone.utc).isoformat(), flush=True)
    else: print(chain(waits[way], urllib.parse.urlparse(origin), [float(s) for s in backoff]), flush=True)
