import { deprecation } from '../docs.js';
import { pyDoc } from '../text/python.js';
import { fileText } from '../text/wrap.js';
import type { ClassView, FieldKind, FieldView, View } from '../view.js';

const types: Readonly<Record<FieldKind, string>> = {
  status: 'int',
  retryAfter: 'float',
  requestId: 'str',
  headers: 'Mapping[str, str]',
};

function typeOf({ id }: FieldView): { readonly type: string; readonly native: string | null } {
  if (id === 'message') return { type: 'str', native: 'self.message' };
  if (id === 'cause') return { type: 'Optional[BaseException]', native: 'self.__cause__' };
  return { type: `Optional[${types[id]}]`, native: null };
}

const isGiven = (field: FieldView) => typeOf(field).native === null;

export function errorsFile(view: View): string {
  const given = view.fields.filter(isGiven);
  const parameters = given.map((field) => `${field.name}: ${typeOf(field).type} = None`).join(', ');
  const signature = `self, message: str${given.length === 0 ? '' : `, *, ${parameters}`}`;
  const typing = ['Any', 'Tuple', 'Type', 'TypeVar', ...(given.some(({ id }) => id === 'headers') ? ['Mapping'] : [])];
  if (view.fields.some((field) => typeOf(field).type.startsWith('Optional'))) typing.push('Optional');
  return fileText([
    '"""Every error class of the API."""',
    '',
    'from __future__ import annotations',
    '',
    `from typing import ${typing.sort().join(', ')}`,
    '',
    '_E = TypeVar("_E", bound=BaseException)',
    '',
    '',
    'def _restored(kind: Type[_E], args: Tuple[Any, ...]) -> _E:',
    '    # Past __init__, whose parameters are not what `args` holds.',
    '    return kind.__new__(kind, *args)',
    ...view.classes.flatMap((c) => ['', '', ...errorClass(c, signature, given)]),
  ]);
}

function errorClass(c: ClassView, signature: string, given: readonly FieldView[]): readonly string[] {
  const doc = c.deprecated ? [...c.doc, `Deprecated: ${deprecation}`] : c.doc;
  const added = c.adds.filter(isGiven);
  const aliases = c.adds.filter((field) => !isGiven(field));
  const isBase = c.parent === null;
  return [
    `class ${c.name}(${c.parent ?? 'Exception'}):`,
    ...pyDoc(doc, '    '),
    ...added.flatMap((field) => [
      '',
      `    ${field.name}: ${typeOf(field).type}`,
      ...pyDoc([field.doc.replace('null', 'None')], '    '),
    ]),
    ...(isBase || added.length > 0 ? ['', ...init(isBase, signature, given, added)] : []),
    ...aliases.flatMap((field) => property(field)),
    ...(isBase
      ? [
          '',
          '    def __reduce__(self) -> Tuple[Any, ...]:',
          '        return (_restored, (type(self), self.args), self.__dict__)',
        ]
      : []),
  ];
}

function init(
  isBase: boolean,
  signature: string,
  given: readonly FieldView[],
  added: readonly FieldView[],
): readonly string[] {
  const passed = given.map(({ name }) => `, ${name}=${name}`).join('');
  return [
    `    def __init__(${signature}) -> None:`,
    isBase ? '        super().__init__(message)' : `        super().__init__(message${passed})`,
    ...(isBase ? ['        self.message = message'] : []),
    ...added.map(({ name }) => `        self.${name} = ${name}`),
  ];
}

function property(field: FieldView): readonly string[] {
  const { type, native } = typeOf(field);
  return [
    '',
    '    @property',
    `    def ${field.name}(self) -> ${type}:`,
    ...pyDoc([field.doc.replace('null', 'None')], '        '),
    `        return ${native}`,
  ];
}
