import { isDeepStrictEqual } from 'node:util';
import {
  type BodyAs,
  type Exchange,
  type JsonValue,
  readSentBody,
  type SentBody,
  sentArgument,
  sentBeside,
} from '@sdk-conformance/model';
import type { Because, RequestExpectation } from '@sdk-conformance/oracle';
import { fail, type Mark, mark } from './mark.js';
import { differenceOf } from './values.js';

type Body = NonNullable<RequestExpectation['body']>;

const inJson: BodyAs = { encoding: 'json', nested: null, lists: null, optional: false };

const names: Readonly<Record<BodyAs['encoding'], string>> = {
  json: 'the JSON body',
  form: 'the form',
  multipart: 'the multipart body',
};

const nestings: Readonly<Record<'brackets' | 'json', string>> = {
  brackets: ', its objects and lists in brackets',
  json: ', its objects and lists as texts of JSON',
};

/** Judges that a body holds what it must, written as its operation says. That it is declared so is judged with the headers. */
export function judgeBody(
  { body, bodyAs = inJson, pointer }: RequestExpectation,
  { request }: Exchange,
  step: string,
): Mark {
  const because = (text: string): Because => ({ requirement: 'request.body', pointer, text });
  const bytes = request.body;
  if (body === null) {
    return mark(bytes.length === 0, because('there is no body'), step, `the body has ${bytes.length} bytes`);
  }
  const { encoding, nested, optional } = bodyAs;
  const how = nested === null ? '' : nestings[nested];
  const rule = because(`${names[encoding]} is ${JSON.stringify(body)}${how}`);
  if (bytes.length === 0) {
    const nothing = Object.keys(body).length === 0;
    return mark(nothing && (optional || encoding !== 'json'), rule, step, 'the body is empty');
  }
  return encoding === 'json' ? judgeJson(bytes, body, rule, step) : judgeForm(request, body, bodyAs, rule, step);
}

function judgeJson(bytes: Uint8Array, body: Body, rule: Because, step: string): Mark {
  const text = Buffer.from(bytes).toString('utf8');
  let sent: JsonValue;
  try {
    sent = JSON.parse(text) as JsonValue;
  } catch {
    return fail(rule, step, `the body is not JSON: ${text.slice(0, 80)}`);
  }
  const difference = differenceOf(body, sent, null);
  const where = difference === null ? '' : `${difference}; `;
  return mark(
    isDeepStrictEqual(sent, body),
    rule,
    step,
    `${where}the JSON body is ${JSON.stringify(sent).slice(0, 200)}`,
  );
}

const asForm = [['content-type', 'application/x-www-form-urlencoded']] as const;

/** As it is declared; a body under the type of something else that it is not is read as a form. */
function readForm({ body, headers }: Exchange['request']): SentBody {
  const read = readSentBody(body, headers);
  return read.kind === 'unread' ? readSentBody(body, asForm) : read;
}

function judgeForm(request: Exchange['request'], body: Body, style: BodyAs, rule: Because, step: string): Mark {
  const sent = readForm(request);
  const wrong = Object.entries(body).find(([name, value]) => sentArgument(sent, name, value, style) !== 'same');
  const [beside] = sentBeside(sent, Object.keys(body));
  const text = Buffer.from(request.body).toString('utf8').slice(0, 200);
  const which = wrong === undefined ? `${beside} stands in it` : `${wrong[0]} is missing or another`;
  return mark(wrong === undefined && beside === undefined, rule, step, `${which}: ${text}`);
}
