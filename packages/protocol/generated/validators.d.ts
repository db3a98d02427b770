export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Validator {
  (value: unknown): boolean;
  /** Set by the last run that gave false. */
  readonly errors?: readonly SchemaError[] | null;
}

export declare const openSession: Validator;
export declare const sessionOpened: Validator;
export declare const nextCall: Validator;
export declare const nextAnswer: Validator;
export declare const callReport: Validator;
export declare const echoReport: Validator;
export declare const refusal: Validator;
export declare const ipcRequest: Validator;
export declare const ipcResponse: Validator;
