import type { BodyRule, CodePlace, ErrorCode, ErrorModel } from '@sdk-conformance/model';
import type { Document } from '../schema/document.js';
import { entriesOf } from './entries.js';
import { statusMatch } from './statuses.js';

export function errorModel(written: Document['errors']): ErrorModel {
  const { base, classes, fields, discriminator, codes, unknownCode, transport, keepsCause, named, serializable, body } =
    written;
  return {
    base,
    classes: Object.entries(classes).map(([id, written]) => ({
      id,
      extends: written.extends ?? (id === base ? null : base),
      names: written.names,
      deprecated: written.deprecated ?? false,
      description: written.description ?? null,
      pointer: `/errors/classes/${id}`,
    })),
    fields: entriesOf(fields ?? {}).map(([id, written]) => ({
      id,
      names: written.names,
      classes: written.classes ?? [base],
      ...(written.header === undefined ? {} : { header: written.header }),
      ...(written.none === undefined ? {} : { none: written.none }),
      pointer: `/errors/fields/${id}`,
    })),
    discriminator: (discriminator ?? []).map((place, index) => codePlace(place, `/errors/discriminator/${index}`)),
    codes: Object.entries(codes ?? {}).map(([code, written]) => errorCode(code, written)),
    unknownCode: unknownCode ?? null,
    transport: transport ?? {},
    keepsCause: keepsCause ?? null,
    named: named ?? null,
    serializable: serializable ?? null,
    body: {
      message: body?.message ?? null,
      fallback: body?.fallback ?? null,
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

function errorCode(code: string, { error, retried, statuses }: NonNullable<WrittenErrors['codes']>[string]): ErrorCode {
  return {
    code,
    error: error ?? null,
    retried: retried ?? null,
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
