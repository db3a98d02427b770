import type { ErrorFieldId } from './errors.js';
import type { Language } from './terms.js';

/** What a language keeps of its names. */
export interface ReservedWords {
  /** For messages: `Python`. */
  readonly title: string;
  /** Words that no class can be called. */
  readonly keywords: ReadonlySet<string>;
  /** True: `error.class` is code of this language, so that a field may be called like a keyword. */
  readonly keywordFields: boolean;
  /** Classes that are there in every file: a class of the same name hides one, and a handler of the one misses the other. */
  readonly builtins: ReadonlySet<string>;
  /** Members of every error: a field of the same name hides one. */
  readonly members: ReadonlySet<string>;
  /** Members that hold what a field of the spec is. */
  readonly native: Readonly<Partial<Record<ErrorFieldId, readonly string[]>>>;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

const javascript: ReservedWords = {
  title: 'JavaScript',
  keywords: words(`
    arguments await break case catch class const continue debugger default delete do else enum eval export extends false
    finally for function if implements import in instanceof interface let new null package private protected public return
    static super switch this throw true try typeof undefined var void while with yield
  `),
  keywordFields: true,
  builtins: words(`
    AggregateError Array BigInt Boolean DOMException Date Error EvalError Event Function Infinity JSON Map Math NaN Number
    Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String SuppressedError Symbol SyntaxError TypeError
    URIError WeakMap WeakSet
  `),
  members: words(`
    cause constructor hasOwnProperty isPrototypeOf message name propertyIsEnumerable stack toLocaleString toString valueOf
    __proto__
  `),
  native: { message: ['message'], cause: ['cause'] },
};

const reserved: Readonly<Record<Language, ReservedWords>> = {
  javascript,
  typescript: {
    ...javascript,
    title: 'TypeScript',
    keywords: new Set([
      ...javascript.keywords,
      ...words('any bigint boolean never number object string symbol unknown'),
    ]),
  },
  python: {
    title: 'Python',
    keywords: words(`
      False None True and as assert async await break class continue def del elif else except finally for from global if
      import in is lambda nonlocal not or pass raise return try while with yield
    `),
    keywordFields: false,
    builtins: words(`
      ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
      BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
      ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup
      FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
      IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
      ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError
      PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError
      ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError
      SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
      UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError
      bool bytes dict float frozenset int list object property set str super tuple type
    `),
    members: words('__cause__ __class__ __context__ __dict__ __notes__ __traceback__ add_note args with_traceback'),
    native: { cause: ['__cause__', '__context__'] },
  },
  csharp: {
    title: 'C#',
    keywords: words(`
      abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else
      enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock
      long namespace new null object operator out override params private protected public readonly ref return sbyte sealed
      short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort
      using virtual void volatile while
    `),
    keywordFields: false,
    builtins: words(`
      AccessViolationException AggregateException ApplicationException ArgumentException ArgumentNullException
      ArgumentOutOfRangeException ArithmeticException ArrayTypeMismatchException BadImageFormatException
      DivideByZeroException Exception FormatException IndexOutOfRangeException InvalidCastException
      InvalidOperationException NotImplementedException NotSupportedException NullReferenceException Object
      ObjectDisposedException OperationCanceledException OutOfMemoryException OverflowException RankException
      StackOverflowException String SystemException TaskCanceledException TimeoutException TypeInitializationException
      TypeLoadException UnauthorizedAccessException UriFormatException
    `),
    members: words(`
      Data Equals Finalize GetBaseException GetHashCode GetObjectData GetType HResult HelpLink InnerException
      MemberwiseClone Message ReferenceEquals Source StackTrace TargetSite ToString
    `),
    native: { message: ['Message'], cause: ['InnerException'] },
  },
  java: {
    title: 'Java',
    keywords: words(`
      abstract assert boolean break byte case catch char class const continue default do double else enum extends false
      final finally float for goto if implements import instanceof int interface long native new null package private
      protected public return short static strictfp super switch synchronized this throw throws transient true try void
      volatile while _
    `),
    keywordFields: false,
    builtins: words(`
      AbstractMethodError ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException AssertionError Boolean
      BootstrapMethodError Byte Character Class ClassCastException ClassCircularityError ClassFormatError
      ClassNotFoundException CloneNotSupportedException Double Enum EnumConstantNotPresentException Error Exception
      ExceptionInInitializerError Float IllegalAccessError IllegalAccessException IllegalArgumentException
      IllegalCallerException IllegalMonitorStateException IllegalStateException IllegalThreadStateException
      IncompatibleClassChangeError IndexOutOfBoundsException InstantiationError InstantiationException Integer
      InternalError InterruptedException Iterable LayerInstantiationException LinkageError Long Math
      NegativeArraySizeException NoClassDefFoundError NoSuchFieldError NoSuchFieldException NoSuchMethodError
      NoSuchMethodException NullPointerException Number NumberFormatException Object OutOfMemoryError Record
      ReflectiveOperationException Runnable RuntimeException SecurityException Short StackOverflowError String
      StringIndexOutOfBoundsException System Thread Throwable TypeNotPresentException UnknownError
      UnsatisfiedLinkError UnsupportedClassVersionError UnsupportedOperationException VerifyError VirtualMachineError
      Void
    `),
    members: words(`
      addSuppressed clone equals fillInStackTrace finalize getCause getClass getLocalizedMessage getMessage getStackTrace
      getSuppressed hashCode initCause notify notifyAll printStackTrace setStackTrace toString wait
    `),
    native: { message: ['getMessage', 'getLocalizedMessage'], cause: ['getCause'] },
  },
  go: {
    title: 'Go',
    keywords: words(`
      break case chan const continue default defer else fallthrough for func go goto if import interface map package range
      return select struct switch type var
    `),
    keywordFields: false,
    builtins: words(`
      any append bool byte cap clear close comparable complex complex64 complex128 copy delete error false float32 float64
      imag int int8 int16 int32 int64 iota len make max min new nil panic print println real recover rune string true uint
      uint8 uint16 uint32 uint64 uintptr
    `),
    members: words('As Error Is Unwrap'),
    native: { message: ['Error'], cause: ['Unwrap'] },
  },
  ruby: {
    title: 'Ruby',
    keywords: words(`
      BEGIN END alias and begin break case class def defined do else elsif end ensure false for if in module next nil not or
      redo rescue retry return self super then true undef unless until when while yield
    `),
    keywordFields: true,
    builtins: words(`
      ArgumentError EOFError EncodingError Errno Exception FiberError FloatDomainError FrozenError IOError IndexError
      Interrupt KeyError LoadError LocalJumpError NameError NoMatchingPatternError NoMemoryError NoMethodError
      NotImplementedError Object RangeError RegexpError RuntimeError ScriptError SecurityError SignalException
      StandardError StopIteration SyntaxError SystemCallError SystemExit SystemStackError ThreadError TypeError
      ZeroDivisionError
    `),
    members: words('backtrace cause class exception full_message inspect message object_id set_backtrace to_s'),
    native: { message: ['message', 'full_message'], cause: ['cause'] },
  },
  php: {
    title: 'PHP',
    keywords: words(`
      abstract and array as break callable case catch class clone const continue declare default do echo else elseif empty
      enddeclare endfor endforeach endif endswitch endwhile enum extends false final finally fn for foreach function global
      goto if implements include instanceof insteadof interface isset list match mixed namespace never new null or parent
      print private protected public readonly require return self static switch throw trait true try unset use var void
      while xor yield
    `),
    keywordFields: true,
    builtins: words(`
      ArgumentCountError ArithmeticError ArrayObject BadFunctionCallException BadMethodCallException Closure
      DivisionByZeroError DomainException Error ErrorException Exception InvalidArgumentException JsonException
      LengthException LogicException OutOfBoundsException OutOfRangeException OverflowException RangeException
      RuntimeException Throwable TypeError UnderflowException UnexpectedValueException UnhandledMatchError ValueError
    `),
    members: words('getCode getFile getLine getMessage getPrevious getTrace getTraceAsString'),
    native: { message: ['getMessage'], cause: ['getPrevious'], status: ['getCode'] },
  },
};

/** What a language keeps of its names; undefined where that is not known here. */
export function reservedWords(language: Language): ReservedWords | undefined {
  return Object.hasOwn(reserved, language) ? reserved[language] : undefined;
}
