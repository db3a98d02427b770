import type {
  BodyRule,
  CodePlace,
  ErrorBody,
  ErrorClass,
  ErrorClassId,
  ErrorCode,
  ErrorField,
  ErrorFieldId,
  ErrorModel,
  FreeField,
  NameRule,
} from '@sdk-conformance/model';
import type { Document } from '../schema/document.js';
import { statusMatch } from './statuses.js';

export function errorModel(written: Document['errors']): ErrorModel {
  const {
    base,
    classes,
    fields,
    discriminator,
    codes,
    unknownCode,
    outside,
    transport,
    keepsCause,
    named,
    serializable,
    body,
  } = written;
  return {
    base,
    classes: Object.entries(classes).map(([id, written]) => ({
      id,
      extends: written.extends ?? (id === base ? null : base),
      names: written.names,
      deprecated: written.deprecated ?? false,
      ...(written.formerly === undefined ? {} : { formerly: namesBefore(written.formerly) }),
      description: written.description ?? null,
      pointer: `/errors/classes/${id}`,
    })),
    fields: Object.entries(fields ?? {}).flatMap(([id, written]) =>
      isCanonical(id) ? [canonicalField(id, written, base)] : [],
    ),
    freeFields: Object.entries(fields ?? {}).flatMap(([id, written]) =>
      isCanonical(id) ? [] : freeField(id, written, base),
    ),
    discriminator: (discriminator ?? []).map((place, index) => codePlace(place, `/errors/discriminator/${index}`)),
    codes: Object.entries(codes ?? {}).map(([code, written]) => errorCode(code, written)),
    unknownCode: unknownCode ?? null,
    transport: transport ?? {},
    outside: outside ?? {},
    keepsCause: keepsCause ?? null,
    named: nameRule(named),
    serializable: serializable ?? null,
    body: {
      message: body?.message ?? null,
      fallback: fallbackOf(body?.fallback),
      maxMessageBytes: body?.maxMessageBytes ?? null,
      exactMessage: body?.exactMessage ?? null,
      undecodable: body?.undecodable ?? null,
      notJson: bodyRule(body?.notJson),
      cut: bodyRule(body?.cut),
      corrupt: bodyRule(body?.corrupt),
      empty: bodyRule(body?.empty),
      example: body?.example ?? null,
    },
  };
}

function namesBefore(written: NonNullable<WrittenErrors['classes'][string]['formerly']>): ErrorClass['formerly'] & {} {
  return Object.fromEntries(
    Object.entries(written).map(([language, names]) => [language, typeof names === 'string' ? [names] : names]),
  );
}

type WrittenErrors = Document['errors'];

function codePlace(
  { pointer, header, after, until, error }: NonNullable<WrittenErrors['discriminator']>[number],
  at: string,
): CodePlace {
  return {
    in: header === undefined ? 'body' : 'header',
    // Rules ask for one of the two.
    name: header ?? pointer ?? '',
    after: after ?? null,
    until: until ?? null,
    error: error ?? null,
    pointer: at,
  };
}

function errorCode(
  code: string,
  { error, retried, throttle, statuses }: NonNullable<WrittenErrors['codes']>[string],
): ErrorCode {
  return {
    code,
    error: error ?? null,
    retried: retried ?? null,
    throttle: throttle ?? null,
    statuses: statuses?.map(statusMatch) ?? null,
    pointer: `/errors/codes/${code.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  };
}

function bodyRule(written: string | undefined): BodyRule | null {
  switch (written) {
    case undefined:
      return null;
    case 'keepStatus':
    case 'decodeError':
    case 'transport':
      return written;
    default:
      return { error: written };
  }
}

type WrittenField = NonNullable<WrittenErrors['fields']>[string];

const canonical = ['status', 'retryAfter', 'message', 'cause', 'requestId', 'headers'] as const;

/** Fields that mean the same in every API. */
export function isCanonical(id: string): id is ErrorFieldId {
  return (canonical as readonly string[]).includes(id);
}

function headersOf({ header = [] }: WrittenField): readonly string[] {
  return typeof header === 'string' ? [header] : header;
}

function canonicalField(id: ErrorFieldId, written: WrittenField, base: ErrorClassId): ErrorField {
  const { names, classes = [base], none } = written;
  const headers = headersOf(written);
  return {
    id,
    names,
    classes,
    ...(headers.length === 0 ? {} : { headers }),
    ...(none === undefined ? {} : { none }),
    pointer: `/errors/fields/${id}`,
  };
}

/** A field of the writer's own; none where the file does not say what it holds, which a rule tells. */
function freeField(id: string, written: WrittenField, base: ErrorClassId): readonly FreeField[] {
  const { names, classes = [base], pointer: place, body } = written;
  const headers = headersOf(written);
  const pointer = `/errors/fields/${id}`;
  const field = (from: FreeField['from']) => [{ id, names, classes, from, pointer }];
  if (place !== undefined) return field({ in: 'body', name: place });
  if (headers.length > 0) return field({ in: 'header', names: headers });
  return body === undefined ? [] : field({ in: 'raw' });
}

function nameRule(written: WrittenErrors['named']): NameRule | null {
  if (written === undefined || typeof written === 'string') return written ?? null;
  const { is, pointer } = written;
  if (is !== undefined) return { is };
  return pointer === undefined ? null : { pointer };
}

function fallbackOf(written: NonNullable<WrittenErrors['body']>['fallback']): ErrorBody['fallback'] {
  return typeof written === 'object' ? { is: written.is } : (written ?? null);
}
