// Package previous__NUMBER__ is what an SDK and its users wrote against the package as it was.
package previous__NUMBER__

import (
	"errors"
	"fmt"
	"time"

	m "check/e__NUMBER__"
)

func Check() {
	inner := errors.New("inner")
	details := m.ErrorDetails{Status: 418, RequestId: "r", DepotName: "north", Cause: inner}
	is(handle(m.ErrTeapot.New("short and stout", details)) == "north 418 r short and stout", "fields")
	is(errors.Is(m.ErrTeapot.New("x", details), inner), "the cause")
	is(m.ErrTeapot.New("x", details).Error() == "x (status 418, request r)" && m.ErrTeapot.New("x", m.ErrorDetails{}).Error() == "x", "text")
	is(errors.Is(m.ErrorForStatus(422), m.ErrParcelConflict) && errors.Is(m.ErrorForStatus(503), m.ErrApi), "classes by status")
	is(errors.Is(m.ToError(m.Answer{Status: 499}, nil), m.ErrClient), "a class by its value")
	var client *m.ClientError
	is(errors.As(m.ToError(m.Answer{Status: 499}, nil), &client) && client.Status == 499, "a class by its struct")
	two := map[string][]string{"x-a": {"2"}, "X-A": {"1"}}
	for i := 0; i < 20; i++ {
		is(errors.As(m.ToError(m.Answer{Status: 499, Headers: two}, nil), &client) && client.Headers["x-a"] == "1, 2", "headers whose order a map changes")
	}
	large := []byte(`{"error":{"params":12345678901234567890}}`)
	is(errors.As(m.ToError(m.Answer{Status: 499, Body: large}, nil), &client) && fmt.Sprint(client.Params) == "12345678901234567890", "a large number")
	is(errors.Is(m.ErrorCodes["17"].Error, m.ErrDepot), "a code")
	is(len(m.Statuses[409].Causes) == 1 && m.RateLimits.Labels.Limit > 0 && *m.Policy.MaxRetries > 0, "tables")
	is(m.Policy.Backoff == nil || m.Policy.Backoff.Initial > time.Millisecond && !m.Rules.Operations["getParcel"].Stream, "rules")
	is(errors.Is(m.ErrorForFault(m.FaultTimeout, inner, ""), inner), "faults")
	failed := m.FailedAttempt{Answer: &m.Answer{Status: 500}, Operation: "getParcel"}
	is(m.Decide(failed, nil).Action == m.ActionRetry && m.Backoff(0, 500, nil) >= 0, "retries")
}

func handle(err error) string {
	var conflict *m.ParcelConflict
	var depot *m.DepotError
	switch {
	case errors.As(err, &conflict):
		return fmt.Sprint(conflict.DepotName, " ", conflict.Status, " ", conflict.RequestId, " ", conflict.Detail)
	case errors.As(err, &depot):
		return depot.Detail
	}
	return ""
}

func is(holds bool, what string) {
	if !holds {
		panic(what)
	}
}
