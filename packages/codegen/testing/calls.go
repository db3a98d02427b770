// Package calls__NUMBER__ says what a package makes of each attempt. Compiled once for each.
package calls__NUMBER__

import (
	"encoding/json"
	"errors"
	"reflect"
	"time"

	m "check/c__NUMBER__"
)

type asked struct {
	Operation  string
	Attempt    int
	MaxRetries *int
	Uncounted  []string
	Given      []string
	Status     *int
	Headers    map[string]string
	Body       *string
	Unread     string
	Fault      m.FaultKind
	Random     float64
}

func Say(text []byte) any {
	var specs []struct {
		Fields []string
		Asked  []asked
	}
	if err := json.Unmarshal(text, &specs); err != nil {
		panic(err)
	}
	said := []any{}
	for _, one := range specs[__NUMBER__].Asked {
		said = append(said, say(specs[__NUMBER__].Fields, one))
	}
	return said
}

func say(fields []string, one asked) any {
	cause := errors.New("cause")
	attempt := m.FailedAttempt{
		Operation: one.Operation, Attempt: one.Attempt, MaxRetries: one.MaxRetries, Uncounted: one.Uncounted, Given: one.Given,
		Fault: one.Fault,
	}
	var err error
	if one.Fault != "" {
		err = m.ErrorForFault(one.Fault, cause, "")
		if !errors.Is(err, cause) {
			panic("the cause is lost")
		}
	} else {
		headers := map[string][]string{}
		for name, value := range one.Headers {
			headers[name] = []string{value}
		}
		attempt.Answer = &m.Answer{Status: *one.Status, Headers: headers, Unread: one.Unread}
		if one.Body != nil {
			attempt.Answer.Body = []byte(*one.Body)
		}
		err = m.ToError(*attempt.Answer, &m.ErrorOptions{Secrets: []string{"secret-key"}})
	}
	options := &m.DelayOptions{Random: func() float64 { return one.Random }}
	decision := m.Decide(attempt, options)
	if m.ShouldRetry(attempt, options) != (decision.Action != m.ActionStop) {
		panic("two words on one attempt")
	}
	said := map[string]any{
		"action": decision.Action, "error": nil, "message": nil, "fields": map[string]any{}, "delayMs": nil, "uncounted": nil, "cost": nil,
	}
	if err != nil {
		value := reflect.ValueOf(err).Elem()
		said["error"] = value.Type().Name()
		for _, name := range []string{"Message", "Detail"} {
			if field := value.FieldByName(name); field.IsValid() {
				said["message"] = field.Interface()
			}
		}
		found := map[string]any{}
		for _, name := range fields {
			if field := value.FieldByName(name); field.IsValid() {
				found[name] = valueOf(field)
			}
		}
		said["fields"] = found
	}
	if decision.Action != m.ActionStop {
		said["cost"] = decision.Cost
		said["delayMs"] = float64(decision.Delay) / float64(time.Millisecond)
	}
	if decision.Uncounted != "" {
		said["uncounted"] = decision.Uncounted
	}
	return said
}

// valueOf is nil for the zero value, which stands for nothing; an empty text that is anything's value is one.
func valueOf(field reflect.Value) any {
	if field.IsZero() {
		return nil
	}
	if duration, ok := field.Interface().(time.Duration); ok {
		return duration.Seconds()
	}
	return field.Interface()
}
