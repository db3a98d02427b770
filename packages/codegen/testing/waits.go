// Package waits__NUMBER__ says how long the waits of one policy are. Compiled once for each.
package waits__NUMBER__

import (
	"encoding/json"
	"time"

	m "check/v__NUMBER__"
)

type asked struct {
	Retry   int
	Status  int
	Headers map[string]string
	Body    json.RawMessage
	NowMs   int64
	Random  float64
}

func Say(text []byte) any {
	var all []asked
	if err := json.Unmarshal(text, &all); err != nil {
		panic(err)
	}
	said := [][2]any{}
	for _, one := range all {
		random := one.Random
		headers := map[string][]string{}
		for name, value := range one.Headers {
			headers[name] = []string{value}
		}
		answer := m.Answer{Status: one.Status, Headers: headers, Body: one.Body}
		now := time.UnixMilli(one.NowMs)
		pair := [2]any{}
		options := &m.DelayOptions{Now: now, Random: func() float64 { return random }}
		if delay, ok := m.Delay(one.Retry, &answer, options); ok {
			pair[0] = float64(delay) / float64(time.Millisecond)
		}
		if wait, ok := __SECONDS__; ok {
			pair[1] = wait.Seconds()
		}
		said = append(said, pair)
	}
	return said
}
