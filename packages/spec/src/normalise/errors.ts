import type { ErrorModel } from '@sdk-conformance/model';
import type { Document } from '../schema/document.js';
import { entriesOf } from './entries.js';

export function errorModel(written: Document['errors']): ErrorModel {
  const { base, classes, fields, transport, keepsCause, named, serializable, body } = written;
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
      example: body?.example ?? null,
    },
  };
}
