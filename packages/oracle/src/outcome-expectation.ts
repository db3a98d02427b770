import type { JsonValue, StreamEvent } from '@sdk-conformance/model';
import type { Because } from './because.js';

export interface FieldExpectation {
  /** The language's own name. */
  readonly name: string;
  /** Null also stands for absent. */
  readonly value: JsonValue;
  /** The field holds a body: as its text, or as the JSON that the text is. */
  readonly raw?: true;
  /** What it may be instead. */
  readonly or?: number;
  /** Allowed difference of a number. */
  readonly within: number;
  readonly because: Because;
}

/** A field that holds the headers of the response, in whatever form. */
export interface HeadersExpectation {
  readonly name: string;
  /** Those that it holds at least, by their names in lower case. */
  readonly holds: Readonly<Record<string, string>>;
  readonly because: Because;
}

/** What the error calls itself; null: by the name of its class. */
export interface NameExpectation {
  readonly is: string | null;
  readonly because: Because;
}

/** The base class by its name in the target's language. */
export interface BaseExpectation {
  readonly type: string;
  readonly because: Because;
}

export interface MessageExpectation {
  /** It contains one of these, and so does the error as its language prints it. */
  readonly anyOf: readonly string[];
  readonly because: Because;
  /** Null where more may stand around it. */
  readonly exact: { readonly text: string; readonly because: Because } | null;
}

/** Fields that hold what most languages have on every error; null: where the language has it. */
export interface OwnFields {
  readonly message: string | null;
  readonly cause: string | null;
}

export interface RaisedExpectation {
  readonly kind: 'raised';
  /** Class name in the target's language. */
  readonly type: string;
  readonly because: Because;
  readonly base: BaseExpectation;
  /** Classes that tell of another failure, by their names in the target's language: it is none of them as well. */
  readonly noOther: readonly string[];
  readonly fields: readonly FieldExpectation[];
  /** Null: nothing is promised of them. */
  readonly headers: HeadersExpectation | null;
  /** What the message contains; null: unspecified. */
  readonly message: MessageExpectation | null;
  readonly ownFields: OwnFields;
  readonly maxMessageBytes: { readonly bytes: number; readonly because: Because } | null;
  readonly cause: Because | null;
  /** Null: nothing is promised of it. */
  readonly name: NameExpectation | null;
  /** It survives being copied and serialised; null: nothing is promised. */
  readonly copies: Because | null;
  /** Events that a stream gave before it raised. */
  readonly events: readonly ExpectedEvent[] | null;
}

export interface ReturnedExpectation {
  readonly kind: 'returned';
  /** That it returns at all; what it returns has a reason of its own. */
  readonly returns: Because;
  /** As served; undefined: the spec leaves open what is returned. */
  readonly value: JsonValue | undefined;
  /**
   * Of a typed SDK: the recorded success, whose keys a model has. What stands in both keeps its value; of the rest nothing is
   * promised. Null: callers get what was served, whole.
   */
  readonly model: JsonValue | null;
  /** What may be raised instead, where what was served lacks what a model has; null: nothing. */
  readonly orRaised: RaisedExpectation | null;
  readonly events: readonly ExpectedEvent[] | null;
  readonly because: Because;
}

/** An event as served. */
export interface ExpectedEvent extends StreamEvent {
  /** Of a typed SDK: what recorded events of the name hold, as in {@link ReturnedExpectation.model}. Null: all is compared. */
  readonly model: JsonValue | null;
}

export type OutcomeExpectation =
  | RaisedExpectation
  | ReturnedExpectation
  | { readonly kind: 'open'; readonly because: Because };
