import { ruleDocs } from '../rules.js';

/** What is asked of an attempt, and what is answered. */
export const attemptText = `// FailedAttempt is an attempt of a call: its answer, or the fault that it ended in.
type FailedAttempt struct {
	// Operation is its id, whose own rules go before those of all.
	Operation string
	// Method, in upper case; without, that of the operation.
	Method string
	// Answer is nil where none came.
	Answer *Answer
	// Fault is "" where an answer came.
	Fault FaultKind
	// Attempt: ${ruleDocs.attempt} 0 is the first.
	Attempt int
	// MaxRetries is what the client is set to; nil for what the API says.
	MaxRetries *int
	// Uncounted: ${ruleDocs.uncounted}
	Uncounted []string
	// Given: ${ruleDocs.given}
	Given []string
	// NoKey: the request has no key of idempotency, though its method has one by the rules.
	NoKey bool
	// HasEvents: ${ruleDocs.hasEvents}
	HasEvents bool
	// Elapsed is the time since the call began; asked where a call as a whole has a timeout.
	Elapsed time.Duration
}

// DelayOptions is what decides a delay beside the retry and the answer.
type DelayOptions struct {
	// Now is when the answer came; the zero time is now.
	Now time.Time
	// Random gives numbers from 0 up to, and without, 1; nil for one of the package's own.
	Random func() float64
	// Previous is the delay before the retry before this one; only decorrelated jitter asks for it.
	Previous time.Duration
}

// RetryAction is what follows an attempt.
type RetryAction string

// ActionStop: nothing; the error is returned.
const ActionStop RetryAction = "stop"

// ActionRetry: another attempt, after a delay.
const ActionRetry RetryAction = "retry"

// ActionRefresh: another attempt, with a fresh credential.
const ActionRefresh RetryAction = "refresh"

// RetryDecision is what follows an attempt.
type RetryDecision struct {
	Action RetryAction
	Delay  time.Duration
	// DelayIsOpen: the API does not say how long to wait.
	DelayIsOpen bool
	// Uncounted: ${ruleDocs.uncountedKind}
	Uncounted string
	// Cost is the tokens that it takes from the quota.
	Cost int
}`;
