import type { BodyAs, Credential, Operation, Parameter, ParameterType } from '@sdk-conformance/model';
import type { Document } from '../schema/document.js';
import { ownRules } from './retry.js';

type Written = Document['operations'][string];
type WrittenParameters = NonNullable<Written['path']>;

export function operations(written: Document['operations'], options: readonly Credential[]): readonly Operation[] {
  return Object.entries(written).map(([id, operation]) => {
    const [method = '', path = ''] = operation.request.split(' ');
    return {
      id,
      summary: operation.summary ?? null,
      method,
      path,
      parameters: [
        ...parameters('path', operation.path),
        ...parameters('query', operation.query),
        ...parameters('body', operation.body),
      ],
      hasBody: operation.body !== undefined,
      ...(operation.bodyAs === undefined ? {} : { bodyAs: bodyAs(operation.bodyAs) }),
      credentials: [...(operation.credentials ?? []), ...options.map((option) => option.id)],
      rateLimit: operation.rateLimit ?? null,
      stream: operation.stream ?? false,
      success: operation.response,
      ...ownRules(operation),
      pointer: `/operations/${id}`,
    };
  });
}

function bodyAs({ encoding, nested, lists, optional }: NonNullable<Written['bodyAs']>): BodyAs {
  return { encoding: encoding ?? 'json', nested: nested ?? null, lists: lists ?? null, optional: optional ?? false };
}

function parameters(place: Parameter['in'], written: WrittenParameters = {}): readonly Parameter[] {
  return Object.entries(written).map(([name, value]) => parameter(place, name, value));
}

function parameter(place: Parameter['in'], name: string, value: WrittenParameters[string]): Parameter {
  if (typeof value === 'string') {
    const required = !value.endsWith('?');
    const type = (required ? value : value.slice(0, -1)) as ParameterType;
    return { name, in: place, type, required, values: null, example: null };
  }
  if ('type' in value) {
    const { type, optional = false, values = null, example = null, constant } = value;
    const parameter = { name, in: place, type, required: !optional, values, example };
    return constant === undefined ? parameter : { ...parameter, constant };
  }
  return { name, in: place, type: 'string', required: true, values: value, example: null };
}
