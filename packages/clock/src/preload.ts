/**
 * Loaded before anything else (`node --import <this file> …`): puts permanent trampolines on everything by which a program
 * sleeps or reads the time. They are inert but in the context of a call, see client.ts.
 */
import { syncBuiltinESMExports } from 'node:module';
import { installBlocking } from './node/blocking.js';
import { installed, leaveInstalled } from './node/call.js';
import { installClocks } from './node/clocks.js';
import { calls } from './node/current.js';
import { installInFlight, isTracked } from './node/in-flight.js';
import { installPromisedTimers } from './node/promised-timers.js';
import { installRandom } from './node/random.js';
import { real, realMs } from './node/real.js';
import { installSocketTimeout, installStreamTimeout } from './node/socket-timeout.js';
import { installThreadPool, poolJobs } from './node/thread-pool.js';
import { Timeout } from './node/timeout.js';
import { installTimers } from './node/timers.js';

if (!installed()) {
  installTimers();
  installPromisedTimers();
  installClocks();
  installRandom();
  installBlocking();
  installSocketTimeout();
  installStreamTimeout();
  installInFlight();
  installThreadPool();
  syncBuiltinESMExports();
  leaveInstalled({
    calls,
    realMs,
    setTimeout: real.setTimeout,
    clearTimeout: real.clearTimeout,
    setImmediate: real.setImmediate,
    atomicsWait: real.atomicsWait,
    isTracked,
    poolJobs,
    after(call, delayMs, callback) {
      const timer = new Timeout({ call, callback, delayMs, counted: false });
      return () => timer.close();
    },
  });
}
