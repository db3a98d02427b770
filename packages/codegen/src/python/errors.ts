import type { FreeField } from '@sdk-conformance/model';
import { deprecation, fieldPlacesDoc, useInstead } from '../docs.js';
import { pyDoc, pyString, pyTuple } from '../text/python.js';
import { fileText } from '../text/wrap.js';
import type { ClassView, FieldView, GivenKind, View } from '../view.js';

const types: Readonly<Record<GivenKind, string>> = {
  status: 'Optional[int]',
  retryAfter: 'Optional[float]',
  requestId: 'Optional[str]',
  headers: 'Optional[Mapping[str, str]]',
  free: 'object',
};

function typeOf({ kind }: FieldView): { readonly type: string; readonly native: string | null } {
  if (kind === 'message') return { type: 'str', native: 'self.message' };
  if (kind === 'cause') return { type: 'Optional[BaseException]', native: 'self.__cause__' };
  return { type: types[kind], native: null };
}

const isGiven = (field: FieldView) => typeOf(field).native === null;

export function errorsFile(view: View): string {
  const given = view.fields.filter(isGiven);
  const parameters = given.map((field) => `${field.name}: ${typeOf(field).type} = None`).join(', ');
  const signature = `self, message: str${given.length === 0 ? '' : `, *, ${parameters}`}`;
  const free = view.fields.flatMap(({ name, from }) => (from === undefined ? [] : [{ name, from }]));
  const mapping = free.length > 0 || given.some(({ kind }) => kind === 'headers');
  const isDeprecated = view.classes.some(({ deprecated }) => deprecated);
  const isRenamed = view.classes.some(({ formerly }) => formerly.length > 0);
  const typing = [
    'Any',
    'Tuple',
    'Type',
    'TypeVar',
    ...(mapping ? ['Mapping'] : []),
    ...(free.length > 0 ? ['Final'] : []),
    ...(isRenamed || isDeprecated ? ['TYPE_CHECKING'] : []),
  ];
  if (view.fields.some((field) => typeOf(field).type.startsWith('Optional'))) typing.push('Optional');
  return fileText([
    '"""Every error class of the API."""',
    '',
    'from __future__ import annotations',
    '',
    ...(free.length === 0 ? [] : ['from types import MappingProxyType']),
    `from typing import ${typing.sort().join(', ')}`,
    '',
    ...(isDeprecated ? deprecatedLines : []),
    '_E = TypeVar("_E", bound=BaseException)',
    '',
    '',
    'def _restored(kind: Type[_E], args: Tuple[Any, ...]) -> _E:',
    '    # Past __init__, whose parameters are not what `args` holds.',
    '    return kind.__new__(kind, *args)',
    ...view.classes.flatMap((c) => ['', '', ...errorClass(c, signature, given)]),
    ...(free.length === 0 ? [] : fieldPlaces(free)),
    ...formerNames(view),
  ]);
}

/** Type checkers strike out what is deprecated, and bring `typing_extensions` along; where code runs, nothing is needed. */
const deprecatedLines = [
  'if TYPE_CHECKING:',
  '    from typing_extensions import deprecated',
  'else:',
  '',
  '    def deprecated(_):',
  '        return lambda kind: kind',
  '',
  '',
];

/** Classes by the names that they had before: whoever asks for one is warned. */
function formerNames({ classes }: View): readonly string[] {
  const names = classes.flatMap(({ name, formerly }) => formerly.map((old) => [old, name] as const));
  if (names.length === 0) return [];
  return [
    '',
    '',
    'if TYPE_CHECKING:',
    ...names.map(([old, name]) => `    ${old} = ${name}`),
    'else:',
    '    import warnings',
    '',
    '    _FORMERLY = {',
    ...names.map(([old, name]) => `        ${pyString(old)}: (${name}, ${pyString(`${old}: ${useInstead(name)}`)}),`),
    '    }',
    '',
    '    def __getattr__(name):',
    '        if name in _FORMERLY:',
    '            kind, words = _FORMERLY[name]',
    '            warnings.warn(words, DeprecationWarning, stacklevel=2)',
    '            return kind',
    '        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")',
  ];
}

/** Where fields of the spec's own come from. */
function fieldPlaces(free: readonly { readonly name: string; readonly from: FreeField['from'] }[]): readonly string[] {
  return [
    '',
    '',
    'FIELD_PLACES: Final[Mapping[str, Tuple[str, Tuple[str, ...]]]] = MappingProxyType(',
    '    {',
    ...free.map(({ name, from }) => {
      const names = from.in === 'header' ? from.names : from.in === 'body' ? [from.name] : [];
      return `        ${pyString(name)}: (${pyString(from.in)}, ${pyTuple(names.map(pyString))}),`;
    }),
    '    }',
    ')',
    ...pyDoc([fieldPlacesDoc], ''),
  ];
}

function errorClass(c: ClassView, signature: string, given: readonly FieldView[]): readonly string[] {
  const doc = c.deprecated ? [...c.doc, `Deprecated: ${deprecation}`] : c.doc;
  const added = c.adds.filter(isGiven);
  const aliases = c.adds.filter((field) => !isGiven(field));
  const isBase = c.parent === null;
  return [
    ...(c.deprecated ? [`@deprecated(${pyString(deprecation)})`] : []),
    `class ${c.name}(${c.parent ?? 'Exception'}):`,
    ...pyDoc(doc, '    '),
    ...added.flatMap((field) => [
      '',
      `    ${field.name}: ${typeOf(field).type}`,
      ...pyDoc([field.doc.replace('null', 'None')], '    '),
    ]),
    ...(isBase ? matched(added) : []),
    ...(isBase || added.length > 0 ? ['', ...init(isBase, signature, given, added)] : []),
    ...(isBase ? shown(added) : []),
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

/** What `match` takes by place: the words, and what tells of the answer. */
function told(added: readonly FieldView[]): readonly string[] {
  return added.filter(({ kind }) => kind === 'status' || kind === 'requestId').map(({ name }) => name);
}

function matched(added: readonly FieldView[]): readonly string[] {
  return ['', `    __match_args__ = ${pyTuple(['message', ...told(added)].map(pyString))}`];
}

function shown(added: readonly FieldView[]): readonly string[] {
  const fields = told(added).map((name) => `, ${name}={self.${name}!r}`);
  return [
    '',
    '    def __repr__(self) -> str:',
    `        return f"{type(self).__name__}({self.message!r}${fields.join('')})"`,
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
