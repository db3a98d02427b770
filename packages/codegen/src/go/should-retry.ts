import { ruleDocs } from '../rules.js';
import { goDoc, goString } from '../text/go.js';
import type { View } from '../view.js';
import { attemptText } from './attempt.js';
import { goFile } from './source.js';
import { drawnText } from './waits.js';

/** What follows an attempt that failed. */
export function shouldRetryFile(view: View): string {
  const { answers, waits, unread } = view;
  const asFault = unread.filter(({ isFault }) => isFault).map(({ kind }) => kind);
  const broken = asFault.length > 0 && view.spec.retry.transport?.includes('cutBody') === true ? asFault : null;
  const codes = answers !== null && answers.codes.length > 0;
  return goFile(view, [
    ...attemptText.split('\n'),
    '',
    ...(waits === null ? [] : [...drawnText.split('\n'), '']),
    ...goDoc([`ShouldRetry: ${ruleDocs.shouldRetry}`, 'options may be nil.']),
    'func ShouldRetry(attempt FailedAttempt, options *DelayOptions) bool {',
    '\treturn Decide(attempt, options).Action != ActionStop',
    '}',
    '',
    ...goDoc([`Decide: ${ruleDocs.decideRetry}`, 'options may be nil.']),
    ...decide(answers !== null, waits !== null).split('\n'),
    '',
    ...engine(codes, broken).split('\n'),
    ...(codes ? ['', ...codeEntry.split('\n')] : []),
  ]);
}

const decide = (
  byAnswer: boolean,
  waits: boolean,
) => `func Decide(attempt FailedAttempt, options *DelayOptions) RetryDecision {
	stop := RetryDecision{Action: ActionStop}
	own := Rules.Operations[attempt.Operation]
	verb := attempt.Method
	if verb == "" {
		verb = own.Method
	}
	var r *reader
	var ofStatus []string
	if attempt.Fault != "" {
		if !faultIsRetried(attempt.Fault, attempt.HasEvents) {
			return stop
		}
	} else {
		if attempt.Answer == nil {
			return stop
		}
		r = read(*attempt.Answer)
		if ${byAnswer ? 'errorOf(r)' : 'ErrorForStatus(r.status)'} == nil {
			return stop
		}
		if refresh := Rules.AuthRefresh; refresh != nil && spans(refresh.Statuses, r.status) {
			if count(attempt.Uncounted, "refresh") < refresh.Max {
				return RetryDecision{Action: ActionRefresh, Uncounted: "refresh"}
			}
			return stop
		}
		isRetried := false
		if isRetried, ofStatus = answerIsRetried(r, own, verb); !isRetried {
			return stop
		}
	}
	if !operationAllows(attempt, own, verb, ofStatus) {
		return stop
	}
	beside := ownRetriesOf(attempt.Fault)
	isFree := beside != nil && count(attempt.Uncounted, string(beside.Fault)) < beside.Extra
	counted := attempt.Attempt - len(attempt.Uncounted)
	most := 0
	for _, set := range []*int{Rules.MaxRetries, own.MaxRetries, attempt.MaxRetries} {
		if set != nil {
			most = *set
		}
	}
	if !isFree && counted >= most && (beside == nil || attempt.Attempt >= beside.AtLeast) {
		return stop
	}
	decision := RetryDecision{Action: ActionRetry, Cost: costOf(r)${waits ? '' : ', DelayIsOpen: true'}}
${
  waits
    ? `	delay, isRetried := delayOf(counted, r, options)
	if !isRetried || isTooLate(attempt, delay) {
		return stop
	}
	decision.Delay = delay
`
    : `	if isTooLate(attempt, 0) {
		return stop
	}
`
}	if isFree {
		decision.Uncounted = string(beside.Fault)
	}
	return decision
}`;

