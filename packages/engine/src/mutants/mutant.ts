/** One defect of a reference SDK that its adapter can switch on. */
export interface Mutant {
  readonly name: string;
  readonly defect: string;
  /** Id of the requirement that must fail. */
  readonly breaks: string;
}
