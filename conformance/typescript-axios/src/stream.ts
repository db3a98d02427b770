import type { Readable } from 'node:stream';
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import { FoilEngineError } from './errors.js';
import { broken, type Failure, saidInStream, tooLate } from './failure.js';
import type { Http, HttpOptions } from './http.js';
import { aborted } from './retry.js';
import { parseEvents, type StreamEvent } from './sse.js';

/** Sends the request and gives its events; a stream that breaks before its first event is asked for again. */
export async function* stream(
  http: Http,
  request: AxiosRequestConfig,
  { timeout, secrets }: HttpOptions,
): AsyncGenerator<StreamEvent, void> {
  let response: AxiosResponse<Readable> = await http.axios.request({ ...request, streamed: true });
  for (;;) {
    const body = response.data;
    const late = tooLate(timeout);
    let timer = setTimeout(() => body.destroy(late), timeout);
    let begun = false;
    let failure: Failure;
    try {
      for await (const event of parseEvents(body)) {
        clearTimeout(timer);
        if (event.event === 'error') throw saidInStream(event.data, secrets);
        begun = true;
        yield event;
        if (event.event === 'done') return;
        timer = setTimeout(() => body.destroy(late), timeout);
      }
      failure = broken(new Error('the stream ended before it was complete'));
    } catch (error) {
      if (error instanceof FoilEngineError) throw error;
      if (request.userSignal?.aborted) throw aborted(request.userSignal.reason);
      failure = broken(error);
    } finally {
      clearTimeout(timer);
      body.destroy();
    }
    if (begun) throw failure.error;
    response = await http.next(response.config, failure);
  }
}