const engine = (codes: boolean, broken: readonly string[] | null) => `func count[T comparable](kinds []T, kind T) int {
	found := 0
	for _, one := range kinds {
		if one == kind {
			found++
		}
	}
	return found
}

func spans(spans []StatusSpan, status int) bool {
	for _, span := range spans {
		if span.From <= status && status <= span.To {
			return true
		}
	}
	return false
}

func isTimeout(fault FaultKind) bool {
	return fault == FaultTimeoutHead || fault == FaultTimeoutBody
}

func faultIsRetried(fault FaultKind, hasEvents bool) bool {
	if hasEvents || fault == FaultStream {
		streaming := Rules.Streaming
		return streaming != nil && streaming.RetryAfterFirstEvent != nil && *streaming.RetryAfterFirstEvent
	}
	return count(Rules.Faults, fault) > 0 || isTimeout(fault) && count(Rules.Faults, FaultTimeout) > 0
}

// ownRetriesOf gives the rule of a fault; a timeout is also what it is in part.
func ownRetriesOf(fault FaultKind) *OwnRetries {
	var found *OwnRetries
	for i := range Rules.OwnRetries {
		rule := &Rules.OwnRetries[i]
		if rule.Fault == fault {
			return rule
		}
		if rule.Fault == FaultTimeout && isTimeout(fault) {
			found = rule
		}
	}
	return found
}

// answerIsRetried tells also after which methods, where the status of the answer names them.
func answerIsRetried(r *reader, own OperationRules, verb string) (bool, []string) {
	// A redirect is retried where its status is listed, and else raised.
	if r.status < 300 || r.status > 399 {
		if said, _ := r.header(Rules.ShouldRetryHeader); Rules.ShouldRetryHeader != "" {
			switch strings.TrimSpace(said) {
			case "true":
				return true, nil
			case "false":
				return false, nil
			}
		}
${
  codes
    ? `		if code := codeEntry(r); code != nil && code.Retryable != nil {
			return *code.Retryable, nil
		}
`
    : ''
}${
  broken === null
    ? ''
    : `		if ${broken.map((kind) => `r.unread == ${goString(kind)}`).join(' || ')} {
			return true, nil
		}
`
}	}
	lines := own.Statuses
	if lines == nil {
		lines = Rules.Statuses
	}
	var first *RetriedSpan
	for i, line := range lines {
		if r.status < line.From || r.status > line.To || line.When != nil && !r.has(*line.When) {
			continue
		}
		methods := line.Methods
		if methods == nil {
			methods = Rules.Methods
		}
		if allows(methods, verb) {
			return true, line.Methods
		}
		if first == nil {
			first = &lines[i]
		}
	}
	if first == nil {
		return false, nil
	}
	return true, first.Methods
}

func allows(methods []string, verb string) bool {
	return methods == nil || count(methods, "*") > 0 || count(methods, verb) > 0
}

// operationAllows tells whether the operation's own rule, or its method, allows a retry.
func operationAllows(attempt FailedAttempt, own OperationRules, verb string, ofStatus []string) bool {
	if own.Retried != nil {
		return *own.Retried
	}
	if own.Precondition != "" {
		return count(attempt.Given, own.Precondition) > 0
	}
	if ofStatus != nil {
		return allows(ofStatus, verb)
	}
	return allows(Rules.Methods, verb) || !attempt.NoKey && count(Rules.KeyedMethods, verb) > 0
}

func isTooLate(attempt FailedAttempt, delay time.Duration) bool {
	timeouts := Rules.Timeouts
	if timeouts.Total == nil {
		return false
	}
	if timeouts.CoversBackoff != nil && !*timeouts.CoversBackoff {
		delay = 0
	}
	return delay >= *timeouts.Total-attempt.Elapsed
}

func costOf(r *reader) int {
	quota := Rules.Quota
	if quota == nil {
		return 0
	}
	if r == nil {
		return quota.TimeoutCost
	}
	throttled := r.status == 429
${
  codes
    ? `	if code := codeEntry(r); code != nil && code.Throttle != nil {
		throttled = *code.Throttle
	}
`
    : ''
}	if throttled {
		return quota.ThrottleCost
	}
	return quota.Cost
}`;

const codeEntry = `// codeEntry is what the table of codes says of an answer with its status.
func codeEntry(r *reader) *ErrorCode {
	if found := foundIn(r); found.counts {
		return &found.entry
	}
	return nil
}`;
