/** One defect of a reference SDK that its adapter can switch on. */
export interface Mutant {
  readonly name: string;
  readonly defect: string;
  /** Id of the requirement that must fail. */
  readonly breaks: string;
  /** Name of the cause that must be told first; absent where none need be. */
  readonly cause?: string;
  /** Features that the cause's scope must name, each with values that it must have among others; absent: any scope is right. */
  readonly scope?: Readonly<Record<string, string>>;
}
