/** What a diagnosis may cost: so many predictions. Counted, and not timed, so that the same run gives the same causes. */
export interface Budget {
  readonly predictions: number;
  spent: number;
}

export function budgetOf(predictions: number): Budget {
  return { predictions, spent: 0 };
}

export function isSpent({ predictions, spent }: Budget): boolean {
  return spent >= predictions;
}
