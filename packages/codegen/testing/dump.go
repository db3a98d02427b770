// Package dump__NUMBER__ says, as one JSON document, everything that an error map for Go says. Compiled once for each package.
package dump__NUMBER__

import (
	"errors"
	"fmt"
	"reflect"
	"sort"
	"time"

	m "check/p__NUMBER__"
)

type object = map[string]any
type list = []any

// Set where the package has answers.
var fields, codes, places = none, none, none
var answersIn = func(file string) any { return nil }

func none() any { return list{} }

func Say(file string) any {
	backoff, hint := m.Policy.Backoff, m.Policy.Hint
	return object{
		"statuses":   statuses(),
		"odd":        list{},
		"table":      table(),
		"ranges":     ranges(),
		"rateLimits": limits(),
		"fields":     fields(),
		"codes":      codes(),
		"places":     places(),
		"answers":    answersIn(file),
		"retry": object{
			"maxRetries":       m.Policy.MaxRetries,
			"statuses":         spans(m.Policy.Statuses),
			"methods":          methods(),
			"transport":        m.Policy.Transport,
			"attemptTimeoutMs": ms(m.Policy.AttemptTimeout),
			"backoff": object{
				"kind":         backoff.Kind,
				"initialMs":    ms(&backoff.Initial),
				"factor":       backoff.Factor,
				"power":        backoff.Power,
				"delaysMs":     each(backoff.Delays),
				"firstRetryMs": ms(backoff.FirstRetry),
				"minMs":        ms(backoff.Min),
				"maxMs":        ms(backoff.Max),
				"jitter":       object{"kind": backoff.JitterKind, "ratio": backoff.JitterRatio, "ms": ms(backoff.JitterSpread)},
			},
			"hint": object{
				"headers":      hint.Headers,
				"body":         bodyOf(hint),
				"clampAboveMs": ms(hint.ClampAbove),
				"capMs":        ms(hint.Cap),
			},
		},
	}
}

func statuses() any {
	said := list{}
	for status := 0; status <= 1000; status++ {
		class := m.ErrorForStatus(status)
		if class != nil {
			made := class.New("message", m.ErrorDetails{})
			if reflect.TypeOf(made).Elem().Name() != class.Name || !errors.Is(made, class) {
				panic(fmt.Sprintf("%d makes %T", status, made))
			}
		}
		said = append(said, list{status, name(class), m.IsRetryable(status)})
	}
	return said
}

func table() any {
	rows := []m.StatusInfo{}
	for _, row := range m.Statuses {
		rows = append(rows, row)
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].Code < rows[j].Code })
	said := list{}
	for _, row := range rows {
		said = append(said, object{
			"code": row.Code, "meaning": orNull(row.Meaning), "causes": row.Causes, "resolution": orNull(row.Resolution),
			"error": name(row.Error), "retryable": row.Retryable,
		})
	}
	return said
}

func ranges() any {
	said := list{}
	for _, each := range m.StatusRanges {
		said = append(said, list{each.From, each.To, name(each.Error)})
	}
	return said
}

func limits() any {
	said := list{}
	for _, limit := range m.AllRateLimits() {
		said = append(said, object{
			"id": limit.ID, "name": limit.Name, "limit": limit.Limit, "windowMs": ms(&limit.Window), "scope": limit.Scope,
			"appliesTo": limit.AppliesTo,
		})
	}
	return said
}

func methods() any {
	if len(m.Policy.Methods) == 1 && m.Policy.Methods[0] == "all" {
		return "all"
	}
	return m.Policy.Methods
}

func bodyOf(hint *m.HintPolicy) any {
	if hint.Body == "" {
		return nil
	}
	return object{"pointer": hint.Body, "unit": hint.BodyUnit}
}

func each(delays []time.Duration) any {
	if delays == nil {
		return nil
	}
	said := list{}
	for i := range delays {
		said = append(said, ms(&delays[i]))
	}
	return said
}

func spans(of []m.StatusSpan) any {
	if of == nil {
		return nil
	}
	said := list{}
	for _, span := range of {
		said = append(said, list{span.From, span.To})
	}
	return said
}

func ms(duration *time.Duration) any {
	if duration == nil {
		return nil
	}
	return float64(*duration) / float64(time.Millisecond)
}

func name(class *m.ErrorClass) any {
	if class == nil {
		return nil
	}
	return class.Name
}

func orNull(text string) any {
	if text == "" {
		return nil
	}
	return text
}
